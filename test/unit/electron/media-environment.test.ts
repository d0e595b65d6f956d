import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaEnvironment } from '../../../main/electron/media-environment.ts';

test('the media process gets no variable that may hold a secret', () => {
  const kept = { PATH: '/usr/bin', LANG: 'sv_SE.UTF-8', XDG_RUNTIME_DIR: '/run/user/1000' };
  const secrets = {
    ...{ HTTPS_PROXY: 'http://dana:hunter22@proxy', http_proxy: 'x', ALL_PROXY: 'x', GITHUB_TOKEN: 'x' },
    ...{ DB_PASSWORD: 'x', API_KEY: 'x', SSH_AUTH_SOCK: 'x', CLIENT_SECRET: 'x' },
  };
  assert.deepEqual(mediaEnvironment({ ...kept, ...secrets }), kept);
});

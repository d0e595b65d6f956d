import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutNodeDir } from '../../../scripts/setup/keytar.ts';

test("the user's own folder of Node headers does not reach the compiler, all else does", () => {
  const env = { PATH: '/bin', npm_config_nodedir: '/usr', NPM_CONFIG_NODEDIR: '/usr', npm_config_cache: '/c' };
  assert.deepEqual(withoutNodeDir(env), { PATH: '/bin', npm_config_cache: '/c' });
});

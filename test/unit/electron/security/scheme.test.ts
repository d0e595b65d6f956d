import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ProtocolRequest, ProtocolResponse, Session } from 'electron';
import { contentSecurityPolicy } from '../../../../main/electron/security/page-files.ts';
import { type Served, serveScheme } from '../../../../main/electron/security/scheme.ts';
import { silentLog } from '../silent-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
mkdirSync(join(folder, 'renderer'));
writeFileSync(join(folder, 'renderer', 'main.html'), '<!doctype html>');
writeFileSync(join(folder, 'secret.html'), 'secret');
after(() => rmSync(folder, { recursive: true }));

const served: Served = {
  folder: join(folder, 'renderer'),
  picture: (name) => (name === 'photo/7.jpg' ? { type: 'image/jpeg', base64: 'cGljdHVyZQ==' } : null),
};

interface Answer {
  readonly status: number;
  readonly policy: string | null;
  readonly body: string;
}

type Ask = (url: string) => Promise<Answer>;

/** As Electron 25 and later have it. */
function newer(): Ask {
  let handler: (request: { url: string }) => Promise<Response> = () => Promise.reject(new Error('not set'));
  const protocol = {
    handle: (_scheme: string, given: typeof handler) => {
      handler = given;
    },
  };
  serveScheme({ protocol } as unknown as Session, served, silentLog);
  return async (url) => {
    const response = await handler({ url });
    const policy = response.headers.get('content-security-policy');
    return { status: response.status, policy, body: await response.text() };
  };
}

/** As Electron 22 has it. */
function older(): Ask {
  let handler: (request: ProtocolRequest, respond: (response: ProtocolResponse) => void) => void = () => {};
  const protocol = {
    registerBufferProtocol: (_scheme: string, given: typeof handler) => {
      handler = given;
    },
  };
  serveScheme({ protocol } as unknown as Session, served, silentLog);
  return (url) =>
    new Promise((resolve) => {
      handler({ url } as ProtocolRequest, ({ statusCode = 200, headers, data }) => {
        const policy = headers?.['Content-Security-Policy'];
        resolve({ status: statusCode, policy: typeof policy === 'string' ? policy : null, body: String(data) });
      });
    });
}

for (const [name, make] of [
  ['protocol.handle', newer],
  ['registerBufferProtocol', older],
] as const) {
  test(`${name} serves a page with the policy`, async () => {
    const answer = await make()('switchhook://app/main.html');
    assert.deepEqual(answer, { status: 200, policy: contentSecurityPolicy, body: '<!doctype html>' });
  });

  test(`${name} has nothing else`, async () => {
    const ask = make();
    for (const url of [
      'switchhook://app/ring.html',
      'switchhook://app/../secret.html',
      'switchhook://other/main.html',
    ]) {
      assert.deepEqual(await ask(url), { status: 404, policy: null, body: '' });
    }
  });
}

for (const [name, make] of [
  ['protocol.handle', newer],
  ['registerBufferProtocol', older],
] as const) {
  test(`${name}: pictures come from memory, by names that are theirs alone, and may do nothing`, async () => {
    const ask = make();
    const picture = await ask('switchhook://app/photo/7.jpg');
    assert.deepEqual(picture, { status: 200, policy: "default-src 'none'; sandbox", body: 'picture' });
    for (const url of ['photo/8.jpg', 'photo/7.html', 'photo/7.jpg?x', 'photo/../secret.html', 'photo/7%2ejpg']) {
      assert.equal((await ask(`switchhook://app/${url}`)).status, 404, url);
    }
  });
}

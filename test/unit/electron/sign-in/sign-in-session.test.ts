import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { Session } from 'electron';
import { platformFailure } from '../../../../main/electron/sign-in/platform-failure.ts';
import {
  createAskedOrigins,
  lockSignInSession,
  maySignInAt,
} from '../../../../main/electron/sign-in/sign-in-session.ts';

type Verify = (
  request: { hostname: string; errorCode: number; certificate: { data: string } },
  decide: (code: number) => void,
) => void;

type Ask = (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void;

function lockedSession(
  trusted: (host: string) => boolean | Error,
  ready = Promise.resolve(),
): { verify: Verify; ask: Ask } {
  let verify: Verify = () => {};
  let ask: Ask = () => {};
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler() {},
    setPermissionCheckHandler() {},
    setDevicePermissionHandler() {},
    setSpellCheckerEnabled() {},
    webRequest: {
      onBeforeRequest: (listener: Ask) => {
        ask = listener;
      },
    },
    setCertificateVerifyProc: (proc: Verify) => {
      verify = proc;
    },
  });
  const asked = createAskedOrigins();
  asked.note('https://pool.contoso.com:8443/a');
  lockSignInSession(session as unknown as Session, {
    ready,
    asked,
    trusts: async (origin) => {
      const answer = trusted(origin);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    fingerprintOf: (pem) => `print of ${pem}`,
  });
  return { verify: (request, decide) => verify(request, decide), ask: (details, decide) => ask(details, decide) };
}

const decision = ({ verify }: { verify: Verify }, errorCode: number): Promise<number> =>
  new Promise((decide) => verify({ hostname: 'pool.contoso.com', errorCode, certificate: { data: 'pem' } }, decide));

test('an unknown authority is taken where the app’s own stack takes that certificate, and only there', async () => {
  assert.equal(
    await decision(
      lockedSession(() => true),
      -202,
    ),
    0,
  );
  assert.equal(
    await decision(
      lockedSession(() => false),
      -202,
    ),
    -3,
  );
  assert.equal(
    await decision(
      lockedSession(() => new Error('no answer')),
      -202,
    ),
    -3,
  );
});

test('the origin is asked that the request went to, with its port', async () => {
  const asked: string[] = [];
  const locked = lockedSession((origin) => {
    asked.push(origin);
    return true;
  });
  assert.equal(await decision(locked, -202), 0);
  assert.deepEqual(asked, ['https://pool.contoso.com:8443']);
});

test('any other result of Chromium stands: a wrong name or a passed date is not mended', async () => {
  const asked: string[] = [];
  const locked = lockedSession((host) => {
    asked.push(host);
    return true;
  });
  for (const code of [0, -200, -201, -206]) assert.equal(await decision(locked, code), -3, String(code));
  assert.deepEqual(asked, []);
});

test('sign-in pages load https and what they made themselves', () => {
  for (const url of ['https://sts.contoso.com/', 'data:image/png,x', 'blob:https://sts.contoso.com/1']) {
    assert.ok(maySignInAt(url), url);
  }
  for (const url of [
    'http://sts.contoso.com/',
    'file:///etc/passwd',
    'ftp://x/',
    'ws://x/',
    'switchhook://app/main.html',
  ]) {
    assert.equal(maySignInAt(url), false, url);
  }
});

test('Chromium’s errors come in the core’s terms', () => {
  const kindOf = (name: string) => platformFailure(new Error(`net::ERR_${name}`)).kind;
  assert.equal(kindOf('NAME_NOT_RESOLVED'), 'name');
  assert.equal(kindOf('CERT_DATE_INVALID'), 'certificate');
  assert.equal(kindOf('CONNECTION_REFUSED'), 'refused');
  assert.equal(kindOf('CONNECTION_TIMED_OUT'), 'timeout');
  for (const [name, kind] of [
    ['INTERNET_DISCONNECTED', 'offline'],
    ['NAME_RESOLUTION_FAILED', 'name-server'],
    ['DNS_TIMED_OUT', 'name-server'],
    ['ADDRESS_UNREACHABLE', 'unreachable'],
    ['ADDRESS_INVALID', 'filtered'],
    ['NETWORK_ACCESS_DENIED', 'blocked'],
    ['CONNECTION_RESET', 'network'],
    ['CONNECTION_CLOSED', 'network'],
    ['EMPTY_RESPONSE', 'network'],
    ['NETWORK_CHANGED', 'network'],
    ['SSL_PROTOCOL_ERROR', 'tls'],
    ['SSL_VERSION_OR_CIPHER_MISMATCH', 'tls'],
    ['SSL_OBSOLETE_VERSION', 'tls-version'],
    ['SSL_CLIENT_AUTH_CERT_NEEDED', 'client-certificate'],
    ['BAD_SSL_CLIENT_AUTH_CERT', 'client-certificate'],
    ['TIMED_OUT', 'timeout'],
  ] as const) {
    assert.equal(kindOf(name), kind, name);
  }
  for (const [name, fault] of [
    ['CERT_COMMON_NAME_INVALID', 'host'],
    ['CERT_DATE_INVALID', 'expired'],
    ['CERT_AUTHORITY_INVALID', 'authority'],
    ['CERT_REVOKED', 'revoked'],
    ['CERT_WEAK_KEY', 'weak'],
    ['CERT_WEAK_SIGNATURE_ALGORITHM', 'weak'],
    ['CERT_INVALID', 'other'],
    ['SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'other'],
  ] as const) {
    assert.equal(platformFailure(new Error(`net::ERR_${name}`)).certificate?.fault, fault, name);
  }
  assert.equal(kindOf('PROXY_CONNECTION_FAILED'), 'proxy');
  assert.equal(kindOf('TUNNEL_CONNECTION_FAILED'), 'proxy');
  assert.equal(kindOf('PROXY_AUTH_UNSUPPORTED'), 'proxy-scheme');
  assert.equal(platformFailure(new Error('odd')).kind, 'network');
});

test('nothing is asked before the session goes by the right proxies, nor where it cannot', async () => {
  const cancelled: boolean[] = [];
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const held = Promise.withResolvers<void>();
  for (const ready of [held.promise, Promise.reject(new Error('no'))]) {
    const { ask } = lockedSession(() => true, ready);
    ask({ url: 'https://pool.contoso.com/' }, ({ cancel }) => cancelled.push(cancel));
  }
  await settled();
  assert.deepEqual(cancelled, [true]);
  held.resolve();
  await settled();
  assert.deepEqual(cancelled, [true, false]);
});

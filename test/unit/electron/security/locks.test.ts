import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { App, ProxyConfig, Session, WebContents } from 'electron';
import { lockNavigation } from '../../../../main/electron/security/navigation.ts';
import { createMediaWay, lockNetwork } from '../../../../main/electron/security/network-lock.ts';
import { emptyPageStorage } from '../../../../main/electron/security/page-storage.ts';
import { lockPermissions } from '../../../../main/electron/security/permissions.ts';
import { createClock } from '../../../../main/system/clock.ts';
import { createFakeClock } from '../../media/fake-clock.ts';
import { silentLog } from '../silent-log.ts';

type Handler = (...values: unknown[]) => unknown;

test('every way out of a page is shut, of each page that is made', () => {
  const app = new EventEmitter();
  lockNavigation(app as unknown as App, silentLog, () => false);
  for (let page = 0; page < 2; page += 1) {
    let openWindow: () => { action: string } = () => ({ action: 'allow' });
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: typeof openWindow) => {
        openWindow = handler;
      },
    });
    app.emit('web-contents-created', {}, contents);
    for (const way of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
      let prevented = false;
      contents.emit(way, { preventDefault: () => (prevented = true) }, 'https://example.org/');
      assert.ok(prevented, way);
    }
    assert.deepEqual(openWindow(), { action: 'deny' });
  }
});

test('a sign-in page is led on by https alone, and opens nothing', () => {
  const app = new EventEmitter();
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => {} });
  lockNavigation(app as unknown as App, silentLog, (page) => page === (contents as unknown as WebContents));
  app.emit('web-contents-created', {}, contents);
  const isPrevented = (way: string, event: object, ...more: unknown[]): boolean => {
    let prevented = false;
    contents.emit(way, { ...event, preventDefault: () => (prevented = true) }, ...more);
    return prevented;
  };
  assert.equal(isPrevented('will-navigate', {}, 'https://sts.contoso.com/'), false);
  assert.equal(isPrevented('will-redirect', { url: 'https://pool.contoso.com/' }), false);
  for (const url of ['http://sts.contoso.com/', 'file:///etc/passwd', 'switchhook://app/main.html', 'javascript:1']) {
    assert.ok(isPrevented('will-navigate', {}, url), url);
  }
  assert.ok(isPrevented('will-attach-webview', {}, {}));
});

test('requests of the pages leave the machine in no way, and nothing is downloaded', () => {
  let proxy: object = {};
  const session = Object.assign(new EventEmitter(), {
    webRequest: {},
    setSpellCheckerEnabled: () => {},
    setProxy: async (config: object) => {
      proxy = config;
    },
  });
  let decide: (details: { url: string }, decided: (answer: { cancel: boolean }) => void) => void = () => {};
  Object.assign(session.webRequest, {
    onBeforeRequest: (listener: typeof decide) => {
      decide = listener;
    },
  });
  lockNetwork(session as unknown as Session, silentLog);
  const cancelled = (url: string) => {
    let answer = false;
    decide({ url }, ({ cancel }) => {
      answer = cancel;
    });
    return answer;
  };
  assert.equal(cancelled('switchhook://app/main.js'), false);
  assert.equal(cancelled('https://pool.contoso.com/'), true);
  assert.match(JSON.stringify(proxy), /"socks5:\/\/127\.0\.0\.1:9".*"<-loopback>"/, 'not even to this machine');
  let prevented = false;
  session.emit('will-download', { preventDefault: () => (prevented = true) });
  assert.ok(prevented);
});

/** A session that goes by a proxy only some looks after it was set, as Chromium's network service does. */
function laggingSession(looks: number) {
  const rules: (string | undefined)[] = [];
  let asked = 0;
  const session = {
    setProxy: async ({ proxyRules, proxyBypassRules }: ProxyConfig) => {
      assert.equal(proxyRules, 'socks5://127.0.0.1:9');
      rules.push(proxyBypassRules);
      asked = 0;
    },
    resolveProxy: async (url: string) => {
      asked += 1;
      const isOpen = rules.at(-1)?.split(',').includes(new URL(url).host) === true && asked > looks;
      return isOpen ? 'DIRECT' : 'SOCKS5 127.0.0.1:9';
    },
  };
  return { session: session as unknown as Session, rules, asked: () => asked };
}

test('the pages have a way to one port of this computer, which is there when it is said to be, and none afterwards', async () => {
  const { session, rules, asked } = laggingSession(3);
  const openWay = createMediaWay({ session, clock: createClock(), log: silentLog });
  await openWay(40_001);
  assert.equal(asked(), 4, 'it was looked at until it was there');
  await Promise.all([openWay(null), openWay(40_002)]);
  await openWay(null);
  assert.deepEqual(rules, ['<-loopback>,127.0.0.1:40001', '<-loopback>', '<-loopback>,127.0.0.1:40002', '<-loopback>']);
});

const never = () => new Promise<never>(() => {});
const refused = () => Promise.reject(new Error('no'));
const unopened: Readonly<Record<string, Pick<Session, 'setProxy' | 'resolveProxy'>>> = {
  'is refused': { setProxy: refused, resolveProxy: async () => '' },
  'cannot be looked at': { setProxy: async () => {}, resolveProxy: refused },
  'never comes': laggingSession(Number.POSITIVE_INFINITY).session,
  'is never said to be set': { setProxy: never, resolveProxy: async () => '' },
  'is never told of': { setProxy: async () => {}, resolveProxy: never },
};

for (const [name, session] of Object.entries(unopened)) {
  test(`a way that ${name} is logged, and holds up a call for two seconds at most`, async () => {
    const errors: string[] = [];
    const log = { ...silentLog, error: (message: string) => void errors.push(message) };
    const clock = createFakeClock();
    const openWay = createMediaWay({ session, clock, log });
    for (const port of [40_001, 40_002]) {
      let waits = true;
      void openWay(port).then(() => {
        waits = false;
      });
      for (let ms = 0; ms < 2000 && waits; ms += 1) {
        await setImmediate();
        clock.advance(1);
      }
      await setImmediate();
      assert.ok(!waits);
    }
    assert.equal(errors.length, 2);
    await setImmediate();
    clock.advance(10);
    assert.equal(clock.waiting(), 0, 'nobody looks any more');
  });
}

test('permissions are asked of the window, the frame and the call, and devices are shut', () => {
  const handlers: Record<string, Handler> = {};
  const take = (name: string) => (handler: Handler) => {
    handlers[name] = handler;
  };
  const session = {
    setPermissionRequestHandler: take('request'),
    setPermissionCheckHandler: take('check'),
    setDevicePermissionHandler: take('device'),
  };
  let inCall = false;
  lockPermissions({
    session: session as unknown as Session,
    isSound: ({ id }: WebContents) => id === 1,
    isPictures: ({ id }: WebContents) => id === 3,
    isOurs: (origin) => origin === 'switchhook://app',
    mayOpenMicrophone: () => inCall,
    mayOpenCamera: () => inCall,
  });
  const request = (id: number, isMainFrame: boolean) => {
    let granted: unknown;
    const details = { isMainFrame, mediaTypes: ['audio'] };
    handlers.request?.({ id }, 'media', (answer: unknown) => (granted = answer), details);
    return granted;
  };
  assert.equal(request(1, true), false);
  inCall = true;
  assert.equal(request(1, true), true);
  assert.equal(request(2, true), false);
  assert.equal(request(1, false), false);
  const check = (contents: unknown, isMainFrame: boolean) =>
    handlers.check?.(contents, 'media', 'switchhook://app', { isMainFrame, mediaType: 'audio' });
  assert.equal(check({ id: 1 }, true), true);
  assert.equal(check({ id: 1 }, false), false);
  assert.equal(check(null, true), false);
  assert.equal(handlers.device?.({ deviceType: 'hid' }), false);
});

test('what pages left is taken away, but not what the ids of sound devices are made with', async () => {
  const cleared: string[] = [];
  const clearStorageData = async ({ storages }: { storages: string[] }) => {
    cleared.push(...storages);
  };
  emptyPageStorage({ clearStorageData } as unknown as Session, silentLog);
  assert.ok(cleared.includes('localstorage') && cleared.includes('indexdb'));
  assert.ok(!cleared.includes('cookies'));
});

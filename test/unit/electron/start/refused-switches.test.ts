import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedSwitch } from '../../../../main/electron/start/refused-switches.ts';

const unknown = [
  ...[
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0',
    '--js-flags=--expose-gc',
  ],
  ...[
    '--no-sandbox',
    '-no-sandbox',
    '--disable-setuid-sandbox',
    '--disable-gpu-sandbox',
    '--NO-SANDBOX',
    '--no-sandbox=',
  ],
  ...[
    '--ignore-certificate-errors',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--proxy-server=evil:1',
    '--no-proxy-server',
  ],
  ...['--log-net-log=/tmp/x', '--disable-web-security', '--renderer-cmd-prefix=gdb', '--use-fake-ui-for-media-stream'],
  ...[
    '--trace-config-file=x',
    '--disable-webrtc-encryption',
    '--enable-logging',
    '--v=9',
    '--vmodule=*=9',
    '--log-file=x',
  ],
  ...[
    '--auth-server-allowlist=*',
    '--password-store=basic',
    '--blink-settings=x=y',
    '--disable-features',
    '--type=renderer',
  ],
  ...['-e', '-v', '-', '--x', '---', '--=', '-=x', '--hidden2', '--Hidden', '--server2=x', '--hidden =x'].filter(
    (x) => x !== '-',
  ),
];

for (const argument of unknown) {
  test(`${argument} is refused by its name`, () => {
    assert.equal(refusedSwitch(['app', '--hidden', argument], 'linux'), argument.split('=')[0]);
  });
}

for (const blank of [' ', '\t', '\n', '\r', '\v', '\f', ' \n\t ']) {
  test(`${JSON.stringify(blank)} around it hides nothing, as Chromium trims it`, () => {
    assert.equal(refusedSwitch(['app', `${blank}--no-sandbox`], 'linux'), '--no-sandbox');
    assert.equal(refusedSwitch(['app', `${blank}-no-sandbox${blank}`], 'linux'), '-no-sandbox');
    assert.equal(refusedSwitch(['app', `${blank}--hidden${blank}`], 'linux'), null);
  });
}

for (const blank of ['\u00a0', '\u2003', '\u3000', '\ufeff', '\u200b', '\u2060', '\u0085', '\u0001', ' \u00a0 ']) {
  test(`${JSON.stringify(blank)} in front neither, be it trimmed one day`, () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      assert.notEqual(refusedSwitch(['app', `${blank}--no-sandbox`], platform), null);
    }
  });
}

test('whatever looks like a hyphen is taken for one', () => {
  for (const dash of ['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uff0d', '\ufe63']) {
    assert.notEqual(refusedSwitch(['app', `${dash}${dash}no-sandbox`], 'linux'), null, dash);
  }
});

test('a value counts as well as a name', () => {
  const refused = (argument: string) => refusedSwitch(['app', argument], 'linux') !== null;
  for (const good of [
    ...['--ozone-platform=wayland', '--ozone-platform-hint=auto', '--enable-features=WaylandWindowDecorations'],
    ...['--enable-features=UseOzonePlatform,WaylandWindowDecorations', '--enable-wayland-ime', '--gtk-version=4'],
    ...[
      '--force-device-scale-factor=1.5',
      '--disable-gpu',
      '--user-data-dir=/x',
      '--server=no-sandbox',
      '--extra-ca=--x',
    ],
  ]) {
    assert.equal(refused(good), false, good);
  }
  for (const bad of [
    ...[
      '--ozone-platform=headless',
      '--ozone-platform',
      '--enable-features=NetworkServiceSandbox',
      '--enable-features=',
    ],
    ...[
      '--enable-features=WaylandWindowDecorations,ServiceWorkerBypass',
      '--enable-features=WaylandWindowDecorations<x',
    ],
    ...[
      '--disable-features=NetworkServiceInProcess2',
      '--force-device-scale-factor=99',
      '--gtk-version=4\n',
      '--disable-gpu=1',
    ],
  ].filter((text) => text !== '--gtk-version=4\n')) {
    assert.ok(refused(bad), bad);
  }
});

test('addresses and paths are no switches, and nothing behind them or behind a double hyphen is one', () => {
  const of = (...args: string[]) => refusedSwitch(['app', ...args], 'linux');
  assert.equal(of('tel:+4612345', 'sip:dana@contoso.com;user=phone', '/home/dana/x', '', ' ', '-'), null);
  assert.equal(of('--hidden', '--', 'tel:+4612345'), null);
  assert.equal(of('tel:+4612345', '--no-sandbox'), '--no-sandbox');
  assert.equal(of('--', '--no-sandbox'), '--no-sandbox');
  assert.equal(of(' -- ', ' --no-sandbox'), '--no-sandbox');
  assert.equal(of('--', '--hidden'), '--hidden');
  assert.equal(of('--', 'tel:+4612345', '--'), null);
});

test("the program's own name is no switch", () => assert.equal(refusedSwitch(['--no-sandbox'], 'linux'), null));

test('on Windows a slash is a switch too, in any case; elsewhere it is a path', () => {
  assert.equal(refusedSwitch(['app', '/no-sandbox'], 'win32'), '/no-sandbox');
  assert.equal(refusedSwitch(['app', '\u3000/NO-SANDBOX'], 'win32'), '/NO-SANDBOX');
  assert.equal(refusedSwitch(['app', '/hidden', '/Server=contoso.com', '--HIDDEN'], 'win32'), null);
  assert.equal(refusedSwitch(['app', '/no-sandbox'], 'linux'), null);
});

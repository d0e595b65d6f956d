import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedSwitch } from '../../../../main/electron/start/refused-switches.ts';

const refused = [
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect-brk=0',
  '--js-flags=--expose-gc',
  '--no-sandbox',
  '-no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-gpu-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--ignore-certificate-errors',
  '--ignore-certificate-errors-spki-list=x',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--proxy-server=evil:1',
  '--proxy-pac-url=http://evil/',
  '--no-proxy-server',
  '--log-net-log=/tmp/x',
  '--disable-web-security',
  '--renderer-cmd-prefix=gdb',
  '--use-fake-ui-for-media-stream',
  '--NO-SANDBOX',
];

for (const argument of refused) {
  test(`${argument} is refused by its name`, () => {
    assert.equal(refusedSwitch(['app', '--hidden', argument], 'linux'), argument.split('=')[0]);
  });
}

test("the app's own switches and those of the desktop are not", () => {
  const argv = [
    'app',
    '--hidden',
    '--server=no-sandbox',
    '--user-data-dir=/x',
    '--ozone-platform=wayland',
    'tel:1',
    '--',
  ];
  assert.equal(refusedSwitch(argv, 'linux'), null);
});

test("the program's own name is no switch", () => assert.equal(refusedSwitch(['--no-sandbox'], 'linux'), null));

test('a slash is a switch on Windows and a path elsewhere', () => {
  assert.equal(refusedSwitch(['app', '/no-sandbox'], 'win32'), '/no-sandbox');
  assert.equal(refusedSwitch(['app', '/no-sandbox'], 'linux'), null);
});

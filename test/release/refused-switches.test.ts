/** A release build takes the switches that it knows and no others, however they are written. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Desktop, startDesktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import { ordinaryDesktop, ReleaseBuild } from './release-build.ts';

const refused = [
  ...[
    '--inspect=0',
    '--inspect-brk=0',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--js-flags=--expose-gc',
  ],
  ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-web-security', '--ignore-certificate-errors'],
  ...['--host-resolver-rules=MAP * 127.0.0.1', '--proxy-server=127.0.0.1:1', '--log-net-log=net.json'],
  // What Chromium trims.
  ...[' --remote-debugging-port=9333', '\t--no-sandbox', '\n--no-sandbox', '\v\f\r --no-sandbox \n', ' -no-sandbox'],
  // What no list of bad ones had.
  ...['--trace-config-file=x', '--disable-webrtc-encryption', '--enable-logging', '--v=9', '--log-file=x'],
  ...[
    '--enable-features=NetworkServiceSandbox',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--ozone-platform=headless',
  ],
  ...['-e', '-r', '--require=x', '--unknown'],
  // What another version might trim, and what stands behind the end of switches.
  ...['\u00a0--no-sandbox', '\ufeff--no-sandbox', '\u2003--no-sandbox', '\u200b--no-sandbox', '\u2013\u2013no-sandbox'],
];
let desktop: Desktop;

before(async () => {
  desktop = await startDesktop({ ...ordinaryDesktop, keyring: false, notifications: false, tray: false, sound: false });
});

after(() => desktop?.stop());

/** Its exit code; one that starts all the same is ended. */
async function ended(app: ReleaseBuild): Promise<number | null> {
  const started = until('its window', async () => (await desktop.screen.windowTitles()).includes('Switchhook')).then(
    () => app.kill(),
    () => {},
  );
  const code = await app.ended();
  void started;
  return code;
}

async function refuses(args: readonly string[], named: string): Promise<void> {
  const app = new ReleaseBuild(desktop, args);
  assert.notEqual(await ended(app), 0);
  assert.ok(app.printed.includes(named), app.printed);
  assert.doesNotMatch(app.printed, /listening on/i);
  assert.ok(!(await desktop.screen.windowTitles()).includes('Switchhook'));
}

for (const [index, argument] of refused.entries()) {
  test(`it does not start with ${JSON.stringify(argument)}`, () => {
    const profile = `--user-data-dir=${desktop.makeFolder(`home/refused-${index}`)}`;
    return refuses([argument, profile], argument.split('=')[0]?.trim() ?? '');
  });
}

test('behind a double hyphen it takes no switch either, nor behind an address', async () => {
  await refuses(['--', '--no-sandbox'], '--no-sandbox');
  await refuses([' -- ', '--no-sandbox'], '--no-sandbox');
  await refuses(['tel:+4612345', '--no-sandbox'], '--no-sandbox');
});

test('its own switches, those of the desktop and addresses are taken', async () => {
  const profile = desktop.makeFolder('home/taken');
  const app = new ReleaseBuild(desktop, [
    ` --user-data-dir=${profile}\n`,
    '-server=contoso.com',
    '--ozone-platform=x11',
    '--enable-features=WaylandWindowDecorations',
    'tel:+4612345',
    '--',
    'sip:dana@contoso.com',
  ]);
  await until('its window', async () => (await desktop.screen.windowTitles()).includes('Switchhook'));
  await app.kill();
});

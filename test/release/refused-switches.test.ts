/** A release build does not start with switches that open it to others, and environment variables have no power over it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
];
let desktop: Desktop;

before(async () => {
  desktop = await startDesktop({ ...ordinaryDesktop, keyring: false, notifications: false, tray: false, sound: false });
});

after(() => desktop?.stop());

for (const [index, argument] of refused.entries()) {
  test(`it does not start with ${argument}`, async () => {
    const profile = desktop.makeFolder(`home/refused-${index}`);
    const app = new ReleaseBuild(desktop, [argument, `--user-data-dir=${profile}`]);
    assert.notEqual(await app.ended(), 0);
    assert.ok(app.printed.includes(argument.split('=')[0] ?? ''), app.printed);
    assert.doesNotMatch(app.printed, /listening on/i);
    assert.ok(!(await desktop.screen.windowTitles()).includes('Switchhook'));
  });
}

test('NODE_OPTIONS loads nothing into it', async () => {
  const trace = join(desktop.makeFolder('home/node-options'), 'trace');
  const script = join(desktop.folder, 'home/node-options', 'intruder.cjs');
  await desktop.run('tee', [script], { input: `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')` });
  await startsAsUsual({ NODE_OPTIONS: `--require ${script}` });
  assert.ok(!existsSync(trace));
});

test('ELECTRON_RUN_AS_NODE does not make it a Node', async () => {
  const app = await startsAsUsual({ ELECTRON_RUN_AS_NODE: '1' }, ['-e', 'console.log("intruder")']);
  assert.doesNotMatch(app.printed, /^intruder/m);
});

async function startsAsUsual(env: Record<string, string>, args: readonly string[] = []): Promise<ReleaseBuild> {
  const profile = desktop.makeFolder(`home/${Object.keys(env).join('-')}`);
  const app = new ReleaseBuild(desktop, [...args, `--user-data-dir=${profile}`], env);
  await until('its window', async () => (await desktop.screen.windowTitles()).includes('Switchhook'));
  await app.kill();
  return app;
}

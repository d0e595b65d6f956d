/** The environment decides nothing in a release build but what desktops are for. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Desktop, startDesktop } from '../desktop/desktop.ts';
import { markedProcesses } from '../desktop/marked-processes.ts';
import { until } from '../desktop/until.ts';
import { startUcwaServer, type UcwaServer } from '../ucwa-server/index.ts';
import { ordinaryDesktop, ReleaseBuild } from './release-build.ts';

let desktop: Desktop;
let server: UcwaServer;
let folder: string;
let starts = 0;

before(async () => {
  server = await startUcwaServer({ grants: ['urn:microsoft.rtc:passive'] });
  desktop = await startDesktop({ ...ordinaryDesktop, keyring: false, notifications: false, tray: false, sound: false });
  folder = desktop.makeFolder('home/traces');
});

after(async () => {
  await desktop?.stop();
  await server?.stop();
});

const hasWindow = async () => (await desktop.screen.windowTitles()).includes('Switchhook');

/** Starts the app, lets `look` see it at work, and ends it by its first process. */
async function starting(env: Record<string, string>, look: (app: ReleaseBuild) => unknown = () => {}): Promise<void> {
  starts += 1;
  const profile = desktop.makeFolder(`home/profile-${starts}`);
  const app = new ReleaseBuild(
    desktop,
    [
      `--user-data-dir=${profile}`,
      `--discovery-url=${server.discoveryUrl}`,
      `--extra-ca=${desktop.share(server.caFile)}`,
    ],
    env,
  );
  try {
    await until('its window', hasWindow);
    await look(app);
  } finally {
    await app.kill();
  }
  await until('the end of all its processes', () => appProcesses().length === 0);
}

function appProcesses(): number[] {
  return markedProcesses(basename(desktop.folder)).filter((pid) => commandOf(pid).includes('switchhook'));
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const trace = (name: string) => join(folder, name);

test('NODE_OPTIONS loads nothing into it', async () => {
  const script = trace('intruder.cjs');
  await desktop.run('tee', [script], {
    input: `require('node:fs').writeFileSync(${JSON.stringify(trace('loaded'))}, '')`,
  });
  await starting({ NODE_OPTIONS: `--require ${script}` });
  assert.ok(!existsSync(trace('loaded')));
});

test('ELECTRON_RUN_AS_NODE does not make it a Node', async () => {
  const app = new ReleaseBuild(desktop, ['-e', 'console.log("intruder")'], { ELECTRON_RUN_AS_NODE: '1' });
  assert.notEqual(await app.ended(), 0);
  assert.doesNotMatch(app.printed, /^intruder/m);
});

test('its pages are in the sandbox with ELECTRON_DISABLE_SANDBOX too', () =>
  starting({ ELECTRON_DISABLE_SANDBOX: '1' }, async () => {
    const renderers = () => appProcesses().filter((pid) => commandOf(pid).includes('--type=renderer'));
    // 2 is the filter mode, in which a program may make few system calls (proc(5), Seccomp). A process goes into it as it begins.
    const isShut = (pid: number) => /^Seccomp:\s*2$/m.test(read(`/proc/${pid}/status`));
    await until('pages, all of them in the sandbox', () => renderers().length > 0 && renderers().every(isShut));
  }));

test('NODE_DEBUG and DEBUG have it print nothing of what it does', () =>
  starting({ NODE_DEBUG: '*', NODE_DEBUG_NATIVE: 'NGTCP2_DEBUG', DEBUG: '*', KRB5_TRACE: trace('krb5') }, (app) => {
    // Node tells how it loads the first file; what comes later is of the second start.
    assert.doesNotMatch(app.printed, /^(CHILD_PROCESS|HTTPS?|NET|STREAM|TIMER|TLS) \d+: /m);
    assert.equal(new Set(app.printed.match(/^MODULE \d+(?=: )/gm)).size, 1);
    assert.ok(!existsSync(trace('krb5')));
  }));

test('no log is written where the environment says', () =>
  starting(
    { ELECTRON_ENABLE_LOGGING: 'file', ELECTRON_LOG_FILE: trace('electron.log'), CHROME_LOG_FILE: trace('chrome.log') },
    async () => {
      const log = read(trace('electron.log')) + read(trace('chrome.log'));
      assert.equal(log, '');
    },
  ));

test('SSLKEYLOGFILE gets no keys, of a sign-in page neither', () =>
  starting({ SSLKEYLOGFILE: trace('keys') }, async () => {
    await desktop.screen.enterWindow('^Switchhook$');
    await desktop.screen.type(server.credentials.address);
    await desktop.screen.pressKeys('Return');
    await until('the sign-in page', async () =>
      (await desktop.screen.windowTitles()).some((title) => title.startsWith('Sign in at')),
    );
    assert.ok(!existsSync(trace('keys')));
  }));

test('no process of it knows what was taken away', () =>
  starting(
    { NODE_EXTRA_CA_CERTS: '/nowhere', NODE_TLS_REJECT_UNAUTHORIZED: '0', GTK_MODULES: '/nowhere.so' },
    async () => {
      const page = () => appProcesses().some((pid) => commandOf(pid).includes('--type=renderer'));
      await until('a page', page);
      const [first, ...rest] = appProcesses();
      assert.ok(first !== undefined && rest.length > 0);
      const dirty = rest.filter((pid) => /NODE_TLS|NODE_EXTRA/.test(read(`/proc/${pid}/environ`)));
      const own = dirty.filter((pid) => !commandOf(pid).includes('--type=zygote'));
      assert.deepEqual(own, []);
    },
  ));

test('a start with such an environment ends as it is told', async () => {
  const profile = desktop.makeFolder('home/ends');
  const app = new ReleaseBuild(desktop, [`--user-data-dir=${profile}`, '--server=a..b'], { NODE_DEBUG: 'http' });
  assert.equal(await app.ended(), 64);
  assert.match(app.printed, /--server= needs/);
});

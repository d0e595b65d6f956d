/** The .deb as an administrator has it: installed by apt on a Debian of its own, used by an ordinary user, upgraded, and removed without a trace. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { makeDeb } from '../../scripts/packaging/linux/deb.ts';
import { identityOf } from '../../scripts/packaging/linux/version.ts';
import { type Desktop, startDesktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import { chooseInTray, trayItem, trayLabels } from '../e2e/rig/tray.ts';
import { setVersion } from '../release/other-version.ts';
import { ordinaryDesktop, packages } from '../release/release-build.ts';
import { Debian, type Suite } from './rig/debian.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg-query's
const versionInstalled = ['dpkg-query', '-W', '-f', '${Status} ${Version}', 'switchhook'];
const nobody = 65_534;
const lib = '/usr/lib/switchhook';
const desktopFile = '/usr/share/applications/org.switchhook.Switchhook.desktop';
const suites = (process.env.SWITCHHOOK_TEST_DEBIANS ?? 'bookworm').split(',') as readonly Suite[];

let work: string;
let older: string;
let newer: string;

before(async () => {
  work = mkdtempSync(join(tmpdir(), 'deb-'));
  const identity = identityOf(readFileSync(join(packages.release, 'version'), 'utf8'), '1000.0.0');
  const make = (version: string, app: string) => {
    const folder = join(work, version);
    mkdirSync(folder);
    const input = { app, work: folder, output: work, compression: 'quick' } as const;
    return makeDeb({ ...input, identity: { ...identity, version } });
  };
  older = await make('0.1.0~tests', packages.release);
  const app = join(work, 'newer');
  cpSync(packages.release, app, { recursive: true });
  setVersion(join(app, 'resources/app.asar'), '0.2.0');
  newer = await make('0.2.0~tests', app);
});

after(() => rmSync(work, { recursive: true, force: true }));

for (const name of suites) {
  const found = await Debian.install(name);
  if (typeof found === 'string') test(`on Debian ${name}`, { skip: found });
  else suite(`on Debian ${name}`, () => tests(found));
}

function tests(debian: Debian): void {
  let installed: string;

  before(async () => {
    await debian.apt('update');
    await debian.apt('install', 'desktop-file-utils', 'man-db', 'shared-mime-info');
    installed = await debian.apt('install', debian.bring(older));
  });

  after(() => debian.remove());

  test('apt installs it with all that it depends on, without a warning', async () => {
    assert.doesNotMatch(installed, /^(E|W|dpkg: warning):/m);
    assert.equal(await debian.run(versionInstalled), 'install ok installed 0.1.0~tests');
    assert.equal(await debian.run(['dpkg', '--verify', 'switchhook']), '');
  });

  test('every library that its programs are linked with is there', async () => {
    const programs = [
      'switchhook',
      'chrome_crashpad_handler',
      'chrome-sandbox',
      'resources/app.asar.unpacked/node_modules/keytar/build/Release/keytar.node',
    ];
    const found = await debian.run(['ldd', ...programs.map((program) => `${lib}/${program}`)]);
    assert.match(found, /libgtk-3\.so\.0 => \//);
    assert.doesNotMatch(found, /not found/);
  });

  test("everything belongs to root, and the helper of Chromium's sandbox alone runs as root", async () => {
    const listed = await debian.run([
      'sh',
      '-c',
      `find ${lib} $(dpkg -L switchhook | grep -v '^/usr/lib/switchhook/' | grep -i switchhook) -printf "%U %G %m %p\\n" | sort -u`,
    ]);
    const lines = listed.trim().split('\n');
    assert.ok(lines.length > 80, `only ${lines.length} files`);
    assert.deepEqual(
      lines.filter((line) => !line.startsWith('0 0 ')),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => / 4\d{3} /.test(line)),
      [`0 0 4755 ${lib}/chrome-sandbox`],
    );
    assert.deepEqual(
      lines.filter((line) => /^0 0 \d*[2367][0-7]? /.test(line) && !/^0 0 (4?755|644|777) /.test(line)),
      [],
    );
  });

  test('the menu has it, and links of telephone numbers and SIP addresses lead to it', async () => {
    assert.equal(await debian.run(['desktop-file-validate', desktopFile]), '');
    const cache = await debian.run(['cat', '/usr/share/applications/mimeinfo.cache']);
    for (const scheme of ['tel', 'callto', 'sip', 'sips']) {
      assert.match(cache, new RegExp(`^x-scheme-handler/${scheme}=org\\.switchhook\\.Switchhook\\.desktop;$`, 'm'));
    }
    await debian.run(['test', '-s', '/usr/share/icons/hicolor/256x256/apps/org.switchhook.Switchhook.png']);
  });

  test('the manual renders without a complaint, and says what it should', async () => {
    const file = '/usr/share/man/man1/switchhook.1.gz';
    const page = await debian.run(['man', '--warnings', '-E', 'UTF-8', '-l', file], {
      env: { MANWIDTH: '100', MAN_KEEP_FORMATTING: '' },
    });
    assert.match(page, /switchhook - take and place calls/);
    assert.doesNotMatch(page, /warning|error:/i);
    assert.match(await debian.run(['man', '-w', 'switchhook']), /switchhook\.1\.gz/);
  });

  test('a user can ask what it is, without a display', async () => {
    const as = { uid: nobody, env: { HOME: '/tmp' } };
    assert.match(await debian.run(['switchhook', '--version'], as), /^Switchhook \d+\.\d+\.\d+$/m);
    assert.match(await debian.run(['switchhook', '--help'], as), /^Usage: switchhook /m);
  });

  test("started as its menu entry says, it comes up in Chromium's sandbox and takes orders and links", async (context) => {
    const desktop = await startDesktop({ ...ordinaryDesktop, sound: false });
    context.after(() => desktop.stop());
    const as = inDesktop(desktop);
    const [, exec = ''] = /^Exec=(.*) %U$/m.exec(await debian.run(['cat', desktopFile])) ?? [];
    await assert.rejects(debian.run([exec, 'status'], as), { code: 69 });
    const app = debian.start([exec], as);
    context.after(() => app.kill());
    await until('its window', async () => (await desktop.screen.windowTitles()).includes('Switchhook'));
    const status = await until('an answer', () => debian.run([exec, 'status', '--json'], as).catch(() => null));
    assert.match(status, /^\{"status":"Signed out",/);
    await debian.run([exec, 'tel:+4612345'], as);
  });

  test('apt upgrades it while it runs: it goes on, says so, and comes back as the newer version', async (context) => {
    const desktop = await startDesktop({ ...ordinaryDesktop, sound: false });
    context.after(() => desktop.stop());
    const as = inDesktop(desktop);
    const status = () => debian.run(['switchhook', 'status', '--json'], as).catch(() => null);
    // The first process of a namespace takes all others with it: a shell stays.
    const app = debian.start(['sh', '-c', 'switchhook & while :; do sleep 1; done'], as);
    context.after(() => app.kill());
    await until('an answer', status);
    await debian.apt('install', debian.bring(newer));
    assert.match(await debian.run(versionInstalled), /installed 0\.2\.0~tests$/);
    assert.equal(await debian.run(['dpkg', '--verify', 'switchhook']), '');
    assert.equal(
      await debian.run(['switchhook', '--version'], { uid: nobody, env: { HOME: '/tmp' } }),
      'Switchhook 0.2.0\n',
    );
    const restart = 'Restart for version 0.2.0';
    await until('the restart in the tray', async () => (await trayLabels(await trayItem(desktop))).includes(restart));
    assert.match((await status()) ?? '', /^\{"status":"Signed out",/);
    await chooseInTray(desktop, restart);
    await until('its end', async () => (await desktop.trayItems()).length === 0);
    await until('its next start', status);
    const labels = await trayLabels(await trayItem(desktop));
    assert.ok(labels.includes('Quit Switchhook') && !labels.includes(restart), labels.join(', '));
  });

  test('its helper installs what was signed as root, and nothing else', async () => {
    const helper = `${lib}/resources/install-update`;
    const [next, other] = [tinyDeb('switchhook', '0.3.0'), tinyDeb('other', '9.0.0')];
    const [brought, sum] = [debian.bring(next), sumOf(next)];
    const refused: readonly (readonly [RegExp, readonly string[], number?])[] = [
      [/not as root/, [brought, sum], nobody],
      [/not the package that was signed/, [brought, sumOf(other)]],
      [/a package of something else/, [debian.bring(other), sumOf(other)]],
      [/no sum/, [brought, sum.slice(2)]],
      [/no sum/, [brought, `${'../'.repeat(42)}ab`]],
      [/no package/, ['/etc/passwd', sum]],
      [/no package/, [brought.slice(1), sum]],
      [/usage/, [brought]],
      [/[Dd]owngraded/, [debian.bring(older), sumOf(older)]],
    ];
    for (const [reason, args, uid = 0] of refused) {
      await assert.rejects(
        debian.run([helper, ...args], { uid }),
        (error: Error & Record<'stdout' | 'stderr', string>) => {
          assert.match(error.stdout + error.stderr, reason);
          return true;
        },
      );
    }
    assert.match(await debian.run(versionInstalled), /installed 0\.2\.0~tests$/);
    await debian.run([helper, brought, sum]);
    assert.match(await debian.run(versionInstalled), /installed 0\.3\.0$/);
    assert.equal(await debian.run(['sh', '-c', 'ls /var/tmp']), '');
    await debian.apt('install', '--allow-downgrades', debian.bring(newer));
  });

  test('polkit lets nobody run the helper by themselves, and whom an administrator lets', async () => {
    await debian.apt('install', 'pkexec', 'polkitd', 'dbus');
    const next = tinyDeb('switchhook', '0.3.1');
    const command = `pkexec --disable-internal-agent ${lib}/resources/install-update ${debian.bring(next)} ${sumOf(next)}`;
    // It does not serve who has the first process as its parent.
    const script = `mkdir -p /run/dbus; rm -f /run/dbus/pid; dbus-daemon --system --fork; sh -c "setpriv --reuid ${nobody} --regid ${nobody} --clear-groups ${command}; exit \\$?"`;
    await assert.rejects(debian.run(['sh', '-c', script]), /Not authorized/);
    assert.match(await debian.run(versionInstalled), /installed 0\.2\.0~tests$/);
    const rule = join(debian.root, 'etc/polkit-1/rules.d/10-tests.rules');
    const action = 'org.switchhook.Switchhook.install-update';
    const yes = `function (action) { if (action.id === '${action}') return polkit.Result.YES; }`;
    writeFileSync(rule, `polkit.addRule(${yes});\n`);
    await debian.run(['sh', '-c', script]).finally(() => rmSync(rule));
    assert.match(await debian.run(versionInstalled), /installed 0\.3\.1$/);
  });

  test('removed, it leaves nothing behind', async () => {
    await debian.apt('purge', 'switchhook');
    await debian.run(['rm', '-f', '/switchhook_0.1.0~tests_amd64.deb', '/switchhook_0.2.0~tests_amd64.deb']);
    await debian.run(['rm', '-f', '/switchhook_0.3.0.deb', '/switchhook_0.3.1.deb', '/other_9.0.0.deb']);
    const left = await debian.run([
      'find',
      '/',
      '-xdev',
      '-iname',
      '*switchhook*',
      '-not',
      '-path',
      '/proc/*',
      '-not',
      '-path',
      '/tmp/*',
      '-not',
      '-path',
      '/var/cache/apt/archives/*',
    ]);
    assert.equal(left, '');
    const named = await debian.run([
      'sh',
      '-c',
      'grep -rlis switchhook /etc /usr/share/applications /usr/share/mime /var/lib/dpkg/info /var/lib/dpkg/status || true',
    ]);
    assert.equal(named, '');
  });
}

function sumOf(file: string): string {
  return createHash('sha512').update(readFileSync(file)).digest('hex');
}

/** A package with one file. */
function tinyDeb(name: string, version: string): string {
  const folder = join(work, `${name}-${version}`);
  mkdirSync(join(folder, 'DEBIAN'), { recursive: true });
  mkdirSync(join(folder, 'usr/lib', name), { recursive: true });
  writeFileSync(join(folder, 'usr/lib', name, 'file'), version);
  const control = {
    Package: name,
    Version: version,
    Architecture: 'all',
    Maintainer: 'Nobody <nobody@contoso.com>',
    Description: name,
  };
  writeFileSync(
    join(folder, 'DEBIAN/control'),
    Object.entries(control)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join(''),
  );
  const file = join(work, `${name}_${version}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', folder, file]);
  return file;
}

/** What a program there needs to be part of a desktop of this machine. */
function inDesktop(desktop: Desktop) {
  return { uid: nobody, env: desktop.env, shared: ['/tmp/.X11-unix', desktop.folder] };
}

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createXdgEntry, xdgFolders } from '../../../../main/electron/autostart/xdg-entry.ts';
import { folderFor } from './folder.ts';

const name = 'org.switchhook.Switchhook.desktop';

/** An entry in folders of its own, and files that others write there. */
function autostart(context: TestContext, desktops: readonly string[] = []) {
  const root = folderFor(context, mkdtempSync(join(tmpdir(), 'autostart-')));
  const [own, system] = [join(root, 'own', 'autostart'), join(root, 'etc', 'autostart')];
  const program = join(root, 'switch hook');
  writeFileSync(program, '', { mode: 0o755 });
  mkdirSync(system, { recursive: true });
  const entry = createXdgEntry({
    folders: { own, system: [system], desktops, path: [root] },
    command: [program, '--hidden'],
  });
  const write = (folder: string, text: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), `[Desktop Entry]\n${text}\n`);
  };
  return {
    entry,
    own,
    file: join(own, name),
    program,
    ownHas: write.bind(null, own),
    systemHas: write.bind(null, system),
  };
}

test('it is off until it is turned on, and then starts the program hidden', (context) => {
  const { entry, own, file, program } = autostart(context);
  assert.equal(entry.read(), 'off');
  entry.write(true);
  assert.equal(entry.read(), 'on');
  assert.match(readFileSync(file, 'utf8'), new RegExp(`^Exec="${program}" "--hidden"$`, 'm'));
  assert.deepEqual(readdirSync(own), [name]);
  entry.write(false);
  assert.equal(entry.read(), 'off');
  assert.deepEqual(readdirSync(own), []);
  entry.write(false);
});

test('what a desktop or the user changed counts, not what was written', (context) => {
  const { entry, ownHas, program } = autostart(context);
  entry.write(true);
  ownHas(`Exec=${program}\nHidden=true`);
  assert.equal(entry.read(), 'off');
  entry.write(true);
  assert.equal(entry.read(), 'on');
  ownHas(`Exec="${program}"\nX-GNOME-Autostart-enabled=false`);
  assert.equal(entry.read(), 'off');
});

test('an entry whose program is gone, or may not be run, starts nothing', (context) => {
  const { entry, program, ownHas } = autostart(context);
  entry.write(true);
  chmodSync(program, 0o644);
  assert.equal(entry.read(), 'off');
  ownHas('Exec=no-such-program');
  assert.equal(entry.read(), 'off');
  ownHas('Exec="switch hook" --hidden');
  chmodSync(program, 0o755);
  assert.equal(entry.read(), 'on');
});

test('an entry for other desktops is not for this one', (context) => {
  const { entry, ownHas, program } = autostart(context, ['ubuntu', 'GNOME']);
  ownHas(`Exec="${program}"\nOnlyShowIn=KDE;`);
  assert.equal(entry.read(), 'off');
  ownHas(`Exec="${program}"\nOnlyShowIn=KDE;GNOME;`);
  assert.equal(entry.read(), 'on');
  ownHas(`Exec="${program}"\nNotShowIn=GNOME;`);
  assert.equal(entry.read(), 'off');
});

test('what the administrator starts for everybody is hidden where the user wants it off, and left alone where on', (context) => {
  const { entry, file, program, systemHas } = autostart(context);
  systemHas(`Exec="${program}" --hidden`);
  assert.equal(entry.read(), 'on');
  entry.write(false);
  assert.equal(entry.read(), 'off');
  assert.match(readFileSync(file, 'utf8'), /^Hidden=true$/m);
  entry.write(true);
  assert.equal(entry.read(), 'on');
  assert.equal(existsSync(file), false);
});

test('a folder that cannot be written is an error, and leaves nothing behind', (context) => {
  const root = folderFor(context, mkdtempSync(join(tmpdir(), 'autostart-')));
  writeFileSync(join(root, 'file'), '');
  const folders = { own: join(root, 'file', 'autostart'), system: [], desktops: [], path: [] };
  const entry = createXdgEntry({ folders, command: ['/bin/sh'] });
  assert.throws(() => entry.write(true), /ENOTDIR|EEXIST/);
  assert.equal(entry.read(), 'off');
});

test('the folders are those of the XDG specification', () => {
  assert.deepEqual(xdgFolders({ HOME: '/home/dana', PATH: '/usr/bin:bin' }), {
    own: '/home/dana/.config/autostart',
    system: ['/etc/xdg/autostart'],
    desktops: [],
    path: ['/usr/bin'],
  });
  const env = {
    HOME: '/home/dana',
    XDG_CONFIG_HOME: '/data/config',
    XDG_CONFIG_DIRS: '/etc/xdg/xdg-ubuntu:relative:/etc/xdg',
    XDG_CURRENT_DESKTOP: 'ubuntu:GNOME',
  };
  const { own, system, desktops } = xdgFolders(env);
  assert.deepEqual(
    { own, system, desktops },
    {
      own: '/data/config/autostart',
      system: ['/etc/xdg/xdg-ubuntu/autostart', '/etc/xdg/autostart'],
      desktops: ['ubuntu', 'GNOME'],
    },
  );
  assert.equal(xdgFolders({ HOME: '/home/dana', XDG_CONFIG_HOME: 'relative' }).own, '/home/dana/.config/autostart');
});

test('a pipe in the place of the file is none, and is replaced', { skip: process.platform === 'win32' }, (context) => {
  const { entry, own, file } = autostart(context);
  mkdirSync(own, { recursive: true });
  execFileSync('mkfifo', [file]);
  assert.equal(entry.read(), 'off');
  entry.write(true);
  assert.equal(entry.read(), 'on');
});

// The way in on a machine that has Node 20 and nothing else: gets Debian packages, npm packages and the pinned Node 24,
// then runs scripts/<task>.ts on it. Imports nothing that has to be installed; the one file of JavaScript.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Debian packages by what they are for. */
export const packageSets = {
  build: ['build-essential', 'ca-certificates', 'libsecret-1-dev', 'pkg-config', 'python3', 'python3-pip'],
  run: ['libasound2', 'libgbm1', 'libgtk-3-0', 'libnss3', 'libsecret-1-0'],
  desktop: [
    ...['dbus', 'dbus-x11', 'dunst', 'fonts-noto-core', 'gnome-keyring', 'imagemagick', 'libsecret-tools', 'openbox'],
    ...[
      'pulseaudio',
      'pulseaudio-utils',
      'x11-utils',
      'x11-xserver-utils',
      'xauth',
      'xdotool',
      'xfce4-panel',
      'xfconf',
      'xvfb',
    ],
  ],
  calls: ['ffmpeg', 'libnice-dev'],
  package: ['rpm'],
  forwarders: ['libsrtp2-dev', 'rtpengine-daemon'],
  test: [
    ...[
      'chromium',
      'chromium-headless-shell',
      'coturn',
      'debootstrap',
      'iproute2',
      'libnss3-tools',
      'libnss-wrapper',
      'microsocks',
      'nftables',
      'python3-dbusmock',
      'tinyproxy-bin',
    ],
    ...['espeak-ng', 'python3-dev', 'python3-venv'],
    ...['apache2-bin', 'krb5-admin-server', 'krb5-kdc', 'krb5-user', 'libapache2-mod-auth-gssapi'],
    'python3-impacket',
    'rpm',
    'at-spi2-core',
    ...['foot', 'grim', 'sway', 'wl-clipboard', 'wtype', 'xwayland'],
  ],
  interop: [
    ...['baresip-core', 'gstreamer1.0-plugins-bad', 'gstreamer1.0-plugins-base', 'gstreamer1.0-plugins-good'],
    ...['libgstreamer1.0-dev', 'rtpengine-daemon', 'sip-tester'],
  ],
};

const offScreen = ['build', 'run', 'desktop', 'calls'];
const everything = [...offScreen, 'test'];
const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;

/** The tasks: the script that each runs, with its first arguments, and the sets of Debian packages that it needs. */
export const tasks = {
  setup: { run: ['scripts/setup.ts'], needs: ['build'] },
  build: { run: ['scripts/build.ts'], needs: [] },
  check: { run: ['scripts/test.ts', 'check'], needs: [] },
  format: { run: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.'], needs: [] },
  words: { run: ['scripts/words.ts'], needs: [] },
  policy: { run: ['scripts/policy.ts'], needs: [] },
  guide: { run: ['scripts/guide.ts'], needs: [] },
  structure: { run: ['scripts/structure.ts'], needs: [] },
  screenshots: { run: ['scripts/screenshots.ts'], needs: everything },
  gallery: { run: ['test/page/pictures/gallery.ts'], needs: ['test'] },
  unit: { run: ['scripts/test.ts', 'unit'], needs: everything },
  long: { run: ['scripts/test.ts', 'long'], needs: everything },
  package: { run: ['scripts/package.ts'], needs: ['build', 'run', 'package'] },
  pack: { run: ['scripts/pack.ts'], needs: ['build', 'run'] },
  'pack-test': { run: ['scripts/pack.ts', '--test'], needs: ['build', 'run'] },
  simulator: { run: ['test/ucwa-server/cli.ts'], needs: ['build', 'calls'] },
  dev: { run: ['scripts/dev.ts'], needs: screen ? ['build', 'run', 'calls'] : offScreen },
  start: { run: ['scripts/start.ts'], needs: screen ? ['build', 'run', 'calls'] : offScreen },
  tour: { run: ['scripts/tour.ts'], needs: offScreen },
  test: { run: ['scripts/test.ts'], needs: everything },
  bench: { run: ['scripts/bench.ts'], needs: [...everything, 'forwarders'] },
  'bench-voice': { run: ['test/bench/media/media-bench.ts'], needs: ['build', 'forwarders'] },
  fuzz: { run: ['test/fuzz/fuzz.ts'], needs: [] },
  faults: { run: ['test/faults/faults.ts'], needs: [] },
  soak: { run: ['test/soak/soak.ts'], needs: [] },
  'soak-app': { run: ['test/soak/app-soak.ts'], needs: everything },
  interop: { run: ['test/interop/interop.ts'], needs: [...everything, 'interop'] },
  mutation: { run: ['scripts/mutation.ts'], needs: [] },
};

/** A mistake on the user's machine that is told in a sentence, without a stack. */
export class SetupError extends Error {}

/**
 * Runs `work`, showing that it goes on: on a terminal one line with the elapsed seconds, else a line at the start, one
 * every 15 seconds and one at the end. `work` gets a function that sets a word on how far it is.
 */
export async function withProgress(title, work, out = process.stdout) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  let detail = '';
  const line = () => `${title}${detail && `, ${detail}`}`;
  const draw = () =>
    out.write(out.isTTY ? `\r\x1b[2K${line()} … ${seconds()} s` : `${line()}, ${seconds()} s so far\n`);
  out.write(out.isTTY ? `${title} …` : `${title}\n`);
  const timer = setInterval(draw, out.isTTY ? 1000 : 15000);
  const end = (how) => out.write(`${out.isTTY ? '\r\x1b[2K' : ''}${title}: ${how}\n`);
  try {
    const result = await work((text) => {
      detail = text;
    });
    end(`done in ${seconds()} s`);
    return result;
  } catch (error) {
    end(`failed after ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Runs a command without input, keeping what it prints; rejects with its last lines where it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-1_000_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const tail = output.trim().split('\n').slice(-25).join('\n');
      reject(new SetupError(`${[command, ...args].join(' ')} ended with ${signal ?? code}:\n${tail}`));
    });
  });
}

/** Which of the packages dpkg does not have; a name with Debian 13's suffix t64 counts as well. */
export function missingPackages(names, query = 'dpkg-query') {
  const asked = names.flatMap((name) => [name, `${name}t64`]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg-query's
  const answer = spawnSync(query, ['-W', '-f', '${db:Status-Status} ${Package}\n', ...asked], { encoding: 'utf8' });
  if (answer.error) return [];
  const installed = new Set(answer.stdout.split('\n').map((line) => line.replace(/^installed /, '')));
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** What Ubuntu has only as a snap; page tests then take the Chromium that Playwright has. */
const replaceable = ['chromium', 'chromium-headless-shell'];

/** The packages as this system's lists name them: some have the suffix t64, and Ubuntu has no package of Chromium. */
export function installablePackages(names, query = 'apt-cache') {
  const asked = names.flatMap((name) => [name, `${name}t64`]);
  const env = { ...process.env, LC_ALL: 'C' };
  const answer = spawnSync(query, ['policy', ...asked], { encoding: 'utf8', env });
  const found = [...(answer.stdout ?? '').matchAll(/^(\S+):\n.*\n\s*Candidate: (.*)$/gm)];
  const known = new Set(found.filter(([, , version]) => version !== '(none)').map(([, name]) => name));
  if (known.size === 0) return names;
  return names.flatMap((name) => {
    if (known.has(name)) return [name];
    if (known.has(`${name}t64`)) return [`${name}t64`];
    return replaceable.includes(name) ? [] : [name];
  });
}

/** What to type to install packages, for a user who is not root. */
export function installCommand(names) {
  return `sudo apt-get update && sudo apt-get install --yes ${names.join(' ')}`;
}

async function installPackages(names, isRoot) {
  const known = installablePackages(names);
  if (known.length === 0) return;
  if (!isRoot) {
    const command = installCommand(known);
    throw new SetupError(`Debian packages are missing. Install them with\n\n  ${command}\n\nand try again.`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await withProgress('Reading the lists of Debian packages', () => run('apt-get', [...wait, 'update'], { env }));
  const installable = installablePackages(names);
  console.log(`Debian packages to install: ${installable.join(' ')}`);
  await withProgress('Installing Debian packages', () =>
    run('apt-get', [...wait, 'install', '--yes', ...installable], { env }),
  );
}

/** Whether what npm recorded in node_modules is what the lockfile asks for. */
export function matchesLockfile(folder) {
  const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8')).packages;
  try {
    const locked = read('package-lock.json');
    const present = read('node_modules/.package-lock.json');
    return (
      Object.keys(present).every((path) => path in locked) &&
      Object.entries(locked).every(([path, entry]) => {
        const found = present[path];
        return path === '' || (found ? found.version === entry.version : entry.optional || entry.devOptional);
      })
    );
  } catch {
    return false;
  }
}

async function installNpmPackages() {
  const cli = process.env.npm_execpath;
  const [command, args] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  await withProgress('Installing the locked npm packages', () =>
    run(command, [...args, 'ci', '--ignore-scripts'], { shell: process.platform === 'win32' }),
  );
}

/** The Node to run the scripts with: the pinned one, or this one where no package has it and it is new enough. */
export function pinnedNode(folder) {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const path = join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin', binary);
  if (existsSync(path)) return path;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new SetupError('There is no packaged Node 24 for this machine. Install Node 24 or newer and try again.');
}

async function main() {
  const [task = 'setup', ...args] = process.argv.slice(2);
  const chosen = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
  if (!chosen) throw new SetupError(`There is no task "${task}". Tasks: ${Object.keys(tasks).join(', ')}.`);
  const wanted = chosen.needs.flatMap((set) => packageSets[set]);
  const missing = process.platform === 'linux' ? missingPackages(wanted) : [];
  if (missing.length > 0) await installPackages(missing, process.getuid?.() === 0);
  if (!matchesLockfile(root)) await installNpmPackages();
  const [script, ...first] = chosen.run;
  const child = spawn(pinnedNode(root), [join(root, script), ...first, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exit(1);
  });
}

/** What is in the packages before they are installed: the same to the byte each time, and the same files in each kind. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeDeb } from '../../scripts/packaging/linux/deb.ts';
import { makeRpm } from '../../scripts/packaging/linux/rpm.ts';
import { identityOf } from '../../scripts/packaging/linux/version.ts';
import { packages } from '../release/release-build.ts';

const identity = {
  ...identityOf(readFileSync(join(packages.release, 'version'), 'utf8'), '1000.0.0'),
  epoch: 1_700_000_000,
};
let work: string;
let deb: string;
let rpm: string;

before(async () => {
  work = mkdtempSync(join(tmpdir(), 'files-'));
  deb = await debIn('one');
  const folder = join(work, 'rpm');
  mkdirSync(folder);
  rpm = await makeRpm({ app: packages.release, work: folder, output: work, identity });
});

after(() => rmSync(work, { recursive: true, force: true }));

function debIn(name: string): Promise<string> {
  const [folder, output] = [join(work, name), join(work, `${name}-made`)];
  for (const one of [folder, output]) mkdirSync(one);
  return makeDeb({ app: packages.release, work: folder, output, identity, compression: 'quick' });
}

function printed(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Each path that is no folder, with its mode as `ls` writes it; not those that only Debian wants. */
function modesIn(lines: string, path: RegExp): readonly string[] {
  return lines
    .split('\n')
    .flatMap((line) => {
      const [, mode, name] = path.exec(line) ?? [];
      return mode === undefined || name === undefined || mode.startsWith('d') ? [] : [`${mode} ${name}`];
    })
    .filter((line) => !line.includes('/usr/share/doc/'))
    .map((line) => line.replace('vendor-completions', 'site-functions'))
    .sort();
}

test('the same app makes the same .deb, to the byte', async () => {
  const [one, other] = [deb, await debIn('other')].map((file) =>
    createHash('sha256').update(readFileSync(file)).digest('hex'),
  );
  assert.equal(one, other);
});

test('the .deb has no date but that of the sources, and belongs to root', () => {
  const lines = printed('dpkg-deb', '--contents', deb).trim().split('\n');
  assert.ok(lines.length > 100);
  assert.deepEqual(
    lines.filter((line) => !/ root\/root +\d+ 2023-11-1[45] /.test(line)),
    [],
  );
});

test('the .rpm has the files of the .deb, with the same rights, and belongs to root', () => {
  const ofDeb = modesIn(printed('dpkg-deb', '--contents', deb), /^(\S{10}) root\/root .* \.(\/usr\S*)/);
  const listed = printed('rpm', '-qplv', '--nosignature', rpm);
  const ofRpm = modesIn(listed, /^(\S{10}) +\d+ root +root .* (\/usr\S*?)(?: -> .*)?$/);
  assert.ok(ofDeb.length > 80, `only ${ofDeb.length} files`);
  assert.deepEqual(ofRpm, ofDeb);
  assert.ok(ofRpm.includes('-rwsr-xr-x /usr/lib/switchhook/chrome-sandbox'));
});

test('the .rpm asks for what Chromium is linked with and loads, and for nothing of its own', () => {
  const wanted = printed('rpm', '-qp', '--requires', '--nosignature', rpm).split('\n');
  for (const library of ['libgtk-3.so.0', 'libX11-xcb.so.1', 'libudev.so.1', 'libsecret-1.so.0', 'libasound.so.2']) {
    assert.ok(wanted.includes(`${library}()(64bit)`), library);
  }
  assert.deepEqual(
    wanted.filter((one) => /ffmpeg|EGL|GLESv2|swiftshader|vulkan/.test(one)),
    [],
  );
  const given = printed('rpm', '-qp', '--provides', '--nosignature', rpm);
  assert.match(given, /^mimehandler\(x-scheme-handler\/tel\)$/m);
  assert.doesNotMatch(given, /\.so/);
  // It has no scripts.
  assert.equal(printed('rpm', '-qp', '--scripts', '--nosignature', rpm), '');
});

test('the .deb has no scripts, and says what it is', () => {
  const control = printed('dpkg-deb', '--ctrl-tarfile', deb);
  assert.doesNotMatch(control, /\.\/(pre|post)(inst|rm)/);
  const fields = printed('dpkg-deb', '--field', deb);
  assert.match(fields, /^Package: switchhook$/m);
  assert.match(fields, /^Depends: libc6 \(>= 2\.\d+\), .*libgtk-3-0t64 \| libgtk-3-0,/m);
  assert.match(fields, /^ For tests only, to be given to nobody: it was made on Electron /m);
});

test('both have the notices and the list of what is in them', () => {
  for (const name of ['THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json', 'LICENSE', 'LICENSES.chromium.html']) {
    assert.match(printed('dpkg-deb', '--contents', deb), new RegExp(`\\./usr/lib/switchhook/${name}\n`));
  }
  const bom = JSON.parse(readFileSync(join(packages.release, 'sbom.cdx.json'), 'utf8')) as {
    readonly components: readonly { readonly name: string; readonly version: string }[];
  };
  const electron = bom.components.find(({ name }) => name === 'electron');
  assert.equal(electron?.version, readFileSync(join(packages.release, 'version'), 'utf8').trim());
  const notices = readFileSync(join(packages.release, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const titles = [...notices.matchAll(/^={80}\n(\S+) (\S+) \(/gm)].map(([, name]) => name?.split('/').at(-1)).sort();
  assert.deepEqual(bom.components.flatMap(({ name }) => (name === 'electron' ? [] : [name])).sort(), titles);
});

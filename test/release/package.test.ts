/** What is in the packages: the fuses, and that nothing but one fuse and one constant tells the builds apart. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fuseSettings, verifyFuses } from '../../scripts/packaging/fuses.ts';
import { packages } from './release-build.ts';

test('every fuse of the release build is as it has to be', async () => {
  const version = readFileSync(join(packages.release, 'version'), 'utf8');
  const settings = fuseSettings(version, false);
  await verifyFuses(join(packages.release, 'switchhook'), settings);
  const states = Object.fromEntries(settings.map(({ name, on }) => [name, on]));
  assert.deepEqual(
    { runAsNode: states.runAsNode, nodeOptions: states.nodeOptions, nodeCliInspect: states.nodeCliInspect },
    { runAsNode: false, nodeOptions: false, nodeCliInspect: false },
  );
});

test('the binaries differ by one byte, the inspect fuse', () => {
  const [release, built] = [packages.release, packages.test].map((folder) => readFileSync(join(folder, 'switchhook')));
  assert.ok(release && built);
  assert.equal(release.length, built.length);
  const differing: [number, number][] = [];
  for (let at = release.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'); at < release.length; at += 1) {
    const [one, other] = [release[at] ?? 0, built[at] ?? 0];
    if (one !== other) differing.push([one, other]);
  }
  assert.deepEqual(differing, [['0'.charCodeAt(0), '1'.charCodeAt(0)]]);
});

test('of the files, only the bundle of the main process differs', () => {
  const [release, built] = [packages.release, packages.test].map(filesOf);
  assert.deepEqual(release, built);
  const [releaseApp, builtApp] = [packages.release, packages.test].map((folder) =>
    hashesIn(join(folder, 'resources/app.asar')),
  );
  assert.ok(releaseApp && builtApp);
  assert.deepEqual([...releaseApp.keys()], [...builtApp.keys()]);
  const differing = [...releaseApp.keys()].filter((path) => releaseApp.get(path) !== builtApp.get(path));
  assert.deepEqual(differing, ['out/app/main.cjs']);
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

interface ArchiveNode {
  readonly files?: Readonly<Record<string, ArchiveNode>>;
  readonly integrity?: { readonly hash: string };
}

/** The sha256 of each file of an asar archive, from its header: four little-endian lengths, then JSON. */
function hashesIn(archive: string): Map<string, string> {
  const bytes = readFileSync(archive);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as ArchiveNode;
  const hashes = new Map<string, string>();
  const walk = (node: ArchiveNode, path: string): void => {
    if (node.integrity) hashes.set(path, node.integrity.hash);
    for (const [name, child] of Object.entries(node.files ?? {})) walk(child, path ? `${path}/${name}` : name);
  };
  walk(header, '');
  return hashes;
}

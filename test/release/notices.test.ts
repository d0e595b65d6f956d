/** The words that have to go with other people's code. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { packages } from './release-build.ts';

const root = join(import.meta.dirname, '../..');
const notices = readFileSync(join(packages.release, 'THIRD-PARTY-NOTICES.txt'), 'utf8');

function titleOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  return `${name} ${version}`;
}

test('every package that is bundled is in the notices, and what is shipped beside the bundles', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      'main/index.ts',
      'main/media/process.ts',
      'preload/index.ts',
      'renderer/main.tsx',
      'renderer/ring.tsx',
    ],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    external: ['electron', 'keytar'],
    alias: { xml2js: './main/electron/dbus/no-introspection.ts' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: join(root, 'out/none'),
    logLevel: 'error',
  });
  const folders = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0))
    .flatMap(([path]) => /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+?(?=(?!node_modules))/.exec(path) ?? []);
  const bundled = [...new Set(folders)].map(titleOf);
  assert.ok(bundled.length > 50, `only ${bundled.length} packages are bundled`);
  const missing = [...bundled, titleOf('node_modules/keytar')].filter((title) => !notices.includes(`\n${title} (`));
  assert.deepEqual(missing, []);
});

test('each of them is followed by a licence', () => {
  const parts = notices.split(/^={80}\n(.+ \(.*\))\n={80}$/m).slice(1);
  assert.ok(parts.length > 100);
  for (let at = 0; at < parts.length; at += 2) {
    assert.match(parts[at + 1] ?? '', /copyright|permission|license|public domain/i, parts[at] ?? '');
  }
});

test('the licences of the app, of Electron and of what Electron contains are there', () => {
  assert.match(readFileSync(join(packages.release, 'LICENSE'), 'utf8'), /Switchhook/);
  assert.match(readFileSync(join(packages.release, 'LICENSE.electron.txt'), 'utf8'), /Electron contributors/);
  assert.ok(statSync(join(packages.release, 'LICENSES.chromium.html')).size > 1_000_000);
});

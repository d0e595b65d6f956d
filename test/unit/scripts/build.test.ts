import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { processBundles } from '../../../scripts/build.ts';

test('what installs updates is no part of what starts, and stands beside it', async () => {
  const [processes] = processBundles('/nowhere', false);
  const { metafile } = await build({ ...processes, write: false, metafile: true, minify: false });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const hasLibrary = (name: string) =>
    Object.keys(outputs.get(name)?.inputs ?? {}).some((path) => path.includes('/electron-updater/'));
  assert.deepEqual(['main.cjs', 'package-updater.cjs'].map(hasLibrary), [false, true]);
  assert.ok(outputs.get('main.cjs')?.imports.some(({ path }) => path === './package-updater.cjs'));
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type BuildOptions, build } from 'esbuild';
import { asciiOutput } from '../../../scripts/ascii-output.ts';

test('a bundle is ASCII, and says the same', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'ascii-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'words.js'),
    'module.exports = { quoted: /^[“’＝]$/, face: /^😀+$/u, class: /^[😀é]$/u, text: "é ’ 😀", template: `’😀` };\n',
  );
  const options: BuildOptions = {
    ...{ entryPoints: ['words.js'], absWorkingDir: folder, bundle: true, minify: true, format: 'cjs' },
    ...{ outfile: 'out.cjs', logLevel: 'silent', plugins: [asciiOutput] },
  };
  const inMemory = await build({ ...options, write: false });
  await build(options);
  const source = readFileSync(join(folder, 'out.cjs'), 'utf8');
  assert.match(source, /^[\0-\x7f]*$/);
  assert.deepEqual(
    inMemory.outputFiles?.map(({ text }) => text),
    [source],
  );
  const { default: words } = await import(join(folder, 'out.cjs'));
  assert.deepEqual([words.text, words.template], ['é ’ 😀', '’😀']);
  for (const text of ['“', '’', '＝']) assert.match(text, words.quoted);
  assert.match('😀😀', words.face);
  for (const text of ['😀', 'é']) assert.match(text, words.class);
  assert.doesNotMatch('\ud83d', words.class);
});

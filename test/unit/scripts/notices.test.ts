import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Metafile } from 'esbuild';
import { SetupError } from '../../../scripts/bootstrap.mjs';
import { noticesOf, shippedPackages } from '../../../scripts/packaging/notices.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'notices-'));
  for (const name of ['keytar', 'node-addon-api', 'esbuild']) put(name, { license: 'MIT' }, 'LICENSE.md');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(name: string, manifest: object, ...licences: string[]): void {
  const folder = join(root, 'node_modules', name);
  write(
    join(folder, 'package.json'),
    JSON.stringify({ name: name.split('node_modules/').at(-1), version: '1.0.0', ...manifest }),
  );
  for (const file of licences) write(join(folder, file), `${file} of ${name}\r\nAs is.\r\n`);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function bundleOf(inputs: Readonly<Record<string, number>>): Metafile {
  const entries = Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }]);
  return { inputs: {}, outputs: { 'main.cjs': { inputs: Object.fromEntries(entries) } } } as unknown as Metafile;
}

const notices = (...bundles: Metafile[]): string => noticesOf(shippedPackages(root, bundles));
const titles = (text: string): string[] => [...text.matchAll(/^={80}\n(.+) \(/gm)].map(([, title]) => title ?? '');

test('every package that a bundle has code of is named, with its text; what was left out of it is not', () => {
  put('one', { license: 'ISC' }, 'LICENSE');
  put('@scope/two', { license: 'MIT' }, 'licence.txt', 'NOTICE');
  put('one/node_modules/one', { license: 'MIT', version: '0.9.0' }, 'COPYING');
  put('unused', { license: 'MIT' }, 'LICENSE');
  const text = notices(
    bundleOf({ 'main/index.ts': 9, 'node_modules/one/a.js': 5, 'node_modules/unused/a.js': 0 }),
    bundleOf({ 'node_modules/@scope/two/lib/deep/b.js': 5, 'node_modules/one/node_modules/one/c.js': 1 }),
  );
  assert.deepEqual(titles(text), [
    '@scope/two 1.0.0',
    'esbuild 1.0.0',
    'keytar 1.0.0',
    'node-addon-api 1.0.0',
    'one 0.9.0',
    'one 1.0.0',
  ]);
  for (const part of ['LICENSE of one', 'licence.txt of @scope/two', 'NOTICE of @scope/two', 'COPYING of one']) {
    assert.ok(text.includes(part), part);
  }
  assert.doesNotMatch(text, /\r/);
});

test('a package without a licence text is named, and nothing is made', () => {
  put('silent', { license: 'MIT' });
  put('@scope/blank', { license: 'MIT' });
  write(join(root, 'node_modules/@scope/blank/LICENSE'), ' \n');
  put('readme-only', { license: 'MIT' }, 'README.md');
  const inputs = {
    'node_modules/silent/a.js': 1,
    'node_modules/@scope/blank/a.js': 1,
    'node_modules/readme-only/a.js': 1,
  };
  assert.throws(
    () => notices(bundleOf(inputs)),
    (error) => {
      assert.ok(error instanceof SetupError);
      assert.match(error.message, /of @scope\/blank 1\.0\.0, readme-only 1\.0\.0, silent 1\.0\.0, whose code/);
      return true;
    },
  );
});

test('folders within a package that only look like one are the package’s', () => {
  put('outer', { license: 'MIT' }, 'LICENSE');
  write(join(root, 'node_modules/outer/dist/package.json'), '{ "type": "module" }');
  const inputs = { 'node_modules/outer/dist/a.js': 1, 'node_modules/outer/src/node_modules/inner/b.js': 1 };
  assert.ok(titles(notices(bundleOf(inputs))).includes('outer 1.0.0'));
});

test('a text that a package left out stands here, by its name', () => {
  put('werift', { license: 'MIT', version: '0.24.4' });
  assert.match(
    notices(bundleOf({ 'node_modules/werift/lib/a.js': 1 })),
    /werift 0\.24\.4 \(MIT\)[\s\S]+Copyright \(c\) 2020 shinyoshiaki/,
  );
});

test('what a package contains of others is told behind its own licence', () => {
  put('tldts', { license: 'MIT' }, 'LICENSE');
  assert.match(
    notices(bundleOf({ 'node_modules/tldts/a.js': 1 })),
    /tldts 1\.0\.0 \(MIT\)[\s\S]+LICENSE of tldts[\s\S]+Public Suffix List[\s\S]+Mozilla Public/,
  );
});

test('licences in old ways of writing are named', () => {
  put('pair', { license: ['MIT', 'Apache2'] }, 'LICENSE');
  put('object', { license: { type: 'BSD' } }, 'LICENSE');
  const text = notices(bundleOf({ 'node_modules/pair/a.js': 1, 'node_modules/object/a.js': 1 }));
  assert.match(text, /pair 1\.0\.0 \(MIT or Apache2\)/);
  assert.match(text, /object 1\.0\.0 \(BSD\)/);
});

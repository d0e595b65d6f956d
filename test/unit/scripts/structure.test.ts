import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileCircles, folderCircles } from '../../../scripts/structure/circles.ts';
import { readSourceFile, type SourceFile } from '../../../scripts/structure/source-file.ts';

const root = mkdtempSync(join(tmpdir(), 'structure-'));
after(() => rmSync(root, { recursive: true }));

function read(path: string, text: string): SourceFile {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return readSourceFile(root, path);
}

function file(path: string, ...imports: readonly string[]): SourceFile {
  return { path, lines: 1, imports, functions: [] };
}

describe('a source file', () => {
  test('names each file that it imports once, in whatever way', () => {
    const text = [
      "import type { A } from '../b.ts';",
      "import { b, type B } from '../b.ts';",
      "import './effect.ts';",
      "export * from './all.ts';",
      "export { c } from '../far/c.ts';",
      "import got from 'got';",
      "export const later = () => import('./lazy.ts');",
    ];
    const { imports } = read('core/x/a.ts', text.join('\n'));
    const expected = ['core/b.ts', 'core/far/c.ts', 'core/x/all.ts', 'core/x/effect.ts', 'core/x/lazy.ts'];
    assert.deepEqual([...imports].sort(), expected);
  });

  test('measures functions by their lines, those in others too', () => {
    const { functions } = read(
      'a.ts',
      'export function outer() {\n  const inner = () =>\n    1;\n  return inner;\n}\n',
    );
    assert.deepEqual(
      functions.map(({ name, line, lines }) => [name, line, lines]),
      [
        ['outer', 1, 5],
        ['inner', 2, 2],
      ],
    );
  });

  test('counts statements in each other; an else-if is no deeper than its if', () => {
    const nesting = (body: string): number => read('n.ts', `function f() { ${body} }`).functions[0]?.nesting ?? -1;
    assert.equal(nesting('return 1;'), 0);
    assert.equal(nesting('if (a) b(); else if (c) d(); else if (e) f();'), 1);
    assert.equal(nesting('for (;;) { try { if (a) b(); } catch {} }'), 3);
    assert.equal(nesting('while (a) switch (b) { default: do { if (c) d(); } while (e); }'), 4);
    assert.equal(nesting('if (a) g(() => { if (b) c(); });'), 1);
  });

  test('that does not parse is refused by its name', () => {
    assert.throws(() => read('broken.ts', 'const = 1;'), /broken\.ts/);
  });
});

describe('circles', () => {
  test('of files go by way of others', () => {
    const files = [file('a.ts', 'b.ts'), file('b.ts', 'c.ts'), file('c.ts', 'a.ts'), file('d.ts', 'a.ts')];
    assert.deepEqual(fileCircles(files), [['a.ts', 'b.ts', 'c.ts']]);
  });

  test('two that share a file are one', () => {
    const files = [file('a.ts', 'b.ts', 'c.ts'), file('b.ts', 'a.ts'), file('c.ts', 'a.ts')];
    assert.deepEqual(fileCircles(files), [['a.ts', 'b.ts', 'c.ts']]);
  });

  test('of folders are found where no file is in one', () => {
    const files = [file('core/x/a.ts', 'core/y/b.ts'), file('core/y/c.ts', 'core/x/d.ts'), file('core/y/b.ts')];
    assert.deepEqual(fileCircles(files), []);
    assert.deepEqual(folderCircles(files), [['core/x', 'core/y']]);
  });

  test('a folder and a file beside it make one too', () => {
    const files = [file('core/x/a.ts', 'core/state.ts'), file('core/state.ts', 'core/x/b.ts')];
    assert.deepEqual(folderCircles(files), [['core/state.ts', 'core/x']]);
  });

  test('what leads one way is none', () => {
    const files = [file('core/x/a.ts', 'core/y/b.ts', 'core/x/in/c.ts'), file('core/y/b.ts', 'core/z/d.ts')];
    assert.deepEqual(folderCircles(files), []);
  });
});

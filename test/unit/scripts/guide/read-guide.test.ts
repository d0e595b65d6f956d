import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Block, Guide, Inline } from '../../../../renderer/views/help/guide.ts';
import { headingId, readGuide } from '../../../../scripts/guide/read-guide.ts';
import { projectRoot } from '../../../../scripts/project.ts';

test('reads what the app draws', () => {
  const source = [
    '# Title',
    '',
    'One *two* **three `four`**',
    'and [below](#down-there), [elsewhere](https://contoso.com/) and ![none](a.png).',
    '',
    '## Down there',
    '',
    '1. first',
    '2. second',
    '   - inside',
    '',
    '| a | b |',
    '| --- | --- |',
    '| c \\| d | |',
    '',
    '    code',
  ].join('\n');
  const text = (...pieces: Inline) => ({ kind: 'paragraph', text: pieces }) as const;
  assert.deepEqual(readGuide(source), [
    { kind: 'heading', level: 1, id: 'title', text: ['Title'] },
    text(
      'One ',
      { kind: 'emphasis', text: ['two'] },
      ' ',
      { kind: 'strong', text: ['three ', { kind: 'code', text: 'four' }] },
      ' and ',
      { kind: 'link', to: 'down-there', text: ['below'] },
      ', elsewhere and .',
    ),
    { kind: 'heading', level: 2, id: 'down-there', text: ['Down there'] },
    {
      kind: 'list',
      ordered: true,
      entries: [[text('first')], [text('second'), { kind: 'list', ordered: false, entries: [[text('inside')]] }]],
    },
    { kind: 'table', head: [['a'], ['b']], rows: [[['c | d'], []]] },
    { kind: 'code', text: 'code' },
  ]);
});

test('HTML is the words that it is written with, and a link that runs something is none', () => {
  const hostile = 'A <img src=x onerror=alert(1)> <script>alert(1)</script> [run](javascript:alert(1))';
  assert.deepEqual(readGuide(hostile), [{ kind: 'paragraph', text: [hostile] }]);
});

for (const source of ['> quoted', '---', '#### deep']) {
  test(`${source} is refused: the app draws none`, () => {
    assert.throws(() => readGuide(source), /draws no|no h4/);
  });
}

test('a heading has the name that GitHub gives it', () => {
  assert.equal(headingId('When it rings, “here”: a/b'), 'when-it-rings-here-ab');
});

describe('each page that is in the app', () => {
  for (const name of ['user-guide', 'trouble']) {
    const guide = readGuide(readFileSync(join(projectRoot, `docs/${name}.md`), 'utf8'));

    test(`${name} has one title, and no two headings of one name`, () => {
      const headings = guide.filter((block) => block.kind === 'heading');
      assert.equal(headings.filter(({ level }) => level === 1).length, 1);
      assert.equal(new Set(headings.map(({ id }) => id)).size, headings.length);
    });

    test(`${name} leads to headings that it has`, () => {
      const ids = guide.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
      for (const to of linksIn(guide)) assert.ok(ids.includes(to), to);
    });
  }
});

function linksIn(guide: Guide): readonly string[] {
  return guide.flatMap((block) => textsOf(block).flatMap(linksOf));
}

function textsOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'code':
      return [];
    case 'list':
      return block.entries.flatMap((entry) => entry.flatMap(textsOf));
    case 'table':
      return [...block.head, ...block.rows.flat()];
    default:
      return [block.text];
  }
}

function linksOf(text: Inline): readonly string[] {
  return text.flatMap((piece) => {
    if (typeof piece === 'string' || piece.kind === 'code') return [];
    return piece.kind === 'link' ? [piece.to] : linksOf(piece.text);
  });
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { historyCsv } from '../../../../main/core/history/csv.ts';
import type { HistoryView } from '../../../../preload/contract/index.ts';
import { entryOf } from '../../../views/past-calls.ts';
import { ana, hidden, numberOnly, past } from '../../../views/samples.ts';
import { englishWords } from '../fakes/words.ts';

const table = (calls: readonly HistoryView[]): string => historyCsv(calls.map(entryOf), englishWords);

/** Reads a table as RFC 4180 has it, without any leniency. */
function parsed(text: string): readonly (readonly string[])[] {
  const [mark, rest] = [text.slice(0, 1), text.slice(1)];
  assert.equal(mark, '\ufeff');
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain, end] of rest.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
    line.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  assert.deepEqual(line, []);
  return lines;
}

describe('calls as a table', () => {
  test('a line of names, and a line a call', () => {
    const calls = [
      past(ana, 78, { outcome: 'missed', talkedMs: 0, note: 'The caller hung up.' }),
      past(hidden, 90, { direction: 'incoming', outcome: 'declined', talkedMs: 0, note: '' }),
      past(numberOnly, 26 * 60, { direction: 'outgoing', talkedMs: 61_400, note: '', byPhone: true }),
    ];
    assert.deepEqual(parsed(table(calls)), [
      ['Date', 'Time', 'Direction', 'Name', 'Number', 'Outcome', 'Length in seconds', 'Note', 'About'],
      [
        '2026-03-10',
        '10:42:00',
        'Incoming',
        'Ana Lindqvist',
        "'+46 8 5550 1234",
        'Missed',
        '0',
        'The caller hung up.',
        '',
      ],
      ['2026-03-10', '10:30:00', 'Incoming', 'Caller’s number is hidden', '', 'Declined', '0', '', ''],
      [
        '2026-03-09',
        '10:00:00',
        'Outgoing',
        "'+44 20 7946 0018",
        "'+44 20 7946 0018",
        'Answered',
        '61',
        'By phone',
        '',
      ],
    ]);
  });

  for (const begin of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
    test(`a name that begins with ${JSON.stringify(begin)} is no formula`, () => {
      const [, line] = parsed(table([past({ ...ana, label: `${begin}cmd|'/c calc'!A1` }, 1)]));
      assert.equal(line?.[3], `'${begin}cmd|'/c calc'!A1`);
    });
  }

  test('nor is what stands behind a semicolon, which begins a cell where a comma is in numbers', () => {
    const [, line] = parsed(
      table([past({ ...ana, label: 'Ana;=HYPERLINK("https://evil.example/");b; @x;-1;c=1' }, 1)]),
    );
    assert.equal(line?.[3], `Ana;'=HYPERLINK("https://evil.example/");b;' @x;'-1;c=1`);
  });

  test('whatever names and notes are, a reader has them back, and no cell begins as a formula', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((name) => name !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (given) => {
        const calls = given.map(([label, note], index) => past({ ...ana, label }, index, { note }));
        const [, ...lines] = parsed(table(calls));
        assert.equal(lines.length, given.length);
        for (const [index, line] of lines.entries()) {
          const [label, note] = given[index] ?? [];
          assert.equal(line.length, 9);
          const marks = /(^|;)'(?=\s*[=+\-@\t\r\n＝＋－＠])/gu;
          assert.equal(line[3]?.replace(marks, '$1'), label);
          assert.equal(line[7]?.replace(marks, '$1'), note);
          for (const cell of line.flatMap((each) => each.split(';'))) assert.doesNotMatch(cell, /^\s*[=+\-@]/);
        }
      }),
    );
  });

  test('no call is no line', () => assert.equal(parsed(table([])).length, 1));
});

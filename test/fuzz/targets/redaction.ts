import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactText, redactWhole } from '../../../main/core/redact.ts';
import { forms, harmless } from '../../unit/core/redaction/forms.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const known = [...Object.values(forms).flatMap((all) => all.map(([text]) => text)), ...harmless];
const pieces = [
  '"',
  '\\"',
  "'",
  '%22',
  '%5C',
  '\\',
  ':',
  '=',
  '&',
  '<',
  '>',
  '[',
  ']',
  '[secret]',
  '@',
  '+',
  '\n',
  ' ',
];
const texts = fc
  .array(fc.constantFrom(...known), { minLength: 1, maxLength: 6 })
  .chain((parts) => fc.constantFrom('', ' ', ',', '"', '\n').map((joint) => parts.join(joint)));

const timed = (piece: string) => (size: number) => {
  const text = piece.repeat(Math.ceil(size / piece.length));
  return () => redactWhole(text);
};

export default fuzzTarget({
  about: 'what may be written in the log',
  inputs: fc.oneof({ weight: 3, arbitrary: editedTexts(texts, pieces) }, hostileText),
  run(text) {
    const once = redactText(text);
    assert.equal(redactText(once), once);
    assert.doesNotMatch(redactText(`${text}\n{"password":"Canary-8c1f"}`.slice(-4_000)), /Canary-8c1f/);
  },
  growing: Object.fromEntries(
    [
      ...[
        'a',
        'A',
        '1',
        '1 ',
        '+',
        '+1',
        '.',
        '-',
        ' ',
        '\t',
        '\\',
        '\\u',
        '\\u00fc',
        '%',
        '%5c',
        '%22',
        '&#1',
        '/',
        '//',
      ],
      ...['"', "'", '\\"', '[', ']', '@', 'a@', 'a.', '<', '<a', '&lt;', '~', '~a', 'A b ', 'Ab ', '_', '\u0301', 'ü'],
      ...[
        'password',
        'password=',
        'password="',
        '<password ',
        '<password>',
        '"password":[',
        'token ',
        '"cookie",',
        'code=a ',
      ],
      ...[
        '/home/',
        '/home/a b',
        'C:\\',
        'C:\\a ',
        'C:\\Program Files\\',
        'A\\b',
        '\\\\a',
        '\\\\a\\b',
        '/Users/a b c d e f',
      ],
      ...[
        'sip:',
        'sip:a;',
        'tel:',
        'tel:1;',
        'tel:(',
        '"a" <',
        'eyJ',
        'eyJabcdefgh.',
        'YII',
        'Bearer ',
        'Digest a=',
        'data:,',
      ],
      ...[
        'a=crypto:1 ',
        'inline:',
        'm=audio 1 a ',
        'candidate:1 1 ',
        'a=ssrc:',
        '800-',
        '1.1.1.',
        '2026-01-01',
        'ext',
        '(1',
        '1x',
      ],
    ].map((piece) => [piece, timed(piece)]),
  ),
});

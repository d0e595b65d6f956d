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
      ...['a', '1 ', '.', '\\', '\\u', '%', '"', '\\"', '[', 'a@', 'A b ', 'password="', '<password ', '"password":['],
      ...['/home/a b', 'C:\\a ', 'A\\b', '\\\\a\\b', 'a://', 'sip:a;', 'tel:1;', 'eyJabcdefgh.', '1.1.1.', '(1'],
    ].map((piece) => [piece, timed(piece)]),
  ),
});

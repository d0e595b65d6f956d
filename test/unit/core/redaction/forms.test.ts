import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { redactDetails, redactText } from '../../../../main/core/redact.ts';
import { forms, harmless } from './forms.ts';

const places: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `before ${text} behind`,
  (text) => `[${text}]`,
  (text) => `${text}\nat x (main.cjs:1:2)`,
  (text) => JSON.stringify({ text }),
  (text) => JSON.stringify({ text: JSON.stringify({ text }) }),
];

for (const [kind, all] of Object.entries(forms)) {
  describe(kind, () => {
    for (const [text, ...secrets] of all) {
      test(text, () => {
        assert.ok(secrets.length > 0);
        for (const place of places) {
          const placed = place(text);
          const written = redactText(placed);
          for (const secret of secrets) assert.ok(!written.includes(secret), `${placed} became ${written}`);
          assert.equal(redactText(written), written);
        }
        const nested = JSON.stringify(redactDetails({ list: [{ message: text }], error: new Error(text) }));
        for (const secret of secrets) assert.ok(!nested.includes(secret), nested);
      });
    }
  });
}

describe('what helps stays', () => {
  for (const text of harmless) test(text, () => assert.equal(redactText(text), text));
});

test('redacting twice changes nothing, whatever the text is made of', () => {
  const pieces = [...Object.values(forms).flatMap((all) => all.map(([text]) => text)), ...harmless];
  const joints = [
    '',
    ' ',
    '"',
    "'",
    '\\',
    '\\"',
    ':',
    '=',
    '&',
    '%22',
    '<',
    '>',
    '[',
    ']',
    '\n',
    ',',
    '+',
    '@',
    '1',
    'a',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...joints)), { maxLength: 12 }),
      (parts) => {
        const once = redactText(parts.join(''));
        assert.equal(redactText(once), once);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('what was cut out leaves JSON as JSON', () => {
  for (const text of ['{"password":"hunt\\"er22","x":1}', '{"a":{"access_token":"x"},"b":["sip:dana@contoso.com"]}']) {
    assert.doesNotThrow(() => JSON.parse(redactText(text)), redactText(text));
  }
});

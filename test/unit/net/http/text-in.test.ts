import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../../../main/net/http/text-in.ts';

const text = '{"name":"Zoë Müller"}';
const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

for (const [name, bytes, contentType] of [
  ['UTF-8', Buffer.from(text), 'application/json'],
  ['UTF-8 by its name', Buffer.from(text), 'application/json; charset="utf-8"'],
  ['UTF-8 under another name', Buffer.from(text), 'application/json; charset=iso-8859-1'],
  ['UTF-8 under a name that nobody knows', Buffer.from(text), 'application/json; charset=none'],
  ['Latin 1 by its name', Buffer.from(text, 'latin1'), 'application/json;charset=ISO-8859-1'],
  ['UTF-16 by its name', Buffer.from(text, 'utf16le'), 'application/json; charset=utf-16le'],
  ['UTF-16 by its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'application/json'],
  ['UTF-16 by its mark, the other way round', utf16be, 'application/json; charset=utf-8'],
] as const) {
  test(`a body in ${name} is read`, () => assert.equal(textIn(bytes, contentType), text));
}

test('what is in no known charset is read as far as it goes', () => {
  assert.equal(textIn(Buffer.from('a\xe9', 'latin1'), 'text/plain; charset=none'), 'a\ufffd');
  assert.equal(textIn(Buffer.alloc(0), ''), '');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Person } from '../../../../main/core/people/person.ts';
import { PeopleIndex } from '../../../../main/core/people/search-index.ts';
import { person } from './people.ts';

function searching(...people: readonly Person[]): (text: string) => readonly string[] {
  const index = new PeopleIndex();
  for (const each of people) index.add(each);
  return (text) => index.find(text).places.map((place) => people[place]?.name ?? '');
}

const people = [
  person('Ana Lingström-Okafor'),
  person('Anders Ling', { workPhoneNumber: 'tel:+46315550172', mobilePhoneNumber: 'tel:+46705550114' }),
  person('Émile Sørensen', { uri: 'sip:esoren@contoso.com' }),
  person('Ling Wei'),
  person('Łukasz Straße'),
  person('Zoë', { emailAddresses: ['z.vandermeer@fabrikam.com'], uri: 'sip:zoe@contoso.com' }),
  person('ΓΙΩΡΓΟΣ Πασχάλης', { uri: 'sip:g.p@contoso.com' }),
  person('Ｋｅｎ ｻﾄｳ', { uri: 'sip:k.sato@contoso.com', workPhoneNumber: 'tel:+81355501234' }),
  person('田中由紀', { uri: 'sip:y.tanaka@contoso.com' }),
];
const find = searching(...people);

test('the beginnings of words are found, names that begin with it first', () => {
  assert.deepEqual(find('ling'), ['Ling Wei', 'Ana Lingström-Okafor', 'Anders Ling']);
  assert.deepEqual(find('oka'), ['Ana Lingström-Okafor']);
  assert.deepEqual(find('ing'), []);
});

test('every word that is typed has to begin one of theirs, in any order', () => {
  assert.deepEqual(find('an ling'), ['Ana Lingström-Okafor', 'Anders Ling']);
  assert.deepEqual(find('ling an'), ['Ana Lingström-Okafor', 'Anders Ling']);
  assert.deepEqual(find('ling x'), []);
});

test('accents and letters of other alphabets are typed as one types', () => {
  assert.deepEqual(find('EMILE'), ['Émile Sørensen']);
  assert.deepEqual(find('sorensen'), ['Émile Sørensen']);
  assert.deepEqual(find('Sørensen'), ['Émile Sørensen']);
  assert.deepEqual(find('lukasz strasse'), ['Łukasz Straße']);
  assert.deepEqual(find('zoe'), ['Zoë']);
});

test('what an input method types, in full width or half, finds the same', () => {
  assert.deepEqual(find('ａｎｄｅｒｓ'), ['Anders Ling']);
  assert.deepEqual(find('ken'), ['Ｋｅｎ ｻﾄｳ']);
  assert.deepEqual(find('サトウ'), ['Ｋｅｎ ｻﾄｳ']);
  assert.deepEqual(find('５５５０１７２'), ['Anders Ling']);
  assert.deepEqual(find('٥٥٥٠١٧٢'), ['Anders Ling']);
});

test('a sigma at the end of what is typed is one in the middle of a name', () => {
  assert.deepEqual(find('ΠΑΣ'), ['ΓΙΩΡΓΟΣ Πασχάλης']);
  assert.deepEqual(find('γιωργος'), ['ΓΙΩΡΓΟΣ Πασχάλης']);
  assert.deepEqual(find('γιωργοσ'), ['ΓΙΩΡΓΟΣ Πασχάλης']);
});

test('one letter is enough', () => {
  assert.deepEqual(find('z'), ['Zoë']);
  assert.deepEqual(find('ó'), ['Ana Lingström-Okafor']);
});

test('addresses and mail count by the words before the domain', () => {
  assert.deepEqual(find('esoren'), ['Émile Sørensen']);
  assert.deepEqual(find('vandermeer'), ['Zoë']);
  assert.deepEqual(find('contoso'), []);
});

test('of a script without spaces any part is found', () => {
  assert.deepEqual(find('由紀'), ['田中由紀']);
  assert.deepEqual(find('田'), ['田中由紀']);
});

test('digits are found wherever they stand, as they are dialled from here and from abroad', () => {
  for (const typed of ['0172', '555 01 72', '+46 31 555', '031-5550172', '0046315550172', '(031) 555']) {
    assert.deepEqual(find(typed), ['Anders Ling'], typed);
  }
  assert.deepEqual(find('99'), []);
  assert.deepEqual(find('5559999'), []);
});

test('nothing is found for nothing, signs alone and heaps of text', () => {
  for (const typed of ['', '   ', '...', '@', '\u200b']) assert.deepEqual(find(typed), [], JSON.stringify(typed));
  assert.deepEqual(find('ling '.repeat(60)), ['Ling Wei', 'Ana Lingström-Okafor', 'Anders Ling']);
});

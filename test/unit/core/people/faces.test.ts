import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryEntry } from '../../../../main/core/history/state.ts';
import type { KeptParty } from '../../../../main/core/party/party.ts';
import { contactsIn, facesIn } from '../../../../main/core/people/faces.ts';
import { type PeopleModel, unknownPeople } from '../../../../main/core/people/state.ts';
import { group, listOf, person } from './people.ts';

const ana = person('Ana', { workPhoneNumber: 'tel:+46855501234' });
const bo = person('Bo');
const list = await listOf(group('All', [ana, bo]));
const photos = new Map([
  [ana.id, 'photo/1.jpg'],
  [bo.id, 'photo/2.jpg'],
]);
const people: PeopleModel = { ...unknownPeople, list, photos };

const named = (label: string, number: string | null, more: object = {}): KeptParty => ({
  ...{ label, number, named: true, initials: '' },
  ...more,
});

function pastCall(id: string, party: KeptParty): HistoryEntry {
  const fact = { kind: 'told', text: '', rang: true } as const;
  return { id, party, direction: 'incoming', outcome: 'answered', fact, at: 0, talkedMs: 0, seen: true };
}

const history = [
  pastCall('address', named('Ana', 'ana@contoso.com')),
  pastCall('number', named('Ana of the sales', '+46 8 555 012 34')),
  pastCall('number alone', named('+46 8 555 012 34', null)),
  pastCall('another', named('Bo', 'bo@contoso.com')),
  pastCall('stranger', named('Zed', 'zed@contoso.com')),
  pastCall('hidden', { hidden: true }),
  pastCall('elsewhere', named('Somebody', '+46 8 555 012 34', { domain: 'fabrikam.example' })),
];
const all = history.map(({ id }) => id);

test('who was talked to has the picture that the contacts have, by address or number', () => {
  assert.deepEqual(facesIn(history, all, people), [
    { callId: 'address', photo: 'photo/1.jpg' },
    { callId: 'number', photo: 'photo/1.jpg' },
    { callId: 'number alone', photo: 'photo/1.jpg' },
    { callId: 'another', photo: 'photo/2.jpg' },
  ]);
});

test('only calls that are asked for are looked at, and one that is gone is nobody', () => {
  assert.deepEqual(facesIn(history, ['another', 'gone'], people), [{ callId: 'another', photo: 'photo/2.jpg' }]);
  assert.deepEqual(facesIn(history, [], people), []);
});

test('a picture that is not there yet is no face, and is of somebody to be read, once', () => {
  assert.deepEqual(facesIn(history, all, { ...people, photos: new Map() }), []);
  assert.deepEqual(contactsIn(history, all, list), [ana, bo]);
});

test('another list of contacts counts at once', async () => {
  const without = await listOf(group('All', [bo]));
  assert.deepEqual(facesIn(history, ['address'], { ...people, list: without }), []);
  assert.deepEqual(facesIn(history, ['address'], people).length, 1);
});

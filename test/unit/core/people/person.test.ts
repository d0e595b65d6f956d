import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personOf } from '../../../../main/core/people/person.ts';
import { projectPresence } from '../../../../main/core/people/presence.ts';
import { projectDetails } from '../../../../main/core/people/project.ts';
import { unknownPeople } from '../../../../main/core/people/state.ts';
import { decodeContact } from '../../../../main/core/ucwa/decode/contact.ts';
import { decodeContactPresence } from '../../../../main/core/ucwa/decode/contact-presence.ts';
import { decodeResource, type Resource } from '../../../../main/core/ucwa/resource.ts';
import { englishWords as words } from '../fakes/words.ts';
import { contact, person } from './people.ts';

const read = (body: object) => personOf(decodeContact(decodeResource(body) as Resource));
const shown = (of: ReturnType<typeof person>) => projectDetails(of, { people: unknownPeople, words, wall: 0 });

test('each property of a contact has its place', () => {
  const full = person('Anders Ling', {
    title: 'Logistics planner',
    department: 'Logistics',
    company: 'Contoso',
    office: 'Gothenburg, 3B',
    emailAddresses: ['anders@contoso.com'],
    workPhoneNumber: 'tel:+46315550172;ext=12',
    mobilePhoneNumber: 'tel:+46705550114',
    homePhoneNumber: 'tel:+46315550199',
    otherPhoneNumber: 'tel:4417;phone-context=contoso.com',
    sourceNetwork: 'SameEnterprise',
    type: 'User',
  });
  const { person: view, ...more } = shown(full);
  assert.deepEqual(more, {
    title: 'Logistics planner',
    department: 'Logistics',
    company: 'Contoso',
    office: 'Gothenburg, 3B',
    location: null,
    note: null,
    isOutOfOffice: false,
    mails: ['anders@contoso.com'],
    groups: [],
    actions: [],
  });
  assert.deepEqual(view, {
    id: 'anders.ling@contoso.com',
    label: 'Anders Ling',
    initials: 'AL',
    uri: 'sip:anders.ling@contoso.com',
    address: 'anders.ling@contoso.com',
    presence: { dot: 'unknown', text: '' },
    line: 'Logistics planner, Gothenburg, 3B',
    photo: null,
    contact: false,
    favourite: false,
    numbers: [
      { kind: 'work', text: '+46 31 555 01 72 ext. 12', uri: 'tel:+46315550172;ext=12' },
      { kind: 'mobile', text: '+46 70 555 01 14', uri: 'tel:+46705550114' },
      { kind: 'home', text: '+46 31 555 01 99', uri: 'tel:+46315550199' },
      { kind: 'other', text: '4417', uri: 'tel:4417' },
    ],
  });
});

test('who is of another organization is marked, and a machine is known', () => {
  for (const sourceNetwork of ['Federated', 'PublicCloud', 'everyone']) {
    assert.equal(shown(person('Ana', { sourceNetwork })).person.outside, true);
  }
  for (const sourceNetwork of ['SameEnterprise', 'Unknown', 'Other', undefined]) {
    assert.equal(shown(person('Ana', { sourceNetwork })).person.outside, undefined);
  }
  assert.equal(person('Ana', { type: 'ReplayBot' }).isBot, true);
  assert.equal(person('Ana', { type: 'User' }).isBot, false);
});

test('a contact without a name is called by address, or by number', () => {
  assert.equal(read(contact('x', { name: undefined }))?.name, 'x@contoso.com');
  const phone = { name: undefined, uri: 'tel:+46315550172', type: 'Phone' };
  const only = read(contact('x', phone));
  assert.deepEqual([only?.name, only?.uri, only?.numbers.length], ['+46 31 555 01 72', null, 1]);
  assert.equal(read({ rel: 'contact' }), null);
});

test('what a server says is clean and bounded', () => {
  const { name } = person('\u202eevil\u0000\u200b name');
  assert.equal(name, 'evil name');
  assert.ok(person('x'.repeat(10_000), { uri: 'sip:x@contoso.com' }).name.length <= 256);
  assert.equal(read(contact('Ana', { uri: `sip:${'a'.repeat(300)}@contoso.com` })), null);
  const mails = Array(1000).fill('a@contoso.com');
  assert.equal(person('Ana', { emailAddresses: mails }).mails.length, 8);
  const dialled = person('Ana', { workPhoneNumber: 'tel:+4631<script>' });
  assert.deepEqual(dialled.numbers, []);
});

const wall = Date.parse('2026-03-10T12:00:00Z');
const presence = (properties: object) => {
  const known = decodeContactPresence(decodeResource({ rel: 'contactPresence', ...properties }) as Resource);
  return projectPresence(known, wall, words);
};
const ago = (minutes: number) => `/Date(${wall - minutes * 60_000})/`;

test('each availability has its dot and its words', () => {
  const rows = [
    ['Online', 'available', 'Available'],
    ['IdleOnline', 'available', 'Available, not at the computer'],
    ['Busy', 'busy', 'Busy'],
    ['IdleBusy', 'busy', 'Busy'],
    ['DoNotDisturb', 'do-not-disturb', 'Do not disturb'],
    ['BeRightBack', 'away', 'Be right back'],
    ['Away', 'away', 'Away'],
    ['Offline', 'offline', 'Offline'],
    ['Pondering', 'unknown', 'Presence not shared with you'],
  ] as const;
  for (const [availability, dot, text] of rows) assert.deepEqual(presence({ availability }), { dot, text });
  assert.deepEqual(presence({}), { dot: 'unknown', text: 'Presence not shared with you' });
  assert.deepEqual(projectPresence(undefined, wall, words), { dot: 'unknown', text: '' });
});

test('an activity says more than the availability, in our words where the reference leaves them to the client', () => {
  const rows = [
    ['in-a-meeting', 'In a meeting'],
    ['urgent-interruptions-only', 'Urgent interruptions only'],
    ['off-work', 'Off work'],
    ['presenting', 'Presenting'],
    ['Gone fishing', 'Gone fishing'],
    ['\u202eevil\u0000', 'evil'],
  ] as const;
  for (const [activity, text] of rows)
    assert.deepEqual(presence({ availability: 'Busy', activity }), { dot: 'busy', text });
});

test('who is in a call may not answer', () => {
  const inCall = { dot: 'busy', inCall: true };
  assert.deepEqual(presence({ availability: 'Busy', activity: 'on-the-phone' }), { ...inCall, text: 'In a call' });
  const conference = presence({ availability: 'Busy', activity: 'in-a-conference' });
  assert.deepEqual(conference, { ...inCall, text: 'In a conference call' });
});

test('how long somebody has been away is said in the largest unit', () => {
  const away = (minutes: number) => presence({ availability: 'Away', lastActive: ago(minutes) }).text;
  assert.deepEqual([0, 25, 59, 60, 1439, 1440, 4320].map(away), [
    'Away',
    'Away 25 min',
    'Away 59 min',
    'Away 1 h',
    'Away 23 h',
    'Away 1 day',
    'Away 3 days',
  ]);
  assert.equal(presence({ availability: 'Offline', lastActive: ago(4320) }).text, 'Offline 3 days');
  assert.equal(presence({ availability: 'Offline', lastActive: ago(-60) }).text, 'Offline');
});

test('who is there by a telephone’s app is marked', () => {
  assert.equal(presence({ availability: 'Online', deviceType: 'Mobile' }).text, 'Available, on a mobile phone');
  assert.equal(presence({ availability: 'Online', deviceType: 'PC' }).text, 'Available');
});

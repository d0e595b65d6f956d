import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingInvited } from '../../../../main/core/calls/invited/invited.ts';
import { emptyModel, type Model } from '../../../../main/core/model.ts';
import { makeList } from '../../../../main/core/people/contact-list.ts';
import type { Person } from '../../../../main/core/people/person.ts';
import { mannerNow, mannerOfCall } from '../../../../main/core/ringing/manner.ts';
import { call } from '../fixtures/call.ts';

const ana: Person = {
  ...{ id: 'ana@contoso.com', name: 'Ana Lindqvist', initials: 'AL', uri: 'sip:ana@contoso.com', address: null },
  ...{ numbers: [], mails: [], title: null, department: null, company: null, office: null },
  ...{ outside: false, isBot: false },
  links: {} as Person['links'],
};

const listWith = (kind: 'pinned' | 'group') =>
  makeList([{ id: null, name: '', kind, members: [ana] }], () => Promise.resolve());
const present = (availability: string): Model => ({
  ...emptyModel,
  ownPresence: { ...emptyModel.ownPresence, presence: { availability, activity: null } },
});
const ruleOf = (model: Model, ...[more]: Parameters<typeof call>) => mannerOfCall(call(more), model).rule;

test('the user’s presence, while it is do not disturb', () => {
  assert.equal(ruleOf(present('DoNotDisturb')), 'do-not-disturb');
  assert.equal(ruleOf(present('Busy')), 'any');
  assert.equal(mannerNow(present('DoNotDisturb')).rule, 'do-not-disturb');
});

test('what the desktop tells', () => {
  const { desktop } = emptyModel.health;
  const model = { ...emptyModel, health: { ...emptyModel.health, desktop: { ...desktop, doNotDisturb: true } } };
  assert.equal(ruleOf(model), 'system-do-not-disturb');
});

test('what the invitation says', () => {
  const silent: Model = { ...emptyModel, ringing: { silentUntil: 1, sample: null } };
  assert.equal(ruleOf(silent), 'silenced');
  assert.equal(ruleOf(silent, { importance: 'emergency' }), 'emergency');
  assert.equal(ruleOf(silent, { importance: 'urgent' }), 'silenced');
  assert.equal(ruleOf(silent, { invited: { ...nothingInvited, privateLine: true } }), 'private-line');
});

test('a favourite is who the user pinned, and no other contact', async () => {
  const silent: Model = { ...emptyModel, ringing: { silentUntil: 1, sample: null } };
  const model = async (kind: 'pinned' | 'group') => ({
    ...silent,
    people: { ...silent.people, list: await listWith(kind) },
  });
  assert.equal(ruleOf(await model('pinned')), 'favourite');
  assert.equal(ruleOf(await model('group')), 'silenced');
  assert.equal(ruleOf(await model('pinned'), { party: null }), 'silenced');
});

test('a team call while the user is busy, by presence or in a call', () => {
  const settings = { ...emptyModel.settings, ringTeamWhileBusy: 'card' } as const;
  const team = { invited: { ...nothingInvited, team: true } };
  assert.equal(ruleOf({ ...emptyModel, settings }, team), 'any');
  for (const word of ['Busy', 'IdleBusy']) {
    assert.equal(ruleOf({ ...present(word), settings }, team), 'team-while-busy');
  }
  const talking = call({ id: 'other', state: 'connected' });
  assert.equal(ruleOf({ ...emptyModel, settings, calls: [talking] }, team), 'team-while-busy');
  assert.equal(ruleOf({ ...emptyModel, calls: [talking] }, team), 'in-call');
});

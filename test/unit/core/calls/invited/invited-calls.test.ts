import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CallView, textWithNames } from '../../../../../preload/contract/index.ts';
import { answeringPhone, declineUrl, onlinePhone, ringingPhone } from '../../fakes/calls.ts';
import { broken, json, noContent, type Reply } from '../../fakes/http.ts';
import type { TestPhone } from '../../fakes/phone.ts';
import { pool } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { audioVideoEvent, completed, invitationBody, invitationEvent, invitationUrl } from '../../fixtures/call.ts';

const people = '/ucwa/oauth/v1/applications/101/people';
const link = (id: string) => ({ href: `${people}/${id}` });
const url = (id: string) => `${pool}${people}/${id}`;
const contact = (name: string) => json(200, { rel: 'contact', name, uri: `sip:${name}@contoso.com` });
const started = (given: Parameters<typeof invitationBody>[0]) => invitationEvent('started', invitationBody(given));
const why = ({ invitation }: CallView) => invitation.why.map(({ sentence }) => textWithNames(sentence));
const pending = ({ invitation }: CallView) => invitation.why.map((reason) => reason.pending);

async function forwardedPhone(): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.http.hold('GET', url('team'));
  await phone.server.push('communication', started({ links: { forwardedBy: link('team') } }));
  return phone;
}

/** Answers every open question who forwarded it; how many there were. */
function replyToAll({ http }: TestPhone, reply: Reply): number {
  let count = 0;
  for (let open = http.openTo('GET', url('team')); open !== undefined; open = http.openTo('GET', url('team'))) {
    open.reply(reply);
    count += 1;
  }
  return count;
}

describe('who forwarded a call', () => {
  test('is asked for while it rings, and comes behind the card', async () => {
    const phone = await forwardedPhone();
    assert.equal(phone.call().state, 'ringing', 'it rings at once');
    assert.deepEqual([why(phone.call()), pending(phone.call())], [['Forwarded to you'], [true]]);
    phone.http.openTo('GET', url('team'))?.reply(contact('Team Support'));
    await settle();
    assert.deepEqual([why(phone.call()), pending(phone.call())], [['Forwarded by Team Support'], [false]]);
  });

  test('is asked for once more where there was no answer, and then no more', async () => {
    const phone = await forwardedPhone();
    phone.http.openTo('GET', url('team'))?.reply(broken('network'));
    await settle();
    assert.deepEqual(pending(phone.call()), [true]);
    await phone.clock.advance(1_000);
    phone.http.openTo('GET', url('team'))?.reply(json(403, { code: 'Forbidden' }));
    await settle();
    assert.deepEqual([why(phone.call()), pending(phone.call())], [['Forwarded to you'], [false]]);
    await phone.clock.advance(60_000);
    assert.equal(phone.http.sentTo('GET', url('team')).length, 2);
  });

  test('is one question for all that one link is for', async () => {
    const phone = await onlinePhone();
    phone.http.on('GET', url('bao'), contact('Bao'));
    const links = { onBehalfOf: link('bao'), forwardedBy: link('bao'), transferredBy: link('bao') };
    await phone.server.push('communication', started({ links }));
    await settle();
    assert.equal(phone.http.sentTo('GET', url('bao')).length, 1);
    assert.deepEqual(why(phone.call()), ['For Bao, forwarded by Bao', 'Transferred by Bao']);
  });

  test('is never asked of a host that is not of the session', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started({ links: { forwardedBy: { href: 'https://evil.example/me' } } }));
    await settle();
    assert.deepEqual(phone.http.sentTo('GET', /evil/), []);
    assert.deepEqual([why(phone.call()), pending(phone.call())], [['Forwarded to you'], [false]]);
  });

  test('is a fact of the history, also where the name comes after the end', async () => {
    const phone = await forwardedPhone();
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
    assert.deepEqual(
      phone.past().map(({ invitation }) => invitation?.why.map(({ sentence }) => sentence)),
      [[['Forwarded to you']]],
    );
    phone.http.openTo('GET', url('team'))?.reply(contact('Team Support'));
    await settle();
    const [past] = phone.past();
    assert.deepEqual(past?.invitation?.why, [
      { kind: 'forwarded', sentence: ['Forwarded by ', { name: 'Team Support' }], pending: false },
    ]);
    assert.equal(phone.past().length, 1);
  });
});

test('a name that comes after a ring went on as another call brings nothing back to the history', async () => {
  const phone = await forwardedPhone();
  await phone.server.down();
  await phone.clock.advance(100);
  assert.equal(phone.past().length, 1, 'it seemed to be over');
  phone.http.on('GET', invitationUrl, json(200, invitationBody({ links: { forwardedBy: link('team') } })));
  phone.http.hold('GET', url('team'));
  phone.server.up();
  await phone.clock.advance(10_000);
  assert.deepEqual([phone.call().state, phone.past()], ['ringing', []]);
  assert.equal(replyToAll(phone, contact('Team Support')), 2, 'both calls ask who that is');
  await settle();
  assert.deepEqual(why(phone.call()), ['Forwarded by Team Support']);
  assert.deepEqual(phone.past(), []);
  phone.send({ type: 'decline', callId: phone.call().id });
  assert.deepEqual(
    phone.past().map(({ outcome }) => outcome),
    ['declined'],
  );
});

test('a name that comes after a declined call refuses nobody who calls again in the next application', async () => {
  const phone = await onlinePhone();
  const properties = { threadId: 'thread' };
  phone.http.hold('GET', url('team'));
  phone.http.on('POST', declineUrl, noContent);
  await phone.server.push('communication', started({ properties, links: { forwardedBy: link('team') } }));
  phone.send({ type: 'decline', callId: phone.call().id });
  await settle();
  phone.http.openTo('GET', url('team'))?.reply(contact('Team Support'));
  await settle();
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await phone.clock.advance(5_000);
  assert.equal(phone.view().session.status, 'Ready');
  const path = '/ucwa/oauth/v1/applications/101/communication/audioVideoInvitations/508';
  await phone.server.push('communication', invitationEvent('started', invitationBody({ properties, path }), {}, path));
  assert.deepEqual(
    phone.view().calls.map(({ state }) => state),
    ['ringing'],
  );
});

describe('an update of an invitation that rings', () => {
  test('says more of it, and what was learned before stays', async () => {
    const phone = await forwardedPhone();
    phone.http.openTo('GET', url('team'))?.reply(contact('Team Support'));
    await settle();
    const { id } = phone.call();
    const updated = invitationEvent(
      'updated',
      invitationBody({
        properties: { state: 'TeamRing', importance: 'Urgent', subject: 'Hall 3' },
        links: { forwardedBy: link('team') },
      }),
    );
    await phone.server.push('communication', updated);
    const { importance, subject, state } = phone.call();
    assert.deepEqual([phone.call().id, state, importance, subject], [id, 'ringing', 'urgent', 'Hall 3']);
    assert.deepEqual(why(phone.call()), ['Team call', 'Forwarded by Team Support']);
    assert.equal(phone.http.sentTo('GET', url('team')).length, 1);
  });

  test('changes nothing of a call that was answered', async () => {
    const phone = await answeringPhone();
    await phone.server.push('communication', started({ properties: { subject: 'Other' } }));
    assert.deepEqual([phone.call().state, phone.call().subject], ['answering', 'Order 48213']);
  });
});

test('what came with it is shown as it is, and in the history', async () => {
  const phone = await onlinePhone();
  const customContent = { href: `data:application/json,${encodeURIComponent('{"order": 7, "html": "<b>x</b>"}')}` };
  const place = { building: 'Building 4, room 2.17', address: '4567 Harbor Way', city: 'Redmond' };
  const state = { ...place, locationState: 'WA', zip: '98052', country: 'USA' };
  const properties = { importance: 'Emergency', privateLine: true, ...state };
  await phone.server.push('communication', started({ properties, links: { customContent } }));
  const shown = {
    why: [],
    privateLine: true,
    place: ['Building 4, room 2.17', '4567 Harbor Way, Redmond, WA 98052, USA'],
    content: '{"order": 7, "html": "<b>x</b>"}',
  };
  assert.deepEqual(phone.call().invitation, shown);
  await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
  const [past] = phone.past();
  assert.deepEqual(past?.invitation, { ...shown, importance: 'emergency', subject: 'Order 48213' });
});

test('content that is no text is named by its type', async () => {
  const phone = await onlinePhone();
  const customContent = { href: 'data:application/x-blob;base64,AAAA' };
  await phone.server.push('communication', started({ links: { customContent } }));
  assert.equal(phone.call().invitation.content, 'Data of the type application/x-blob that cannot be read');
});

test('joinAudioMuted: who takes the call is muted from the first packet on', async () => {
  const phone = await onlinePhone();
  await phone.server.push('communication', started({ properties: { joinAudioMuted: true } }));
  phone.http.on('POST', /acceptWithAnswer/, noContent);
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  await phone.server.push('conversation', audioVideoEvent('Connected'));
  assert.deepEqual([phone.call().state, phone.call().muted], ['connected', true]);
  assert.deepEqual(
    phone.phone.mediaView().legs.map(({ muted }) => muted),
    [true],
  );
});

test('a caller who did not sign in anywhere has a name that nobody vouches for', async () => {
  const phone = await onlinePhone();
  const from = { rel: 'participant', name: 'Joe', uri: 'sip:joe@contoso.com', anonymous: true };
  await phone.server.push('communication', started({ embedded: { from } }));
  assert.equal(phone.call().party.unconfirmed, true);
  assert.equal((await ringingPhone()).call().party.unconfirmed, undefined);
});

test('who answered in the user’s place is known at once where the invitation says it', async () => {
  const phone = await ringingPhone();
  const body = { _embedded: { acceptedByContact: { rel: 'contact', name: 'Priya Raman' } } };
  await phone.server.push('communication', completed('Failure', 'Informational', 'ConnectedElsewhere', body));
  assert.equal(phone.call().ending?.title, 'Answered by Priya Raman');
});

describe('Decline on this computer only', () => {
  const declines = (phone: TestPhone) => phone.http.sentTo('POST', declineUrl).map(({ body }) => body);

  test('ends the ring here, and lets it go on elsewhere', async () => {
    const phone = await ringingPhone();
    const { id } = phone.call();
    assert.deepEqual(phone.send({ type: 'decline-here', callId: id }), { ok: true });
    await settle();
    assert.deepEqual(declines(phone), ['{"reason":"Local"}']);
    assert.deepEqual(
      phone.past().map(({ outcome, note }) => [outcome, note]),
      [['declined', 'It may have rung on elsewhere.']],
    );
    assert.deepEqual(phone.send({ type: 'decline-here', callId: id }), { ok: false, refusal: 'repeated' });
  });

  test('is not there where the server gives no link for it', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started({ links: { decline: undefined } }));
    assert.ok(!phone.call().actions.includes('decline-here'));
    const refusal = phone.send({ type: 'decline-here', callId: phone.call().id });
    assert.deepEqual(refusal, { ok: false, refusal: 'unavailable' });
  });

  test('never leaves the conversation, which would end the ring everywhere', async () => {
    const phone = await ringingPhone();
    phone.http.on('POST', declineUrl, json(403, { code: 'Forbidden' }));
    phone.send({ type: 'decline-here', callId: phone.call().id });
    await phone.clock.advance(120_000);
    assert.equal(declines(phone).length, 1);
    assert.deepEqual(phone.http.sentTo('DELETE', /conversations/), []);
  });

  test('holds for the same call under another name', async () => {
    const phone = await onlinePhone();
    const properties = { threadId: 'thread' };
    phone.http.on('POST', declineUrl, broken('network'));
    await phone.server.push('communication', started({ properties }));
    phone.send({ type: 'decline-here', callId: phone.call().id });
    await settle();
    await phone.server.push('communication', started({ properties }));
    assert.deepEqual(
      phone.view().calls.filter(({ state }) => state === 'ringing'),
      [],
    );
  });
});

test('what a server counts bandwidth by stands in the log of the call, once', async () => {
  const phone = await onlinePhone();
  const properties = { bandwidthControlId: `cac-7\u202e${'x'.repeat(500)}` };
  await phone.server.push('communication', started({ properties }));
  await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
  const told = phone.log.entries.flatMap(({ details }) => details?.bandwidth ?? []);
  assert.equal(told.length, 1);
  assert.match(String(told[0]), /^cac-7x+$/);
  assert.ok(String(told[0]).length <= 64);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone } from '../fakes/calls.ts';
import { json, noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import {
  origin,
  phoneAudioEvent,
  phoneConversationPath,
  phoneInvitation,
  phoneInvitationEvent,
  phoneInvitationPath,
} from '../fixtures/phone-call.ts';

const path = `${phoneConversationPath}/phoneAudio`;
const declineUrl = `${origin}${phoneInvitationPath}/decline`;
const started = phoneInvitationEvent('started');
const over = (subcode: string, state = 'Failed', more: object = {}) =>
  phoneInvitationEvent(
    'completed',
    { state, ...more },
    { status: 'Failure', reason: { code: 'RemoteFailure', subcode } },
  );
const connected = phoneAudioEvent('Connected', ['hold', 'stop'], path);
const held = phoneAudioEvent('Connected', ['resume', 'stop'], path);
const stopped = phoneAudioEvent('Disconnected', [], path);

async function ringing(): Promise<TestPhone> {
  const phone = await onlinePhone();
  for (const url of [declineUrl, ...['hold', 'resume', 'stop'].map((way) => `${origin}${path}/${way}PhoneAudio`)]) {
    phone.http.on('POST', url, noContent);
  }
  phone.http.on('DELETE', `${origin}${phoneConversationPath}`, noContent);
  await phone.server.push('communication', started);
  return phone;
}

async function talking(): Promise<TestPhone> {
  const phone = await ringing();
  await phone.server.push('conversation', connected);
  return phone;
}

const states = (phone: TestPhone) => phone.view().calls.map(({ state }) => state);

describe('a call that rings at the user’s telephone', () => {
  test('is shown with what the server lets be done, and makes no sound here', async () => {
    const phone = await ringing();
    const { state, party, actions, phone: there, talkOn } = phone.call();
    assert.deepEqual([state, party.label, actions], ['ringing', 'Bao Chen', ['decline']]);
    assert.deepEqual(there, { step: 'own-phone', number: '+46 8 555 012 34', steps: false });
    assert.equal(talkOn.text, 'Your phone rings: answer it there.');
    assert.deepEqual(phone.phone.mediaView(), { ring: null, legs: [] });
    assert.deepEqual(phone.media.open, []);
    assert.deepEqual(phone.send({ type: 'answer', callId: phone.call().id }), { ok: false, refusal: 'unavailable' });
  });

  test('cannot be declined where there is no link', async () => {
    const phone = await onlinePhone();
    const links = { decline: [] };
    await phone.server.push('communication', phoneInvitationEvent('started', { links }));
    assert.deepEqual(phone.call().actions, []);
  });

  test('is declined everywhere, until the server has it', async () => {
    const phone = await ringing();
    phone.http.once('POST', declineUrl, json(503, { code: 'ServiceUnavailable' }));
    phone.send({ type: 'decline', callId: phone.call().id });
    assert.deepEqual(states(phone), ['ended'], 'at once');
    await phone.clock.advance(2_000);
    const sent = phone.http.sentTo('POST', declineUrl);
    assert.deepEqual(
      sent.map(({ body }) => JSON.parse(body ?? '')),
      [{ reason: 'Global' }, { reason: 'Global' }],
    );
    assert.deepEqual(
      phone.past().map(({ outcome, byPhone }) => [outcome, byPhone]),
      [['declined', true]],
    );
  });

  for (const [subcode, title, outcome] of [
    ['Canceled', 'Missed', 'missed'],
    ['ConnectedElsewhere', 'Answered elsewhere', 'elsewhere'],
    ['Declined', 'Declined elsewhere', 'elsewhere'],
    ['Timeout', 'Missed', 'missed'],
    ['Forwarded', 'Forwarded', 'elsewhere'],
    ['SomethingNew', 'Missed', 'missed'],
  ] as const) {
    test(`ends with ${subcode}`, async () => {
      const phone = await ringing();
      await phone.server.push('communication', over(subcode));
      assert.deepEqual(
        phone.view().calls.map(({ ending }) => ending?.title),
        [title],
      );
      assert.deepEqual(
        phone.past().map((entry) => entry.outcome),
        [outcome],
      );
    });
  }

  test('that was over before anything was heard of it goes to the history alone', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', over('Canceled', 'Cancelled'));
    assert.deepEqual(phone.view().calls, []);
    assert.deepEqual(
      phone.past().map(({ outcome, byPhone }) => [outcome, byPhone]),
      [['missed', true]],
    );
    await phone.server.push('communication', over('Canceled', 'Cancelled'), started);
    assert.equal(phone.past().length, 1, 'an event that comes again changes nothing');
    assert.deepEqual(phone.view().calls, []);
  });

  test('is talked on once somebody picks up, told by whatever comes first', async () => {
    const success = phoneInvitationEvent('completed', { state: 'Connected' }, { status: 'Success' });
    for (const events of [[connected], [success], [success, connected], [connected, success]]) {
      const phone = await ringing();
      await phone.server.push('conversation', ...events);
      assert.deepEqual(states(phone), ['connected']);
      assert.equal(phone.phone.mayOpenMicrophone(), false);
    }
  });

  test('that comes as a link alone is asked for', async () => {
    const phone = await onlinePhone();
    const url = `${origin}${phoneInvitationPath}`;
    phone.http.on('GET', url, json(200, phoneInvitation()));
    await phone.server.push('communication', { link: started.link, type: 'started' });
    await settle();
    assert.deepEqual(states(phone), ['ringing']);
  });
});

describe('a call that is talked on there', () => {
  test('has the buttons for which there are links', async () => {
    const phone = await ringing();
    await phone.server.push('conversation', phoneAudioEvent('Connected', [], path));
    assert.deepEqual(phone.call().actions, ['hang-up']);
    await phone.server.push('conversation', connected);
    assert.deepEqual(phone.call().actions, ['hold', 'hang-up']);
    assert.equal(phone.call().heldHereMs, null);
  });

  test('is on hold when the server shows the way back, and no sooner', async () => {
    const phone = await talking();
    const callId = phone.call().id;
    phone.send({ type: 'hold', callId });
    await settle();
    assert.equal(phone.call().heldHereMs, null, 'nothing is guessed');
    assert.deepEqual(phone.send({ type: 'hold', callId }), { ok: false, refusal: 'repeated' });
    await phone.server.push('conversation', held);
    await phone.clock.advance(3_000);
    assert.deepEqual([phone.call().heldHereMs, phone.call().actions], [3_000, ['resume', 'hang-up']]);
    phone.send({ type: 'resume', callId });
    await phone.server.push('conversation', connected);
    assert.deepEqual([phone.call().heldHereMs, phone.call().actions], [null, ['hold', 'hang-up']]);
    assert.equal(phone.http.sentTo('POST', /PhoneAudio$/).length, 2);
  });

  test('says where it could not be put on hold, and it can be tried again', async () => {
    const phone = await talking();
    phone.http.once('POST', `${origin}${path}/holdPhoneAudio`, json(409, { code: 'Conflict' }));
    phone.send({ type: 'hold', callId: phone.call().id });
    await settle();
    assert.deepEqual(
      phone.call().notes.map(({ help }) => help),
      ['They still hear you on your phone.'],
    );
    assert.deepEqual(phone.call().actions, ['hold', 'hang-up']);
  });

  test('is hung up by the link, and over when the server says so', async () => {
    const phone = await talking();
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', `${origin}${path}/stopPhoneAudio`).length, 1);
    await phone.server.push('conversation', stopped, stopped);
    assert.deepEqual(states(phone), ['ended']);
    assert.deepEqual(
      phone.past().map(({ outcome }) => outcome),
      ['answered'],
    );
  });

  test('without a link to hang up by is left as a conversation', async () => {
    const phone = await ringing();
    await phone.server.push('conversation', phoneAudioEvent('Connected', [], path));
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('DELETE', `${origin}${phoneConversationPath}`).length, 1);
  });

  test('ends with the other side', async () => {
    const phone = await talking();
    await phone.server.push('conversation', stopped);
    assert.deepEqual(
      phone.view().calls.map(({ state, ending }) => [state, ending?.ordinary]),
      [['ended', true]],
    );
    await phone.clock.advance(4_100);
    assert.deepEqual(phone.view().calls, [], 'its end was seen for long enough');
  });

  test('is ended when the user signs out', async () => {
    const phone = await talking();
    phone.send({ type: 'sign-out' });
    await settle();
    assert.equal(phone.http.sentTo('POST', `${origin}${path}/stopPhoneAudio`).length, 1);
  });
});

describe('a ring that was given up because the link broke', () => {
  const again = (links: object = {}) => phoneInvitationEvent('started', { properties: { threadId: 'thread' }, links });
  const entries = (phone: TestPhone) => phone.past().map(({ outcome }) => outcome);

  async function lost(): Promise<TestPhone> {
    const phone = await onlinePhone();
    await phone.server.push('communication', again());
    phone.phone.mediaView();
    await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
    await phone.clock.advance(1_000);
    assert.deepEqual(entries(phone), ['missed']);
    return phone;
  }

  test('rings on where the server tells of it again, and is no entry of the history meanwhile', async () => {
    const phone = await lost();
    await phone.server.push('communication', again());
    assert.equal(states(phone).at(-1), 'ringing');
    assert.deepEqual(entries(phone), []);
    await phone.server.push('communication', over('Canceled'));
    assert.deepEqual(entries(phone), ['missed']);
  });

  test('is talked on where it was picked up meanwhile', async () => {
    const phone = await lost();
    const taken = phoneInvitationEvent('updated', { state: 'Connected', properties: { threadId: 'thread' } });
    await phone.server.push('communication', taken);
    assert.equal(states(phone).at(-1), 'connected');
    assert.deepEqual(entries(phone), []);
  });
});

test('a talk whose end is told before its beginning was not missed', async () => {
  const phone = await ringing();
  await phone.server.push('conversation', stopped);
  assert.deepEqual(
    phone.past().map(({ outcome }) => outcome),
    ['missed'],
  );
  await phone.server.push(
    'communication',
    phoneInvitationEvent('completed', { state: 'Connected' }, { status: 'Success' }),
  );
  assert.deepEqual(
    phone.past().map(({ outcome }) => outcome),
    ['answered'],
  );
});

describe('why it is over is told by its conversation, and by nothing else', () => {
  const gone = { link: { rel: 'conversation', href: phoneConversationPath }, type: 'deleted' };

  for (const [name, event] of [
    ['the conversation', gone],
    ['the modality', stopped],
  ] as const) {
    for (const [subcode, outcome] of [
      ['ConnectedElsewhere', 'elsewhere'],
      ['SomethingNew', 'missed'],
    ] as const) {
      test(`${subcode}, by ${name}: ${outcome}`, async () => {
        const phone = await ringing();
        await phone.server.push('communication', { ...event, reason: { code: 'Informational', subcode } });
        assert.equal(phone.past()[0]?.outcome, outcome);
      });
    }
  }
});

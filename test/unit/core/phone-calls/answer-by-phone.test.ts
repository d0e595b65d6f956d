import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone } from '../fakes/calls.ts';
import { json, noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import { audioVideoEvent, completed, conversationDeleted, conversationUrl, invitationUrl } from '../fixtures/call.ts';
import { origin, phoneAudioEvent, phoneAudioPath, startedForPhone } from '../fixtures/phone-call.ts';

const byPhoneUrl = `${invitationUrl}/acceptWithPhoneAudio`;
const stopUrl = `${origin}${phoneAudioPath}/stopPhoneAudio`;

async function ringing(): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.http.on('POST', byPhoneUrl, noContent);
  phone.http.on('POST', stopUrl, noContent);
  phone.http.on('DELETE', conversationUrl, noContent);
  await phone.server.push('communication', startedForPhone);
  return phone;
}

/** The user chose their telephone, which rings. */
async function ringingThere(): Promise<TestPhone> {
  const phone = await ringing();
  assert.deepEqual(phone.send({ type: 'answer-by-phone', callId: phone.call().id }), { ok: true });
  await settle();
  return phone;
}

async function talkingThere(): Promise<TestPhone> {
  const phone = await ringingThere();
  await phone.server.push('conversation', phoneAudioEvent('Connected'));
  return phone;
}

function assertSilent(phone: TestPhone): void {
  assert.equal(phone.phone.mediaView().ring, null);
  assert.equal(phone.phone.mayOpenMicrophone(), false);
}

describe('an answer by the user’s telephone', () => {
  for (const [name, before] of [
    ['meanwhile', false],
    ['just before', true],
  ] as const) {
    test(`is not asked about for the modality of this computer that is over ${name}`, async () => {
      const phone = await ringing();
      const callId = phone.call().id;
      if (before) await phone.server.push('conversation', audioVideoEvent('Disconnected', {}));
      phone.send({ type: 'answer-by-phone', callId });
      await settle();
      if (!before) await phone.server.push('conversation', audioVideoEvent('Disconnected', {}));
      await phone.clock.advance(2_000);
      assert.equal(phone.http.sentTo('GET', invitationUrl).length, 0);
    });
  }

  test('is possible where the server offers it, and only there', async () => {
    const phone = await ringing();
    assert.ok(phone.call().actions.includes('answer-by-phone'));
    const plain = await onlinePhone();
    await plain.server.push('communication', { ...startedForPhone, _embedded: withoutLink(startedForPhone) });
    assert.ok(!plain.call().actions.includes('answer-by-phone'));
    const refused = plain.send({ type: 'answer-by-phone', callId: plain.call().id });
    assert.deepEqual(refused, { ok: false, refusal: 'unavailable' });
  });

  test('asks once, without a body, and rings no more here', async () => {
    const phone = await ringingThere();
    const [asked, ...more] = phone.http.sentTo('POST', byPhoneUrl);
    assert.deepEqual([asked?.body ?? '', more], ['', []]);
    assertSilent(phone);
    assert.equal(phone.view().calls.length, 1, 'one call is on the screen');
    const { state, phone: there, actions } = phone.call();
    assert.deepEqual([state, there?.step, actions], ['calling', 'own-phone', ['hang-up']]);
  });

  test('becomes the one call of both once it is picked up', async () => {
    const phone = await talkingThere();
    const [call, ...others] = phone.view().calls;
    assert.deepEqual(
      [call?.state, call?.phone?.step, call?.party.label, others],
      ['connected', 'talking', 'Ana Lindqvist', []],
    );
    assert.deepEqual(call?.actions, ['hold', 'hang-up']);
    assert.deepEqual(phone.media.open, [], 'no socket');
    assertSilent(phone);
  });

  for (const [what, event] of Object.entries({
    'that the invitation succeeded': completed('Success'),
    'that it was answered elsewhere': completed('Failure', 'Informational', 'ConnectedElsewhere'),
    'that it was answered otherwise': completed('Failure', 'Informational', 'RepliedWithOtherModality'),
    'that the voice of here is over': audioVideoEvent('Disconnected', {}),
  })) {
    test(`holds whether the server says ${what} before or after`, async () => {
      const before = await ringingThere();
      await before.server.push('communication', event);
      assert.deepEqual(
        before.view().calls.map(({ state }) => state),
        ['calling'],
      );
      await before.server.push('conversation', phoneAudioEvent('Connected'));
      const after = await talkingThere();
      await after.server.push('communication', event);
      for (const phone of [before, after]) {
        assert.deepEqual(
          phone.view().calls.map(({ state }) => state),
          ['connected'],
        );
        assert.deepEqual(phone.past(), [], 'nothing is in the history yet');
      }
    });
  }

  test('is one call in the history, by telephone, with the time that was talked', async () => {
    const phone = await talkingThere();
    await phone.clock.advance(65_000);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', stopUrl).length, 1);
    await phone.server.push('conversation', phoneAudioEvent('Disconnected', []));
    const [entry, ...others] = phone.past();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [entry?.outcome, entry?.byPhone, entry?.talkedMs, entry?.party.label],
      ['answered', true, 65_000, 'Ana Lindqvist'],
    );
  });

  test('gives the ring back where nobody picks up, and says so', async () => {
    const phone = await ringingThere();
    await phone.server.push('conversation', phoneAudioEvent('Disconnected', []));
    const call = phone.call();
    assert.equal(call.state, 'ringing');
    assert.ok(call.actions.includes('answer'));
    assert.deepEqual(
      call.notes.map(({ title }) => title),
      ['Your phone did not answer.'],
    );
    assert.notEqual(phone.phone.mediaView().ring, null, 'it is heard again');
    assert.deepEqual(phone.past(), []);
  });

  test('gives the ring back where the server refuses it, by its reason', async () => {
    const phone = await onlinePhone();
    phone.http.on('POST', byPhoneUrl, json(403, { code: 'Forbidden' }));
    await phone.server.push('communication', startedForPhone);
    phone.send({ type: 'answer-by-phone', callId: phone.call().id });
    await settle();
    assert.deepEqual(
      [phone.call().state, phone.call().notes[0]?.title],
      ['ringing', 'Calls by phone are not allowed.'],
    );
  });

  test('waits for events where the server’s answer is lost, and asks no second time', async () => {
    const phone = await onlinePhone();
    phone.http.hold('POST', byPhoneUrl);
    await phone.server.push('communication', startedForPhone);
    phone.send({ type: 'answer-by-phone', callId: phone.call().id });
    await settle();
    phone.http.openTo('POST', byPhoneUrl)?.reply({ kind: 'timeout', message: 'no answer' });
    await settle();
    assert.equal(phone.call().state, 'calling');
    await phone.server.push('conversation', phoneAudioEvent('Connected'));
    assert.equal(phone.call().state, 'connected');
    assert.equal(phone.http.sentTo('POST', byPhoneUrl).length, 1);
  });

  test('ends with the caller who gives up', async () => {
    const phone = await ringingThere();
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'), conversationDeleted);
    assert.deepEqual(
      phone.view().calls.map(({ state, ending }) => [state, ending?.title]),
      [['ended', 'Missed']],
    );
    assert.deepEqual(
      phone.past().map(({ outcome, byPhone }) => [outcome, byPhone]),
      [['missed', true]],
    );
  });

  test('is given up by hanging up: the call is declined', async () => {
    const phone = await ringingThere();
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', `${invitationUrl}/decline`).length, 1);
    assert.deepEqual(
      phone.view().calls.map(({ state }) => state),
      ['ended'],
    );
    assert.deepEqual(
      phone.past().map(({ outcome }) => outcome),
      ['declined'],
    );
    assertSilent(phone);
  });

  test('is refused by name where it is late, repeated, or about no call', async () => {
    const phone = await ringing();
    const callId = phone.call().id;
    assert.deepEqual(phone.send({ type: 'answer-by-phone', callId }), { ok: true });
    assert.deepEqual(phone.send({ type: 'answer-by-phone', callId }), { ok: false, refusal: 'repeated' });
    assert.deepEqual(phone.send({ type: 'answer', callId }), { ok: false, refusal: 'stale' });
    assert.deepEqual(phone.send({ type: 'answer-by-phone', callId: 'none' }), { ok: false, refusal: 'stale' });
  });

  test('a word of the telephone that comes before the server’s answer is not lost', async () => {
    const phone = await ringing();
    await phone.server.push('conversation', phoneAudioEvent('Connected'));
    phone.send({ type: 'answer-by-phone', callId: phone.call().id });
    await settle();
    assert.deepEqual(
      phone.view().calls.map(({ state }) => state),
      ['connected'],
    );
  });
});

function withoutLink(event: typeof startedForPhone): object {
  const { audioVideoInvitation } = event._embedded as { audioVideoInvitation: { _links: object } };
  const { acceptWithPhoneAudio: _, ...links } = audioVideoInvitation._links as Record<string, unknown>;
  return { audioVideoInvitation: { ...audioVideoInvitation, _links: links } };
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  communication,
  conversation,
  type Event,
  escalateUrl,
  escalating,
  invitation,
  links,
  microphones,
  said,
  session,
  stops,
  talking,
  tell,
} from '../fakes/escalation.ts';
import { json, noContent } from '../fakes/http.ts';
import { pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import {
  audioVideoEvent,
  audioVideoPath,
  conversationDeleted,
  conversationPath,
  conversationUrl,
} from '../fixtures/call.ts';

describe('a call of two that goes into a conference', () => {
  test('is offered where the link is there, and asked for with our offer and names of ours', async () => {
    const phone = await talking();
    assert.ok(phone.call().actions.includes('make-meeting'));
    const { operationId, sessionContext } = await escalating(phone);
    const [request] = phone.http.sentTo('POST', escalateUrl);
    assert.equal(request?.headers?.['content-type'], 'application/sdp');
    assert.match(request?.body ?? '', /^v=0/);
    assert.ok([operationId, sessionContext].every((name) => name !== '' && name.length <= 50));
    assert.deepEqual(
      phone.call().notes.map(({ id }) => id),
      ['becomes-meeting'],
    );
    assert.deepEqual(microphones(phone), ['open', 'closed'], 'they talk on until the conference answers');
    assert.equal(phone.phone.mediaView().ring, null);
    await tell(phone, ['conversation', audioVideoEvent('Connected', links)]);
    assert.ok(!phone.call().actions.includes('make-meeting'), 'not without the link');
  });

  const orders = {
    'as the page tells': ['started', 'answered', 'up', 'completed', 'conferenced'],
    'with the meeting first': ['conferenced', 'started', 'answered', 'up', 'completed'],
    'with the end of the first voice before the answer': [
      'started',
      'over',
      'answered',
      'up',
      'completed',
      'conferenced',
    ],
    'with the end of the first voice behind the answer': [
      'started',
      'answered',
      'over',
      'up',
      'completed',
      'conferenced',
    ],
    'with the modality of the two told again in between': [
      'started',
      'up',
      'connecting',
      'answered',
      'completed',
      'conferenced',
    ],
    'without any word of the modality': ['answered', 'completed', 'conferenced'],
    'each twice': ['started', 'started', 'answered', 'answered', 'up', 'up', 'completed', 'completed', 'conferenced'],
    'without the end of the invitation': ['started', 'answered', 'up', 'conferenced'],
  } as const;
  for (const [name, order] of Object.entries(orders)) {
    test(`keeps its window and is heard, ${name}`, async () => {
      const phone = await talking();
      const { id: callId } = phone.call();
      const { operationId } = await escalating(phone);
      const events: Readonly<Record<(typeof order)[number], Event>> = {
        ...said(operationId),
        up: ['conversation', audioVideoEvent('Connected', links)],
        connecting: ['conversation', audioVideoEvent('Connecting', links)],
        over: ['conversation', audioVideoEvent('Disconnected', {})],
        conferenced: conversation('Conferenced'),
      };
      for (const event of order) await tell(phone, events[event]);
      const { id, state, meeting } = phone.call();
      assert.deepEqual([id, state, meeting?.stage, meeting?.sound], [callId, 'connected', 'in', true]);
      assert.equal(phone.view().calls.length, 1);
      assert.deepEqual(microphones(phone), ['open'], 'one of the two is left');
      assert.equal(stops(phone), 0, 'the modality is that of both');
      assert.ok(!phone.view().calls.some(({ heldHereMs }) => heldHereMs !== null), 'nobody is put on hold');
      await tell(phone, ['conversation', audioVideoEvent('Connected', links)]);
      phone.send({ type: 'hang-up', callId });
      await settle();
      assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
      assert.equal(phone.view().history.calls, 1);
      assert.equal(phone.phone.mayOpenMicrophone(), false);
    });
  }

  test('what the modality says before the conference has answered is of the two', async () => {
    const phone = await talking();
    const { operationId } = await escalating(phone);
    await tell(phone, said(operationId).started, ['conversation', audioVideoEvent('Connected', links)]);
    assert.deepEqual(microphones(phone), ['open', 'closed']);
    await tell(phone, session('of-the-two'), ['conversation', audioVideoEvent('Disconnected', {})]);
    assert.deepEqual(microphones(phone), ['closed'], 'theirs is over, and the other on its way');
    await tell(phone, said(operationId).answered);
    assert.deepEqual([phone.call().meeting?.stage, microphones(phone)], ['in', ['open']]);
  });

  test('a session is of the call whose context it has', async () => {
    const phone = await talking();
    const { operationId, sessionContext } = await escalating(phone);
    const events = said(operationId);
    await tell(
      phone,
      events.started,
      session(sessionContext),
      events.answered,
      events.completed,
      conversation('Conferenced'),
    );
    assert.ok(phone.call().actions.includes('hold'), 'the conference can be put on hold');
  });

  test('who is on hold stays on hold', async () => {
    const phone = await talking();
    await tell(phone, session('first'));
    phone.http.on('POST', /\/renegotiations/, json(201, {}));
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'hold', callId }), { ok: true });
    const { operationId } = await escalating(phone);
    const events = said(operationId);
    await tell(phone, events.started, events.answered, events.completed, conversation('Conferenced'));
    assert.notEqual(phone.call().heldHereMs, null);
    assert.equal(phone.phone.mayOpenMicrophone(), false);
  });

  for (const [name, reply] of [
    ['refuses the request', json(400, { code: 'BadRequest', subcode: 'ParameterValidationFailure' })],
    ['lets it fail', null],
  ] as const) {
    test(`stays what it is where the server ${name}`, async () => {
      const phone = await talking();
      if (reply !== null) phone.http.once('POST', escalateUrl, reply);
      const { operationId } = await escalating(phone);
      if (reply === null) await tell(phone, said(operationId).started, said(operationId).refused);
      const { state, meeting, notes, actions } = phone.call();
      assert.deepEqual([state, meeting, notes.map(({ id }) => id)], ['connected', undefined, ['no-meeting']]);
      assert.ok(actions.includes('make-meeting'));
      assert.deepEqual(microphones(phone), ['open']);
      assert.equal(phone.view().history.calls, 0);
      assert.equal(stops(phone), 0);
    });
  }

  test('whom the user adds meanwhile is asked once there is a meeting, and can be taken back before', async () => {
    const phone = await talking();
    const { id: callId } = phone.call();
    const addUrl = `${pool}${conversationPath}/addParticipant`;
    phone.http.on('POST', addUrl, json(201, {}, { location: [`${communication}/participantInvitations/1`] }));
    assert.deepEqual(phone.send({ type: 'add-person', callId, to: 'bao@contoso.com' }), { ok: true });
    assert.deepEqual(phone.send({ type: 'add-person', callId, to: 'eva@contoso.com' }), { ok: true });
    await settle();
    const [request] = phone.http.sentTo('POST', escalateUrl);
    const operationId = new URL(request?.url ?? '').searchParams.get('operationId') ?? '';
    const [first] = phone.call().notes;
    assert.deepEqual(phone.send(first?.action?.command ?? { type: 'dismiss', callId }), { ok: true });
    assert.equal(phone.http.sentTo('POST', addUrl).length, 0);
    const about = { rel: 'conversation', state: 'Conferenced', _links: { addParticipant: { href: addUrl } } };
    phone.http.on('GET', conversationUrl, json(200, about));
    await tell(phone, said(operationId).started, said(operationId).answered);
    await settle();
    const added = phone.http.sentTo('POST', addUrl).map(({ body }) => JSON.parse(body ?? '{}') as { to: string });
    assert.deepEqual(
      added.map(({ to }) => to),
      ['sip:eva@contoso.com'],
    );
  });

  test('ends as a whole with the user, and with its conversation', async () => {
    const phone = await talking();
    const { operationId } = await escalating(phone);
    await tell(phone, said(operationId).started);
    phone.http.on('POST', `${pool}${audioVideoPath}/terminate`, noContent);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', `${pool}${invitation}/cancel`).length, 1);
    assert.deepEqual(phone.media.open, []);
    assert.equal(phone.view().history.calls, 1);

    const other = await talking();
    const asked = await escalating(other);
    await tell(other, said(asked.operationId).started, ['communication', conversationDeleted]);
    await other.clock.advance(2_000);
    assert.deepEqual(other.media.open, []);
    assert.equal(other.call().state, 'ended');
    assert.equal(other.view().history.calls, 1);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { escalating, invitation, links, microphones, said, stops, talking, tell } from '../fakes/escalation.ts';
import { json, noContent, type Reply } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { audioVideoEvent, audioVideoPath, conversationUrl } from '../fixtures/call.ts';

const cancelUrl = `${pool}${invitation}/cancel`;
/** A meeting that does not come about in a minute is no longer waited for. */
const longestJoinMs = 60_000;

const over = ['conversation', audioVideoEvent('Disconnected', {})] as const;
const left = (phone: TestPhone) => phone.http.sentTo('DELETE', conversationUrl).length;
const noteIds = (phone: TestPhone) => phone.call().notes.map(({ id }) => id);

/** Under way, and known by its invitation; what the server makes of the word that nobody waits for it. */
async function underWay(cancelled: Reply = noContent) {
  const phone = await talking();
  phone.http.on('POST', cancelUrl, cancelled);
  phone.http.on('POST', `${pool}${audioVideoPath}/terminate`, noContent);
  const { operationId } = await escalating(phone);
  const events = said(operationId);
  await tell(phone, events.started);
  return { phone, events };
}

/** The two are heard by one another as if nothing had been. */
function assertTalkGoesOn(phone: TestPhone): void {
  assert.deepEqual([phone.call().state, phone.call().meeting], ['connected', undefined]);
  assert.deepEqual(microphones(phone), ['open']);
  assert.deepEqual([left(phone), stops(phone)], [0, 0], 'neither their conversation nor their voice is taken down');
  assert.equal(phone.view().history.calls, 0);
}

describe('a way into a conference that is given up', () => {
  for (const [name, reply] of [
    ['takes that', noContent],
    ['has nothing to cancel', json(404, { code: 'NotFound' })],
    ['says that it is too late', json(409, { code: 'Conflict' })],
    ['has forgotten it', json(410, { code: 'Gone' })],
    ['fails again and again', json(503, { code: 'ServiceUnavailable' })],
    ['does not take that', json(403, { code: 'Forbidden' })],
  ] as const) {
    test(`leaves the talk alone where the server ${name}`, async () => {
      const { phone } = await underWay(reply);
      await phone.clock.advance(longestJoinMs);
      await phone.clock.advance(30_000);
      assert.ok(phone.http.sentTo('POST', cancelUrl).length > 0, 'the server is told');
      assertTalkGoesOn(phone);
    });
  }

  test('leaves the talk alone where there is no link to cancel it by', async () => {
    const phone = await talking();
    const { operationId } = await escalating(phone);
    const [sender, { _embedded, ...event }] = said(operationId).started as readonly [
      'communication',
      { readonly _embedded: { readonly audioVideoInvitation: { readonly _links: { readonly cancel: object } } } },
    ];
    const { cancel: _, ..._links } = _embedded.audioVideoInvitation._links;
    const audioVideoInvitation = { ..._embedded.audioVideoInvitation, _links };
    await tell(phone, [sender, { ...event, _embedded: { audioVideoInvitation } }]);
    phone.http.on('GET', new RegExp(`^${pool}${invitation}`), json(404, { code: 'NotFound' }));
    await phone.clock.advance(longestJoinMs);
    await phone.clock.advance(30_000);
    assertTalkGoesOn(phone);
  });

  test('is not stopped by the modality of the two when the conference answers all the same', async () => {
    const { phone, events } = await underWay(json(409, { code: 'Conflict' }));
    await phone.clock.advance(longestJoinMs);
    await tell(phone, events.answered, events.completed);
    assertTalkGoesOn(phone);
    await tell(phone, over);
    assert.equal(phone.call().state, 'ended');
    await settle();
    assert.equal(stops(phone), 1, 'the conference is not left with nobody in it');
    assert.deepEqual(phone.media.open, []);
  });

  test('the end of the talk is the end of the talk', async () => {
    for (const ends of ['given up', 'refused', 'refused unread'] as const) {
      const { phone, events } = await underWay();
      if (ends === 'given up') await phone.clock.advance(longestJoinMs);
      const [sender, { _embedded: _, ...unread }] = events.refused as [string, { _embedded: object }];
      if (ends === 'refused') await tell(phone, events.refused);
      if (ends === 'refused unread') {
        phone.http.on('GET', new RegExp(`^${pool}${invitation}`), json(503, { code: 'ServiceUnavailable' }));
        await tell(phone, [sender as 'communication', unread]);
        await phone.clock.advance(2_000);
      }
      assertTalkGoesOn(phone);
      await tell(phone, ['conversation', audioVideoEvent('Connected', links)], over);
      assert.equal(phone.call().state, 'ended', ends);
      assert.deepEqual(phone.media.open, []);
    }
  });

  test('what is said of it is gone after a while', async () => {
    const { phone, events } = await underWay();
    await tell(phone, events.refused);
    assert.deepEqual(noteIds(phone), ['no-meeting']);
    await phone.clock.advance(longestJoinMs);
    assert.deepEqual(noteIds(phone), []);
    assertTalkGoesOn(phone);
  });

  test('the user is told where it took too long', async () => {
    const { phone } = await underWay();
    await phone.clock.advance(longestJoinMs);
    assert.deepEqual(noteIds(phone), ['no-meeting']);
  });

  test('nobody is called any more who was to be in it', async () => {
    const { phone } = await underWay();
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'add-person', callId, to: 'bao@contoso.com' }), { ok: true });
    assert.deepEqual(
      phone.call().notes.map(({ title }) => title),
      ['Adding bao@contoso.com'],
    );
    await phone.clock.advance(longestJoinMs);
    const [note, ...more] = phone.call().notes;
    assert.deepEqual([note?.kind, note?.action, more], ['warning', undefined, []]);
    await phone.clock.advance(longestJoinMs);
    assert.deepEqual(noteIds(phone), []);
  });
});

describe('a way into a conference of a talk that is over', () => {
  test('is given up where the conference does not answer soon', async () => {
    const { phone, events } = await underWay();
    await tell(phone, over);
    await phone.clock.advance(10_000);
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1, 'the server is told');
    assert.deepEqual(phone.media.open, []);
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    await tell(phone, events.answered, events.completed);
    assert.ok(phone.view().calls.every(({ state }) => state === 'ended'));
    assert.equal(phone.phone.mayOpenMicrophone(), false, 'nobody is put into a meeting with nobody');
    assert.equal(stops(phone), 1);
    assert.equal(phone.view().history.calls, 1);
  });

  test('is given up at once where the talk was lost here', async () => {
    const { phone } = await underWay();
    phone.media.say({ type: 'failed', callId: phone.call().id, failure: 'allocation', message: 'x' });
    await settle();
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
    assert.deepEqual(phone.media.open, []);
  });

  test('is told by all means, for nobody talks there', async () => {
    const { phone } = await underWay(json(404, { code: 'NotFound' }));
    await tell(phone, over);
    await phone.clock.advance(10_000);
    assert.equal(left(phone), 1);
  });
});

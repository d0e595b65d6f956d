import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAskAbout } from '../../../../main/core/calls/ask-about.ts';
import type { Call } from '../../../../main/core/calls/state.ts';
import { acceptUrl, answeringPhone, connectedPhone, ringingPhone } from '../fakes/calls.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { broken, json, noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import {
  audioVideoEvent,
  audioVideoUrl,
  conversationUrl,
  invitationBody,
  invitationEvent,
  invitationUrl,
} from '../fixtures/call.ts';

const gone = json(404, { code: 'NotFound', subcode: 'ResourceNotFound' });
const rings = json(200, invitationBody());
const audioVideoLinks = { audioVideo: { href: audioVideoUrl } };
const conversation = (state: string) => json(200, { rel: 'conversation', state, _links: audioVideoLinks });
const modality = (state: string) =>
  json(200, { rel: 'audioVideo', state, _links: { stopAudioVideo: { href: `${audioVideoUrl}/terminate` } } });

/** The server took the answer, and then its events fail to come. */
async function takenPhone(): Promise<TestPhone> {
  const phone = await answeringPhone();
  phone.http.openTo('POST', acceptUrl)?.reply(noContent);
  return phone;
}

const stops = ({ http }: TestPhone) => [
  ...http.sentTo('POST', `${audioVideoUrl}/terminate`),
  ...http.sentTo('DELETE', conversationUrl),
];

describe('the server took an answer, and no event says more', () => {
  test('the invitation says that it is up: it goes on, and is not hung up after a while', async () => {
    const phone = await takenPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody({ properties: { state: 'Connected' } })));
    await phone.clock.advance(4_000);
    assert.equal(phone.call().state, 'connected');
    await phone.clock.advance(60_000);
    assert.equal(phone.call().state, 'connected');
    assert.deepEqual(stops(phone), []);
  });

  test('the invitation is there no more, and the modality says that it is up', async () => {
    const phone = await takenPhone();
    phone.http.on('GET', invitationUrl, gone);
    phone.http.on('GET', conversationUrl, conversation('Connected'));
    phone.http.on('GET', audioVideoUrl, modality('Connected'));
    await phone.clock.advance(4_000);
    assert.equal(phone.call().state, 'connected');
  });

  test('it is asked again where the server could not be asked, or had nothing to say', async () => {
    const phone = await takenPhone();
    phone.http.once('GET', invitationUrl, broken('network'));
    phone.http.once('GET', conversationUrl, broken('network'));
    await phone.clock.advance(4_000);
    assert.equal(phone.call().state, 'answering');
    phone.http.on('GET', invitationUrl, rings);
    phone.http.on('GET', conversationUrl, conversation('Connecting'));
    phone.http.on('GET', audioVideoUrl, modality('Disconnected'));
    await phone.clock.advance(4_000);
    assert.equal(phone.call().state, 'answering', 'a modality that is slow says nothing');
    phone.http.on('GET', audioVideoUrl, modality('Connected'));
    await phone.clock.advance(4_000);
    assert.equal(phone.call().state, 'connected');
  });

  for (const [name, found] of [
    ['gone', gone],
    ['over', conversation('Disconnected')],
  ] as const) {
    test(`the conversation is ${name}: the caller hung up`, async () => {
      const phone = await takenPhone();
      phone.http.on('GET', invitationUrl, gone);
      phone.http.on('GET', conversationUrl, found);
      await phone.clock.advance(4_000);
      assert.equal(phone.call().ending?.title, 'Missed');
    });
  }

  test('one that is up is asked about no more', async () => {
    const phone = await takenPhone();
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    await phone.clock.advance(30_000);
    assert.equal(phone.http.sentTo('GET', invitationUrl).length, 0);
  });
});

describe('the modality of a call that rings is over', () => {
  const over = audioVideoEvent('Disconnected', {});

  for (const [name, event] of [
    ['told', over],
    ['deleted', { link: over.link, type: 'deleted' }],
  ] as const) {
    test(`${name}, and nothing else is: it rings no longer than its invitation`, async () => {
      const phone = await ringingPhone();
      phone.http.on('GET', invitationUrl, gone);
      await phone.server.push('conversation', event);
      await phone.clock.advance(1_000);
      assert.equal(phone.call().ending?.title, 'Missed');
      assert.equal(phone.past().length, 1);
    });
  }

  test('and its invitation says why', async () => {
    const phone = await ringingPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody({ properties: { state: 'Declined' } })));
    await phone.server.push('conversation', over);
    await phone.clock.advance(1_000);
    assert.equal(phone.call().ending?.title, 'Declined elsewhere');
  });

  test('but its invitation waits on: it rings on', async () => {
    const phone = await ringingPhone();
    phone.http.on('GET', invitationUrl, rings);
    await phone.server.push('conversation', over);
    await phone.clock.advance(30_000);
    assert.equal(phone.call().state, 'ringing');
    assert.ok(phone.http.sentTo('GET', invitationUrl).length <= 3, 'it is not asked for ever');
  });

  test('and the invitation ends by an event first: one row, with its word', async () => {
    const phone = await ringingPhone();
    phone.http.hold('GET', invitationUrl);
    await phone.server.push('conversation', over);
    const reason = { code: 'Informational', subcode: 'ConnectedElsewhere' };
    await phone.server.push('communication', invitationEvent('completed', {}, { status: 'Failure', reason }));
    await phone.clock.advance(1_000);
    assert.equal(phone.past()[0]?.outcome, 'elsewhere');
    assert.equal(phone.past().length, 1);
  });
});

describe('the invitation of a call is deleted', () => {
  const deleted = { link: { rel: 'audioVideoInvitation', href: invitationUrl }, type: 'deleted' };

  test('it is there no more: the ring ends', async () => {
    const phone = await ringingPhone();
    phone.http.on('GET', invitationUrl, gone);
    await phone.server.push('communication', deleted);
    await phone.clock.advance(1_000);
    assert.equal(phone.call().ending?.title, 'Missed');
    assert.equal(phone.past().length, 1);
  });

  test('it waits on all the same: it rings on', async () => {
    const phone = await ringingPhone();
    phone.http.on('GET', invitationUrl, rings);
    await phone.server.push('communication', deleted);
    await phone.clock.advance(30_000);
    assert.equal(phone.call().state, 'ringing');
  });

  test('after the answer it says nothing: the talk goes on', async () => {
    const phone = await connectedPhone();
    phone.http.on('GET', invitationUrl, gone);
    await phone.server.push('communication', deleted);
    await phone.clock.advance(30_000);
    assert.equal(phone.call().state, 'connected');
  });
});

test('a call that is in its state anew is asked about anew', async () => {
  const clock = createFakeClock();
  const call = (since: number) => ({ id: 'c', state: 'answering', since, toPhone: null }) as unknown as Call;
  let now = call(1);
  let asked: readonly number[] = [];
  const ask = createAskAbout({
    clock,
    callOf: () => now,
    onDoubt: async ({ since }) => {
      asked = [...asked, since];
    },
  });
  ask({ type: 'ask-about', call: now, eachMs: 300, times: 3 });
  now = call(2);
  ask({ type: 'ask-about', call: now, eachMs: 300, times: 2 });
  ask({ type: 'ask-about', call: now, eachMs: 300, times: 2 });
  await clock.advance(2_000);
  assert.deepEqual(asked, [2, 2]);
});

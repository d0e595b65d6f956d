import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MediaInstruction } from '../../../main/core/ports.ts';
import { connectedPhone } from './fakes/calls.ts';
import { broken, json } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { pool } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import { audioVideoEvent, audioVideoPath, conversationPath, offerHref, offerSdp } from './fixtures/call.ts';

const sessionPath = `${audioVideoPath}/audioVideoSession`;
const renegotiations = `${sessionPath}/renegotiations`;
const resumeAudio = `${sessionPath}/resumeAudio`;
const ours = `${audioVideoPath}/renegotiations/ours`;

function session(state: 'Established' | 'Suspended', links: object = {}) {
  const suspended = state === 'Suspended' ? { resumeAudio: { href: resumeAudio } } : {};
  return {
    rel: 'audioVideoSession',
    state,
    _links: {
      self: { href: sessionPath },
      audioVideo: { href: audioVideoPath },
      renegotiations: { href: renegotiations },
      ...suspended,
      ...links,
    },
  };
}

const sessionEvent = (state: 'Established' | 'Suspended', type = 'updated', links: object = {}) => ({
  link: { rel: 'audioVideoSession', href: sessionPath },
  type,
  _embedded: { audioVideoSession: session(state, links) },
});

/** Of a renegotiation of ours. */
function outcome(operationId: string, type = 'completed', more: object = {}, links: object = {}) {
  const resource = {
    rel: 'audioVideoRenegotiation',
    direction: 'Outgoing',
    operationId,
    _links: { self: { href: ours }, audioVideoSession: { href: sessionPath }, ...links },
  };
  return {
    link: { rel: 'audioVideoRenegotiation', href: ours },
    type,
    _embedded: { audioVideoRenegotiation: resource },
    ...more,
  };
}

const answered = (operationId: string) =>
  outcome(operationId, 'completed', { status: 'Success' }, { mediaAnswer: { href: offerHref } });

const created = (operationId: string) => json(201, outcome(operationId)._embedded.audioVideoRenegotiation);

type Of<Type extends MediaInstruction['type']> = Extract<MediaInstruction, { readonly type: Type }>;
const told = <Type extends MediaInstruction['type']>(phone: TestPhone, type: Type): Of<Type>[] =>
  phone.media.instructions.filter((each): each is Of<Type> => each.type === type);

const offers = (phone: TestPhone) => told(phone, 'offer');
const sent = (phone: TestPhone, path = renegotiations) => phone.http.sentTo('POST', new RegExp(`${path}\\?`));
const operationIdOf = (url: string | undefined) => new URL(url ?? '').searchParams.get('operationId') ?? '';
const titles = (phone: TestPhone) => phone.call().notes.map(({ title }) => title);
const microphone = (phone: TestPhone) => phone.phone.mediaView().legs[0]?.microphone;

/** A call that is up, whose session has told of itself. */
async function talking(): Promise<TestPhone> {
  const phone = await connectedPhone();
  for (const path of [renegotiations, resumeAudio]) {
    phone.http.on('POST', new RegExp(`${path}\\?`), created('unknown'));
  }
  await phone.server.push('communication', sessionEvent('Established', 'added'));
  return phone;
}

/** The gateway makes the offer that it was asked for last. */
async function offered(phone: TestPhone, farOffer = 'our offer'): Promise<string> {
  const { offering, callId } = offers(phone).at(-1) ?? { offering: '', callId: '' };
  phone.media.say({ type: 'offered', callId, offering, farOffer });
  await settle();
  return offering;
}

function gatewayTakes(phone: TestPhone, held = false): void {
  const { offering, callId } = told(phone, 'far-answer').at(-1) ?? { offering: '', callId: '' };
  phone.media.say({ type: 'answer-taken', callId, offering, held });
}

async function press(phone: TestPhone, type: 'hold' | 'resume') {
  const result = phone.phone.command({ type, callId: phone.call().id });
  await settle();
  return result;
}

async function held(phone: TestPhone): Promise<void> {
  await press(phone, 'hold');
  const operationId = await offered(phone);
  await phone.server.push('communication', answered(operationId));
  gatewayTakes(phone);
  await phone.server.push('communication', sessionEvent('Suspended'));
}

test('a hold takes the microphone at once, goes to the server as an offer, and its answer to the gateway', async () => {
  const phone = await talking();
  assert.deepEqual(phone.call().actions, ['mute', 'hold', 'preview-video', 'hang-up']);
  assert.equal(microphone(phone), 'open');
  assert.deepEqual(await press(phone, 'hold'), { ok: true });
  assert.equal(microphone(phone), 'closed');
  assert.deepEqual(titles(phone), ['You put Ana Lindqvist on hold.']);
  assert.deepEqual(
    offers(phone).map(({ direction }) => direction),
    ['inactive'],
  );
  const operationId = await offered(phone);
  const [request, more] = sent(phone);
  assert.equal(more, undefined);
  assert.deepEqual(
    [request?.body, request?.headers['content-type'], operationIdOf(request?.url)],
    ['our offer', 'application/sdp', operationId],
  );
  assert.ok(operationId.length <= 50);
  await phone.server.push('communication', answered(operationId));
  assert.deepEqual(
    told(phone, 'far-answer').map(({ offering, answer }) => [offering, answer]),
    [[operationId, offerSdp]],
  );
  gatewayTakes(phone);
  assert.deepEqual(phone.call().actions, ['mute', 'resume', 'hang-up']);
  phone.media.say({ type: 'far-silent', callId: phone.call().id });
  assert.equal(phone.call().state, 'connected');
});

test('it is resumed by the link for that, where there is one, else by an offer like the first', async () => {
  for (const byLink of [true, false]) {
    const phone = await talking();
    await held(phone);
    if (!byLink) await phone.server.push('communication', sessionEvent('Established'));
    await press(phone, 'resume');
    assert.equal(microphone(phone), 'open');
    const operationId = await offered(phone, 'to talk');
    const [request] = sent(phone, byLink ? resumeAudio : renegotiations).slice(byLink ? 0 : 1);
    assert.deepEqual([request?.body, operationIdOf(request?.url)], ['to talk', operationId]);
    await phone.server.push('communication', answered(operationId));
    gatewayTakes(phone);
    assert.deepEqual([titles(phone), phone.call().actions], [[], ['mute', 'hold', 'preview-video', 'hang-up']]);
  }
});

test('its answer counts under either of its names, with its direction or without, by whatever event it comes', async () => {
  for (const [type, change] of [
    ['updated', { direction: undefined }],
    ['completed', { operationId: undefined }],
    ['started', {}],
  ] as const) {
    const phone = await talking();
    await press(phone, 'hold');
    const operationId = await offered(phone);
    await phone.server.push('communication', outcome(operationId, 'started'));
    const event = outcome(operationId, type, { status: 'Success' }, { mediaAnswer: { href: offerHref } });
    const resource = { ...event._embedded.audioVideoRenegotiation, ...change };
    await phone.server.push('communication', { ...event, _embedded: { audioVideoRenegotiation: resource } });
    assert.equal(told(phone, 'far-answer').length, 1, type);
  }
});

test('without a link there is no way, and nothing is offered', async () => {
  const phone = await connectedPhone();
  assert.deepEqual(phone.call().actions, ['mute', 'hang-up']);
  assert.deepEqual(await press(phone, 'hold'), { ok: false, refusal: 'unavailable' });
  await phone.server.push('communication', sessionEvent('Established', 'added', { renegotiations: undefined }));
  assert.deepEqual(phone.call().actions, ['mute', 'hang-up']);
  assert.deepEqual(offers(phone), []);
});

test('a session that does not tell of itself is asked for', async () => {
  const phone = await connectedPhone();
  phone.http.on('GET', `${pool}${sessionPath}`, json(200, session('Established')));
  const link = { stopAudioVideo: { href: `${audioVideoPath}/terminate` }, audioVideoSession: { href: sessionPath } };
  await phone.server.push('conversation', audioVideoEvent('Connected', link));
  await phone.clock.advance(2_000);
  await settle();
  assert.deepEqual(phone.call().actions, ['mute', 'hold', 'preview-video', 'hang-up']);
});

test('pressed again while the offer is under way, the other wish comes after it', async () => {
  const phone = await talking();
  await press(phone, 'hold');
  const operationId = await offered(phone);
  assert.deepEqual(await press(phone, 'hold'), { ok: false, refusal: 'repeated' });
  assert.deepEqual(await press(phone, 'resume'), { ok: true });
  assert.equal(offers(phone).length, 1);
  await phone.server.push('communication', answered(operationId));
  gatewayTakes(phone);
  assert.deepEqual(
    offers(phone).map(({ direction }) => direction),
    ['inactive', 'sendrecv'],
  );
});

describe('what comes to nothing is said, and the call goes on as before', () => {
  const notHeld = ['Ana Lindqvist could not be put on hold.'];

  test('the server refuses it', async () => {
    const phone = await talking();
    phone.http.on('POST', new RegExp(`${renegotiations}\\?`), json(403, { code: 'Forbidden' }));
    await press(phone, 'hold');
    const offering = await offered(phone);
    assert.deepEqual([titles(phone), microphone(phone)], [notHeld, 'open']);
    assert.deepEqual(told(phone, 'withdraw'), [{ type: 'withdraw', callId: phone.call().id, offering, unseen: false }]);
    await press(phone, 'hold');
    assert.deepEqual(titles(phone), ['You put Ana Lindqvist on hold.']);
  });

  test('the far side refuses it, told with its resource or without', async () => {
    for (const embedded of [true, false]) {
      const phone = await talking();
      await press(phone, 'hold');
      const operationId = await offered(phone);
      await phone.server.push('communication', outcome(operationId, 'started'));
      phone.http.on('GET', `${pool}${ours}`, json(404, {}));
      const { _embedded, ...bare } = outcome(operationId, 'completed', {
        status: 'Failure',
        reason: { code: 'RemoteFailure', subcode: 'NotAcceptable' },
      });
      await phone.server.push('communication', embedded ? { ...bare, _embedded } : bare);
      await settle();
      assert.deepEqual([titles(phone), microphone(phone)], [notHeld, 'open']);
    }
  });

  test('nobody answers', async () => {
    const phone = await talking();
    await press(phone, 'hold');
    const operationId = await offered(phone);
    await phone.clock.advance(29_900);
    assert.equal(microphone(phone), 'closed');
    await phone.clock.advance(200);
    assert.deepEqual([titles(phone), microphone(phone)], [notHeld, 'open']);
    await phone.server.push('communication', answered(operationId));
    assert.deepEqual(told(phone, 'far-answer'), []);
  });

  test('the gateway cannot go on by the answer, or make the offer', async () => {
    for (const isAnswered of [true, false]) {
      const phone = await talking();
      await press(phone, 'hold');
      if (isAnswered) await phone.server.push('communication', answered(await offered(phone)));
      const { offering, callId } = offers(phone)[0] ?? { offering: '', callId: '' };
      phone.media.say({ type: 'offer-failed', callId, offering, failure: 'unsupported-media', message: 'why' });
      assert.deepEqual([titles(phone), microphone(phone)], [notHeld, 'open']);
    }
  });

  test('a resume that is refused leaves the call on hold', async () => {
    const phone = await talking();
    await held(phone);
    phone.http.on('POST', new RegExp(`${resumeAudio}\\?`), json(500, {}));
    await press(phone, 'resume');
    await offered(phone);
    await phone.clock.advance(10_000);
    await settle();
    assert.deepEqual([titles(phone), microphone(phone)], [['The call could not be resumed.'], 'closed']);
    assert.deepEqual(phone.call().actions, ['mute', 'resume', 'hang-up']);
  });
});

test('where the server is not reached the same offer goes out again, under the same name', async () => {
  const phone = await talking();
  phone.http.on('POST', new RegExp(`${renegotiations}\\?`), broken('network'));
  await press(phone, 'hold');
  const operationId = await offered(phone);
  await phone.clock.advance(400);
  phone.http.on('POST', new RegExp(`${renegotiations}\\?`), created(operationId));
  await phone.clock.advance(5_000);
  const names = sent(phone).map(({ url }) => operationIdOf(url));
  assert.ok(names.length >= 2 && names.every((name) => name === operationId), names.join());
  await phone.server.push('communication', answered(operationId));
  gatewayTakes(phone);
  assert.deepEqual(titles(phone), ['You put Ana Lindqvist on hold.']);
});

describe('an offer of the far side that crosses ours', () => {
  const theirs = `${audioVideoPath}/renegotiations/theirs`;
  const event = {
    link: { rel: 'audioVideoRenegotiation', href: theirs },
    type: 'started',
    _embedded: {
      audioVideoRenegotiation: {
        rel: 'audioVideoRenegotiation',
        direction: 'Incoming',
        _links: {
          self: { href: theirs },
          conversation: { href: conversationPath },
          mediaOffer: { href: offerHref },
          answer: { href: `${theirs}/answer` },
        },
      },
    },
  };

  async function crossing(): Promise<TestPhone> {
    const phone = await talking();
    phone.http.on('POST', `${pool}${theirs}/answer`, json(204, {}));
    phone.http.on(
      'POST',
      new RegExp(`${renegotiations}\\?`),
      json(409, { code: 'Conflict', subcode: 'AlreadyExists' }),
    );
    await press(phone, 'hold');
    return phone;
  }

  test('is answered first, and ours is made again after it, under another name', async () => {
    const phone = await crossing();
    const first = await offered(phone);
    await phone.server.push('communication', event);
    await phone.clock.advance(2_000);
    assert.equal(offers(phone).length, 1, 'not while the gateway has theirs');
    const { callId, renegotiation } = told(phone, 'renegotiate')[0] ?? { callId: '', renegotiation: '' };
    phone.media.say({ type: 'renegotiated', callId, renegotiation, farAnswer: 'to theirs', held: true });
    await settle();
    assert.equal(phone.http.sentTo('POST', `${pool}${theirs}/answer`)[0]?.body, 'to theirs');
    phone.http.on('POST', new RegExp(`${renegotiations}\\?`), created('x'));
    await phone.clock.advance(2_000);
    const second = await offered(phone);
    assert.notEqual(second, first);
    await phone.server.push('communication', answered(second));
    gatewayTakes(phone, true);
    assert.deepEqual(titles(phone), ['On hold by both.']);
  });

  test('before ours was sent, it is not sent at all', async () => {
    const phone = await crossing();
    await phone.server.push('communication', event);
    await offered(phone);
    assert.deepEqual(sent(phone), []);
  });

  test('five times is enough', async () => {
    const phone = await crossing();
    for (let tries = 1; tries <= 6; tries += 1) {
      await offered(phone);
      await phone.clock.advance(2_000);
    }
    assert.equal(offers(phone).length, 5);
    assert.deepEqual(titles(phone), ['Ana Lindqvist could not be put on hold.']);
  });
});

test('both may hold, and each resumes by itself', async () => {
  const phone = await talking();
  await held(phone);
  await press(phone, 'resume');
  await phone.server.push('communication', answered(await offered(phone)));
  gatewayTakes(phone, true);
  assert.deepEqual(titles(phone), ['On hold by the other side.']);
});

test('a call on hold is hung up like any other', async () => {
  const phone = await talking();
  await held(phone);
  phone.http.on('POST', `${pool}${audioVideoPath}/terminate`, json(204, {}));
  assert.deepEqual(phone.phone.command({ type: 'hang-up', callId: phone.call().id }), { ok: true });
  assert.equal(phone.call().state, 'ending');
});

describe('the network changes in a call', () => {
  const inAnother = (phone: TestPhone) => {
    const { id: callId } = phone.call();
    phone.media.say({ type: 'uprooted', callId });
    assert.equal(phone.media.told(callId).at(-1), 'move');
    phone.media.say({ type: 'prepared', callId, farAnswer: 'v=0', nearOffer: 'another near offer', held: false });
  };

  test('the far side is told once the server is reached again', async () => {
    const phone = await talking();
    phone.http.on('POST', new RegExp(`${renegotiations}\\?`), broken('network'));
    inAnother(phone);
    await phone.clock.advance(12_000);
    assert.deepEqual([phone.call().state, titles(phone)], ['connected', ['The sound broke off.']]);
    phone.http.on('POST', new RegExp(`${renegotiations}\\?`), created('x'));
    await phone.clock.advance(5_000);
    await phone.server.push('communication', answered(await offered(phone)));
    gatewayTakes(phone);
    assert.deepEqual([phone.call().state, titles(phone)], ['connected', []]);
  });

  test('it may change again: each has its half minute', async () => {
    const phone = await talking();
    for (let count = 0; count < 3; count += 1) {
      inAnother(phone);
      await phone.server.push('communication', answered(await offered(phone)));
      gatewayTakes(phone);
      assert.deepEqual(titles(phone), []);
      await phone.clock.advance(20_000);
    }
    assert.equal(phone.call().state, 'connected');
  });

  test('where the far side cannot be told, nothing is moved: the network before may come back', async () => {
    const phone = await connectedPhone();
    phone.media.say({ type: 'uprooted', callId: phone.call().id });
    assert.equal(phone.call().state, 'connected');
    assert.ok(!phone.media.told(phone.call().id).includes('move'));
  });

  test('it is over where nothing comes of that in half a minute', async () => {
    const phone = await talking();
    phone.http.on('POST', new RegExp(`${renegotiations}\\?`), broken('network'));
    inAnother(phone);
    await phone.clock.advance(30_000);
    assert.equal(phone.call().state, 'ended');
  });
});

describe('the media process dies in a call', () => {
  const lost = (phone: TestPhone) => phone.media.say({ type: 'lost', callId: phone.call().id });
  const preparedAnew = (phone: TestPhone) =>
    phone.media.say({
      ...{ type: 'prepared', callId: phone.call().id },
      ...{ farAnswer: 'v=0', nearOffer: 'another near offer', held: false },
    });

  test('it is said at once, and the far side is offered the new place; then the call goes on', async () => {
    const phone = await talking();
    lost(phone);
    assert.deepEqual([phone.call().state, titles(phone)], ['connected', ['The sound broke off.']]);
    assert.deepEqual(phone.phone.mediaView().legs, []);
    assert.deepEqual(offers(phone), [], 'there is no place yet');
    preparedAnew(phone);
    assert.equal(phone.phone.mediaView().legs[0]?.offer, 'another near offer');
    const operationId = await offered(phone);
    assert.equal(sent(phone).length, 1);
    await phone.server.push('communication', answered(operationId));
    gatewayTakes(phone);
    assert.deepEqual([phone.call().state, titles(phone)], ['connected', []]);
    await phone.clock.advance(10_000);
    assert.equal(phone.call().state, 'connected');
  });

  test('a call on hold is offered as that', async () => {
    const phone = await talking();
    await held(phone);
    lost(phone);
    preparedAnew(phone);
    assert.deepEqual(
      offers(phone).map(({ direction }) => direction),
      ['inactive', 'inactive'],
    );
  });

  for (const [what, happens] of [
    ['the far side does not answer in five seconds', (phone: TestPhone) => phone.clock.advance(5_000)],
    [
      'the server takes no offer',
      async (phone: TestPhone) => {
        phone.http.on('POST', new RegExp(`${renegotiations}\\?`), json(403, { code: 'Forbidden' }));
        preparedAnew(phone);
        await offered(phone);
      },
    ],
    [
      'no place is to be had',
      (phone: TestPhone) =>
        phone.media.say({ type: 'failed', callId: phone.call().id, failure: 'allocation', message: 'why' }),
    ],
  ] as const) {
    test(`the call ends where ${what}`, async () => {
      const phone = await talking();
      lost(phone);
      await happens(phone);
      assert.equal(phone.call().state, 'ended');
      assert.equal(phone.call().ending?.title, 'Sound could not be set up.');
      assert.equal(phone.media.told(phone.call().id).at(-1), 'close');
    });
  }

  test('a server that takes no offers of ours ends the call at once', async () => {
    const phone = await connectedPhone();
    lost(phone);
    assert.equal(phone.call().state, 'ended');
    assert.equal(phone.media.told(phone.call().id).at(-1), 'close');
  });

  test('who hangs up meanwhile has hung up', async () => {
    const phone = await talking();
    lost(phone);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    preparedAnew(phone);
    await phone.clock.advance(3_000);
    assert.equal(phone.call().ending?.title, 'Call ended');
    assert.deepEqual(offers(phone), []);
  });
});

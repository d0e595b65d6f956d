import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone } from './fakes/calls.ts';
import { noContent } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { invitationBody, invitationEvent } from './fixtures/call.ts';

const communication = '/ucwa/oauth/v1/applications/101/communication';
const most = 4;

function pathOf(id: number | string): string {
  return `${communication}/audioVideoInvitations/${id}`;
}

function ring(id: number, uri: string | null = `sip:caller-${id}@contoso.com`, properties: object = {}) {
  const conversation = `${communication}/conversations/${id}`;
  const links = { conversation: { href: conversation }, audioVideo: { href: `${conversation}/audioVideo` } };
  const from = { rel: 'participant', ...(uri === null ? {} : { name: `Caller ${id}`, uri }) };
  const body = invitationBody({ path: pathOf(id), links, embedded: { from }, properties });
  return invitationEvent('started', body, {}, pathOf(id));
}

function over(id: number) {
  const more = { status: 'Failure', reason: { code: 'RemoteFailure', subcode: 'Canceled' } };
  return invitationEvent('completed', { rel: 'audioVideoInvitation' }, more, pathOf(id));
}

async function phoneWith(...ids: readonly number[]): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.http.on('POST', /\/(decline|acceptWithAnswer)/, noContent);
  if (ids.length > 0) await phone.server.push('communication', ...ids.map((id) => ring(id)));
  return phone;
}

const rings = (phone: TestPhone) =>
  phone
    .view()
    .calls.filter(({ state }) => state === 'ringing')
    .map(({ party }) => party.label);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('300 calls at once: four ring and have sound, the others are counted', async () => {
  const phone = await phoneWith(...upTo(300));
  assert.deepEqual(rings(phone), ['Caller 0', 'Caller 1', 'Caller 2', 'Caller 3']);
  assert.equal(phone.view().moreRinging, 296);
  assert.equal(phone.media.open.length, most);
  assert.equal(phone.media.instructions.length, most);
  assert.equal(phone.phone.mediaView().legs.length, most);
});

test('whoever waits longest has the next turn', async () => {
  const phone = await phoneWith(...upTo(7));
  phone.send({ type: 'decline', callId: phone.view().calls[1]?.id ?? '' });
  assert.deepEqual(rings(phone), ['Caller 0', 'Caller 2', 'Caller 3', 'Caller 4']);
  await phone.server.push('communication', over(0), over(2));
  assert.deepEqual(rings(phone), ['Caller 3', 'Caller 4', 'Caller 5', 'Caller 6']);
  assert.equal(phone.view().moreRinging, 0);
  assert.equal(phone.media.open.length, most);
});

test('a call that waited can be answered once it has its turn', async () => {
  const phone = await phoneWith(...upTo(5));
  await phone.server.push('communication', over(0));
  const { id } = phone.call();
  assert.deepEqual(phone.send({ type: 'answer', callId: id }), { ok: true });
  assert.equal(phone.http.sentTo('POST', /audioVideoInvitations\/4\/acceptWithAnswer/).length, 1);
});

test('who gives up while they wait is in the history, and never rang', async () => {
  const phone = await phoneWith(...upTo(300));
  await phone.server.push('communication', ...upTo(300).map(over));
  assert.deepEqual(rings(phone), []);
  assert.equal(phone.view().moreRinging, 0);
  assert.equal(phone.past().length, 300);
  assert.deepEqual([phone.phone.missedAnew().length, phone.phone.missedAnew().length], [300, 0], 'news once');
  assert.equal(phone.view().missedUnseen, 300);
  assert.deepEqual(phone.media.open, []);
  assert.ok(phone.media.instructions.length <= 2 * 300);
  await phone.clock.advance(10_000);
  assert.deepEqual(phone.view().calls, []);
});

test('500 in a minute, each of another caller who gives up after 5 seconds', async () => {
  const phone = await phoneWith();
  let mostSeen = 0;
  for (const id of upTo(542)) {
    const events = [...(id < 500 ? [ring(id)] : []), ...(id >= 42 ? [over(id - 42)] : [])];
    await phone.server.push('communication', ...events);
    mostSeen = Math.max(mostSeen, rings(phone).length, phone.media.open.length);
    await phone.clock.advance(120);
  }
  assert.equal(mostSeen, most);
  assert.deepEqual(rings(phone), []);
  assert.equal(phone.past().length, 500);
  assert.deepEqual(phone.media.open, []);
});

test('an offer that cannot be met has its turn without being seen', async () => {
  const phone = await phoneWith(...upTo(4));
  phone.media.refuse('unsupported-media');
  await phone.server.push('communication', ...upTo(50).map((id) => ring(id + 4)));
  assert.equal(phone.view().moreRinging, 50);
  await phone.server.push('communication', over(0));
  await phone.clock.advance(100);
  assert.deepEqual(rings(phone), ['Caller 1', 'Caller 2', 'Caller 3']);
  assert.equal(phone.view().moreRinging, 0);
  assert.equal(phone.http.sentTo('POST', /decline$/).length, 50);
  assert.equal(phone.media.instructions.filter(({ type }) => type === 'prepare').length, 4);
});

test('nothing of them is left behind', async () => {
  const phone = await phoneWith();
  await phone.clock.advance(10_000);
  const before = phone.clock.waiting.length;
  for (let turn = 0; turn < 3; turn += 1) {
    const ids = upTo(300).map((id) => id + turn * 300);
    await phone.server.push('communication', ...ids.map((id) => ring(id)));
    await phone.server.push('communication', ...ids.map(over));
    await phone.clock.advance(10_000);
  }
  assert.equal(phone.clock.waiting.length, before);
  assert.deepEqual(phone.media.open, []);
});

test('a call that is up leaves room for four that ring', async () => {
  const phone = await phoneWith(...upTo(6));
  phone.send({ type: 'answer', callId: phone.view().calls[0]?.id ?? '' });
  assert.deepEqual(rings(phone), ['Caller 1', 'Caller 2', 'Caller 3', 'Caller 4']);
  assert.equal(phone.view().moreRinging, 1);
});

describe('one caller again and again', () => {
  async function again(count: number, uri: string | null = 'sip:flood@contoso.com') {
    const phone = await phoneWith();
    for (const id of upTo(count)) {
      await phone.server.push('communication', ring(id, uri));
      await phone.server.push('communication', over(id));
      await phone.clock.advance(1_000);
    }
    return phone;
  }

  /** Somebody else rings meanwhile. */
  async function againBeside(count: number) {
    const phone = await again(count);
    await phone.server.push('communication', ring(9));
    return phone;
  }

  test('rings each time, as long as nobody else does', async () => {
    const phone = await again(20);
    await phone.server.push('communication', ring(20, 'sip:flood@contoso.com'));
    assert.deepEqual(rings(phone), ['Caller 20']);
    assert.equal(phone.past().length, 20);
  });

  test('while another call rings, rings five times in a minute; the sixth waits until the minute has passed', async () => {
    const phone = await againBeside(5);
    await phone.server.push('communication', ring(5, 'sip:flood@contoso.com'));
    assert.deepEqual(rings(phone), ['Caller 9']);
    assert.equal(phone.view().moreRinging, 1);
    await phone.clock.advance(54_000);
    assert.deepEqual(rings(phone), ['Caller 9']);
    await phone.clock.advance(2_000);
    assert.deepEqual(rings(phone), ['Caller 9', 'Caller 5']);
  });

  test('rings as soon as the other call is over', async () => {
    const phone = await againBeside(5);
    await phone.server.push('communication', ring(5, 'sip:flood@contoso.com'));
    await phone.server.push('communication', over(9));
    assert.deepEqual(rings(phone), ['Caller 5']);
  });

  test('whose calls were answered is no flood', async () => {
    const phone = await phoneWith();
    for (const id of upTo(8)) {
      await phone.server.push('communication', ring(id, 'sip:busy@contoso.com'));
      phone.send({ type: 'answer', callId: phone.call().id });
      await phone.server.push('communication', over(id));
      await phone.clock.advance(5_000);
    }
    await phone.server.push('communication', ring(9), ring(8, 'sip:busy@contoso.com'));
    assert.deepEqual(rings(phone), ['Caller 9', 'Caller 8']);
  });

  test('keeps nobody else from ringing', async () => {
    const phone = await again(8);
    await phone.server.push('communication', ring(8, 'sip:flood@contoso.com'), ring(9));
    assert.deepEqual(rings(phone), ['Caller 8', 'Caller 9']);
  });

  test('in large and small letters is one', async () => {
    const phone = await againBeside(5);
    await phone.server.push('communication', ring(5, 'SIP:Flood@Contoso.com'));
    assert.deepEqual(rings(phone), ['Caller 9']);
  });

  for (const uri of [
    null,
    'sip:anonymous@anonymous.invalid',
    'sip:Anonymous@contoso.com',
    'sip:unavailable@contoso.com;user=phone',
  ]) {
    test(`hidden callers need not be one: ${uri}`, async () => {
      const phone = await again(8, uri);
      await phone.server.push('communication', ring(9), ring(8, uri));
      assert.equal(rings(phone).length, 2);
    });
  }

  test('one call that comes again under other names is one', async () => {
    const phone = await phoneWith();
    for (const id of upTo(9)) {
      await phone.server.push('communication', ring(id, 'sip:flood@contoso.com', { threadId: 't' }));
      await phone.server.push('communication', over(id));
    }
    await phone.server.push('communication', ring(10), ring(9, 'sip:flood@contoso.com', { threadId: 't' }));
    assert.equal(rings(phone).length, 2);
  });
});

test('an offer that cannot be met is on no screen and in no sound', async () => {
  const phone = await phoneWith();
  const seen: number[] = [];
  phone.phone.subscribe(() => seen.push(phone.view().calls.length));
  phone.media.refuse('unsupported-media');
  await phone.server.push('communication', ring(1));
  assert.ok(
    seen.every((count) => count === 0),
    seen.join(),
  );
  assert.deepEqual(phone.media.instructions, []);
  const [sent] = phone.http.sentTo('POST', /decline$/);
  assert.equal(sent?.body, '{"reason":"UnsupportedMedia"}');
  const [entry] = phone.past();
  assert.deepEqual([entry?.outcome, entry?.note.startsWith('Sound could not be set up.')], ['missed', true]);
  assert.equal(phone.view().missedUnseen, 1);
});

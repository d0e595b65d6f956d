import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompleteEvent } from '../../../../../main/core/session/channel/complete-event.ts';
import { createIntake } from '../../../../../main/core/session/channel/intake.ts';
import { decodeEventBatch } from '../../../../../main/core/ucwa/events.ts';
import { linkOf } from '../../../../../main/core/ucwa/resource.ts';
import { broken, json } from '../../fakes/http.ts';
import { createFakeRandom } from '../../fakes/log-and-random.ts';
import { pool } from '../../fakes/server.ts';
import { createSessionParts } from '../../fakes/session.ts';
import { settle } from '../../fakes/settle.ts';
import {
  audioVideoPath,
  audioVideoUrl,
  conversationPath,
  invitationBody,
  invitationEvent,
  invitationPath,
} from '../../fixtures/call.ts';

function setUp() {
  const parts = createSessionParts();
  const told: CompleteEvent[][] = [];
  const state = { closed: false, compared: 0 };
  const take = createIntake({
    ...parts,
    random: createFakeRandom(),
    closed: () => state.closed,
    emit: (events) => told.push([...events]),
    onCompare: () => {
      state.compared += 1;
    },
  });
  return {
    ...parts,
    state,
    told,
    words: () => told.map((events) => events.map(({ type, rel }) => `${rel} ${type}`).join(', ')),
    async push(...events: readonly object[]) {
      const next = { href: `${pool}/events?ack=2` };
      const batch = decodeEventBatch({ _links: { next }, sender: [{ rel: 'communication', href: '/', events }] });
      if (batch === null) throw new Error('that is no batch');
      take(batch, pool);
      await settle();
    },
  };
}

const media = (type: string, state?: string) => ({
  link: { rel: 'audioVideo', href: audioVideoPath },
  type,
  ...(state === undefined ? {} : { _embedded: { audioVideo: { rel: 'audioVideo', state } } }),
});
const other = (index: number) => {
  const path = `${invitationPath}${index}`;
  return invitationEvent('started', invitationBody({ path }), {}, path);
};
const bareInvitation = { link: { rel: 'audioVideoInvitation', href: invitationPath }, type: 'started' };

test('what came together is told together, in order; what nobody uses is counted and not fetched', async () => {
  const { push, words, http, log } = setUp();
  await push(
    other(1),
    { link: { rel: 'dataCollaboration', href: '/dataCollaboration' }, type: 'updated' },
    media('updated', 'Connected'),
  );
  assert.deepEqual(words(), ['audioVideoInvitation started, audioVideo updated']);
  assert.equal(http.sent.length, 0);
  assert.ok(log.entries.some(({ details }) => JSON.stringify(details ?? {}).includes('dataCollaboration')));
});

test('what the reference does not list is logged once, whatever of it comes', async () => {
  const { push, told, log } = setUp();
  const odd = { link: { rel: 'telepathy', href: '/telepathy' }, type: 'updated' };
  for (let count = 0; count < 3; count += 1) await push(odd, { ...odd, type: 'dreamt' });
  const unknown = log.entries.flatMap(({ level, details }) => {
    const what = details?.what;
    return what === undefined ? [] : [`${level}: ${what}`];
  });
  assert.deepEqual(unknown.toSorted(), ['debug: rel telepathy', 'debug: type dreamt']);
  assert.deepEqual(told, []);
});

test('events about one resource wait for it, and nothing else waits with them', async () => {
  const { push, words, http } = setUp();
  http.hold('GET', audioVideoUrl);
  await push(media('added'), media('updated', 'Connected'));
  await push(other(1));
  assert.deepEqual(words(), ['audioVideoInvitation started']);
  http.openTo('GET', audioVideoUrl)?.reply(json(200, { rel: 'audioVideo', state: 'Connecting' }));
  await settle();
  assert.deepEqual(words()[1], 'audioVideo added, audioVideo updated');
});

test('one question at a time for each resource; an answer that may be older than an event is asked for again', async () => {
  const { push, told, http } = setUp();
  http.hold('GET', audioVideoUrl);
  await push(media('updated'));
  for (let count = 0; count < 5; count += 1) await push(media('updated'));
  assert.equal(http.sentTo('GET', audioVideoUrl).length, 1);
  http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connected' }));
  http.openTo('GET', audioVideoUrl)?.reply(json(200, { rel: 'audioVideo', state: 'Connecting' }));
  await settle();
  assert.equal(http.sentTo('GET', audioVideoUrl).length, 2);
  assert.equal(told.length, 1);
  assert.deepEqual(new Set(told[0]?.map(({ resource }) => resource?.properties.get('state'))), new Set(['Connected']));
});

describe('a conversation that is told by a link alone', () => {
  const url = `${pool}${conversationPath}`;
  const conversation = (state?: string, type = 'updated') => ({
    link: { rel: 'conversation', href: conversationPath },
    type,
    ...(state !== undefined && { _embedded: { conversation: { rel: 'conversation', state } } }),
  });
  const found = (state: string) => json(200, { rel: 'conversation', state });
  const states = (told: readonly CompleteEvent[][]) =>
    told.flat().map(({ type, resource }) => `${type} ${String(resource?.properties.get('state') ?? 'alone')}`);

  test('is told at once, and again once it is fetched', async () => {
    const { push, told, http } = setUp();
    http.hold('GET', url);
    await push(conversation());
    assert.deepEqual(states(told), ['updated alone']);
    http.openTo('GET', url)?.reply(found('Disconnected'));
    await settle();
    assert.deepEqual(states(told), ['updated alone', 'updated Disconnected']);
  });

  test('costs no request where it brings its resource', async () => {
    const { push, http } = setUp();
    await push(conversation('Connected'), conversation(undefined, 'deleted'));
    assert.equal(http.sent.length, 0);
  });

  for (const [name, then, expected] of [
    ['told whole meanwhile', conversation('Connected'), 'updated Connected'],
    ['deleted meanwhile', conversation(undefined, 'deleted'), 'deleted alone'],
  ] as const) {
    test(`${name}: what is found then is older, and not told`, async () => {
      const { push, told, http } = setUp();
      http.hold('GET', url);
      await push(conversation());
      await push(then);
      assert.deepEqual(states(told), ['updated alone', expected], 'it does not wait');
      http.openTo('GET', url)?.reply(found('Connecting'));
      await settle();
      assert.deepEqual(states(told), ['updated alone', expected]);
      assert.equal(http.sent.length, 1);
    });
  }

  test('named again while it is asked for: it is asked for once more, and told once', async () => {
    const { push, told, http } = setUp();
    http.hold('GET', url);
    for (let count = 0; count < 5; count += 1) await push(conversation());
    http.on('GET', url, found('Conferenced'));
    http.openTo('GET', url)?.reply(found('InLobby'));
    await settle();
    assert.equal(http.sent.length, 2);
    assert.deepEqual(states(told).slice(5), ['updated Conferenced']);
  });

  test('that the server does not know is over', async () => {
    const { push, words, http } = setUp();
    http.on('GET', url, json(404, { code: 'NotFound', subcode: 'ConversationNotFound' }));
    await push(conversation());
    assert.deepEqual(words(), ['conversation updated', 'conversation deleted']);
  });

  test('is one of so many that not all are fetched: they are told, and compared', async () => {
    const { push, told, http, state } = setUp();
    const href = /conversations/;
    await push(
      ...Array.from({ length: 600 }, (_, index) => ({
        ...conversation(),
        link: { rel: 'conversation', href: `${conversationPath}${index}` },
      })),
    );
    assert.equal(told.flat().length, 600);
    for (let open = http.openTo('GET', href); open !== undefined; open = http.openTo('GET', href)) {
      open.reply(found('Connected'));
      await settle();
    }
    assert.equal(http.sent.length, 500);
    assert.equal(state.compared, 1);
  });
});

describe('an end that is told by a link alone', () => {
  const invitation = `${pool}${invitationPath}`;
  const end = { link: { rel: 'audioVideoInvitation', href: invitationPath }, type: 'completed', status: 'Failure' };
  const gone = json(404, { code: 'NotFound', subcode: 'ResourceNotFound' });
  const failed = json(200, invitationBody({ properties: { state: 'Failed' } }));
  const states = (told: readonly CompleteEvent[][]) =>
    told.flat().map(({ type, resource }) => `${type} ${String(resource?.properties.get('state') ?? 'alone')}`);

  test('is fetched, for it can be the only event; what brings its resource costs no request', async () => {
    const { push, told, http } = setUp();
    http.on('GET', invitation, failed);
    await push(end);
    assert.deepEqual(states(told), ['completed Failed']);
    await push(invitationEvent('completed', invitationBody({ properties: { state: 'Failed' } })));
    assert.equal(http.sent.length, 1);
  });

  test('is fetched anew where the invitation was asked for before it came', async () => {
    const { push, told, http } = setUp();
    http.hold('GET', invitation);
    await push(bareInvitation);
    await push(end);
    http.on('GET', invitation, failed);
    http.openTo('GET', invitation)?.reply(json(200, invitationBody()));
    await settle();
    assert.deepEqual(states(told), ['started Failed', 'completed Failed']);
  });

  test('counts with what was known before where it is gone by then', async () => {
    const { push, told, http } = setUp();
    http.hold('GET', invitation);
    await push(bareInvitation);
    await push(end);
    http.on('GET', invitation, gone);
    http.openTo('GET', invitation)?.reply(json(200, invitationBody({ properties: { state: 'Connecting' } })));
    await settle();
    assert.deepEqual(states(told), ['started Connecting', 'completed Connecting']);
  });

  for (const [name, reply] of [
    ['is gone', gone],
    ['is refused', json(404, {})],
    ['cannot be had', broken('network')],
  ] as const) {
    test(`is told alone where it ${name}`, async () => {
      const { push, told, http } = setUp();
      http.on('GET', invitation, reply);
      await push(end);
      assert.deepEqual(states(told), ['completed alone']);
    });
  }

  test('keeps nothing ringing for longer than a second and a half', async () => {
    const { push, told, http, clock } = setUp();
    http.hold('GET', invitation);
    await push(end);
    const open = http.openTo('GET', invitation);
    assert.equal(open?.request.timeoutMs, 1_500);
    assert.ok(open !== undefined);
    await clock.advance(1_499);
    assert.deepEqual(states(told), []);
    await clock.advance(1);
    assert.deepEqual(states(told), ['completed alone'], 'also where no answer comes, and no failure');
  });

  test('is asked for longer where nothing rings by it: its answer may be in it', async () => {
    const { push, told, http, clock } = setUp();
    const href = `${audioVideoPath}/renegotiation`;
    http.on('GET', `${pool}${href}`, broken('network'));
    await push({ link: { rel: 'audioVideoRenegotiation', href }, type: 'completed', status: 'Success' });
    await clock.advance(3_000);
    assert.deepEqual(states(told), []);
    http.on('GET', `${pool}${href}`, json(200, { rel: 'audioVideoRenegotiation', state: 'Answered' }));
    await clock.advance(20_000);
    assert.deepEqual(states(told), ['completed Answered']);
  });

  test('is told alone where too much waits', async () => {
    const { push, told, http } = setUp();
    http.hold('GET', /audioVideoInvitations/);
    await push(
      ...Array.from({ length: 101 }, (_, index) => ({
        ...end,
        link: { ...end.link, href: `${invitationPath}${index}` },
      })),
    );
    assert.deepEqual(states(told), ['completed alone']);
  });
});

describe('a resource that cannot be had', () => {
  test('is asked for again, over a connection of its own, until it can', async () => {
    const { push, words, http, clock } = setUp();
    http.on('GET', audioVideoUrl, broken('network'));
    await push(media('updated'));
    await clock.advance(5_000);
    assert.deepEqual(words(), []);
    http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connected' }));
    await clock.advance(30_000);
    assert.deepEqual(words(), ['audioVideo updated']);
    assert.deepEqual(
      http.sentTo('GET', audioVideoUrl).map(({ ownConnection }) => ownConnection === true),
      http.sentTo('GET', audioVideoUrl).map((_, index) => index > 0),
    );
  });

  test('is asked for again where no answer comes, each time after longer, because the link may only be slow', async () => {
    const { push, http, clock } = setUp();
    http.on('GET', audioVideoUrl, 'hold');
    await push(media('updated'));
    const askedAt: number[] = [];
    for (let second = 0; second < 13; second += 1) {
      askedAt.push(...Array<number>(http.sentTo('GET', audioVideoUrl).length - askedAt.length).fill(second));
      await clock.advance(1_000);
    }
    assert.deepEqual(askedAt, [0, 3, 7]);
    assert.deepEqual(
      http.open.map(({ request, cancelled }) => [request.timeoutMs, cancelled]),
      Array(3).fill([12_000, false]),
    );
  });

  for (const takesMs of [1_900, 3_000, 5_000, 11_000]) {
    test(`rings as soon as the first answer is there, from a server that takes ${takesMs} ms for each`, async () => {
      const { push, words, http, clock } = setUp();
      http.on('GET', `${pool}${invitationPath}`, 'hold');
      await push(bareInvitation);
      await clock.advance(takesMs);
      http.open[0]?.reply(json(200, invitationBody()));
      await settle();
      assert.deepEqual(words(), ['audioVideoInvitation started']);
    });
  }

  test('counts as the last event says, and not as an answer to what was asked before it', async () => {
    const { push, told, http, clock } = setUp();
    http.on('GET', audioVideoUrl, 'hold');
    await push(media('updated'));
    await push(media('updated'));
    await clock.advance(4_000);
    const [before, after] = http.open;
    before?.reply(json(200, { rel: 'audioVideo', state: 'Connecting' }));
    await settle();
    assert.equal(told.length, 0);
    after?.reply(json(200, { rel: 'audioVideo', state: 'Connected' }));
    await settle();
    assert.equal(told[0]?.at(-1)?.resource?.properties.get('state'), 'Connected');
  });

  test('is given up after 30 s, an invitation after three minutes, and at once when nobody is signed in', async () => {
    for (const [event, url, longestMs] of [
      [media('updated'), audioVideoUrl, 30_000],
      [bareInvitation, `${pool}${invitationPath}`, 180_000],
    ] as const) {
      const { push, told, http, clock } = setUp();
      http.on('GET', url, broken('network'));
      await push(event);
      await clock.advance(longestMs - 1_000);
      assert.equal(told.flat().length, 0);
      await clock.advance(60_000);
      const asked = http.sent.length;
      await clock.advance(600_000);
      assert.equal(http.sent.length, asked, 'it is given up');
    }
    const { push, state, http, clock } = setUp();
    http.on('GET', audioVideoUrl, broken('network'));
    await push(media('updated'));
    state.closed = true;
    await clock.advance(600_000);
    assert.ok(http.sent.length <= 2);
  });

  test('is gone where the server says so: the sound ended, and a call that nobody can answer rings nobody', async () => {
    const { push, words, http } = setUp();
    const gone = json(404, { code: 'NotFound', subcode: 'ConversationNotFound' });
    http.on('GET', audioVideoUrl, gone);
    http.on('GET', `${pool}${invitationPath}`, gone);
    await push(media('updated'));
    await push(bareInvitation);
    assert.deepEqual(words().filter(Boolean), ['audioVideo deleted']);
  });

  test('is never asked for out of the domain', async () => {
    const { push, http, words } = setUp();
    await push({ link: { rel: 'audioVideo', href: 'https://evil.example/x' }, type: 'updated' });
    assert.deepEqual([http.sent, words()], [[], []]);
  });
});

test('a caller who is only linked is asked for, but the call rings without a name after a second and a half', async () => {
  const { push, told, http, clock } = setUp();
  const { _embedded: _, ...body } = invitationBody({ links: { from: { href: `${invitationPath}/from` } } });
  http.hold('GET', `${pool}${invitationPath}/from`);
  await push(invitationEvent('started', body));
  await clock.advance(1_499);
  assert.equal(told.length, 0);
  await clock.advance(1);
  const [rung] = told[0] ?? [];
  assert.ok(rung?.resource != null && linkOf(rung.resource, 'acceptWithAnswer') !== null);
});

describe('a caller whose name is said after that', () => {
  const fromUrl = `${pool}${invitationPath}/from`;
  const participant = json(200, { rel: 'participant', name: 'Ana Lindqvist' });

  async function late() {
    const parts = setUp();
    const { _embedded: _, ...body } = invitationBody({ links: { from: { href: `${invitationPath}/from` } } });
    parts.http.hold('GET', fromUrl);
    await parts.push(invitationEvent('started', body));
    await parts.clock.advance(1_500);
    return parts;
  }

  test('is told as an event of who takes part in the conversation', async () => {
    const { told, words, http } = await late();
    http.openTo('GET', fromUrl)?.reply(participant);
    await settle();
    assert.deepEqual(words(), ['audioVideoInvitation started', 'participant updated']);
    const [event] = told[1] ?? [];
    assert.deepEqual([event?.href, event?.sender], [fromUrl, { rel: 'conversation', href: conversationPath }]);
    assert.equal(event?.resource?.properties.get('name'), 'Ana Lindqvist');
  });

  test('is asked for again for half a minute, and no more once nobody is signed in', async () => {
    const { words, http, clock, state } = await late();
    http.openTo('GET', fromUrl)?.reply(broken('network'));
    http.on('GET', fromUrl, broken('network'));
    await clock.advance(60_000);
    const asked = http.sentTo('GET', fromUrl).length;
    assert.ok(asked > 2, String(asked));
    http.on('GET', fromUrl, participant);
    await clock.advance(60_000);
    assert.deepEqual(words(), ['audioVideoInvitation started']);
    assert.equal(http.sentTo('GET', fromUrl).length, asked);

    const other = await late();
    other.state.closed = true;
    other.http.openTo('GET', fromUrl)?.reply(participant);
    await settle();
    assert.deepEqual([state.closed, other.words()], [false, ['audioVideoInvitation started']]);
  });

  test('is nobody where the server says so', async () => {
    const { words, http, clock } = await late();
    http.openTo('GET', fromUrl)?.reply(json(404, { code: 'NotFound', subcode: 'ResourceNotFound' }));
    await clock.advance(60_000);
    assert.equal(http.sentTo('GET', fromUrl).length, 1);
    assert.deepEqual(words(), ['audioVideoInvitation started']);
  });
});

describe('a server that announces more than can be looked up', () => {
  const bare = (index: number, type = 'started') => ({
    link: { rel: 'audioVideoInvitation', href: `${invitationPath}${index}` },
    type,
  });
  const isInvitation = /audioVideoInvitations/;

  test('those that came first are looked up; the others are logged, and found by comparing', async () => {
    const { push, http, log, words, state } = setUp();
    await push(...Array.from({ length: 1_000 }, (_, index) => bare(index)));
    assert.ok(log.entries.some(({ level, message }) => level === 'warn' && message.startsWith('too much waits')));
    for (let open = http.openTo('GET', isInvitation); open !== undefined; open = http.openTo('GET', isInvitation)) {
      const path = new URL(open.request.url).pathname;
      open.reply(json(200, invitationBody({ path })));
      await settle();
    }
    assert.equal(http.sentTo('GET', isInvitation).length, 100);
    assert.equal(words().length, 100);
    assert.equal(state.compared, 1);
  });

  test('nothing is compared after nobody is signed in any more', async () => {
    const { push, http, state, clock } = setUp();
    http.on('GET', isInvitation, broken('network'));
    await push(...Array.from({ length: 101 }, (_, index) => bare(index)));
    state.closed = true;
    await clock.advance(600_000);
    assert.equal(state.compared, 0);
  });

  test('a call that only lacks its name rings all the same, without one', async () => {
    const { push, words } = setUp();
    await push(...Array.from({ length: 100 }, (_, index) => bare(index)));
    const path = `${invitationPath}-whole`;
    const { _embedded: _, ...body } = invitationBody({ path, links: { from: { href: `${path}/from` } } });
    await push(invitationEvent('started', body, {}, path));
    assert.deepEqual(words(), ['audioVideoInvitation started']);
  });

  test('what is said again and again about one that waits is kept in bounds, its end included', async () => {
    const { push, http, told } = setUp();
    await push(bare(1), ...Array.from({ length: 5_000 }, () => bare(1, 'updated')));
    await push({ ...bare(1, 'completed'), status: 'Failure', reason: { code: 'RemoteFailure', subcode: 'Canceled' } });
    for (let asked = 0; asked < 2; asked += 1) {
      http.openTo('GET', isInvitation)?.reply(json(200, invitationBody({ path: `${invitationPath}1` })));
      await settle();
    }
    const [events = []] = told;
    assert.ok(events.length <= 50, `${events.length} events`);
    assert.deepEqual([events[0]?.type, events.at(-1)?.type], ['started', 'completed']);
  });
});

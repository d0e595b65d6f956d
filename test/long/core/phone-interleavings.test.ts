import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../unit/same-inputs.ts';
import { broken, createFakeHttp, json, noContent, type Reply } from '../../unit/core/fakes/http.ts';
import { createTestPhone, type TestPhone } from '../../unit/core/fakes/phone.ts';
import { eventsUrl, pool } from '../../unit/core/fakes/server.ts';
import { settle } from '../../unit/core/fakes/settle.ts';
import { invitationBody, invitationEvent } from '../../unit/core/fixtures/call.ts';

const application = '/ucwa/oauth/v1/applications/101/communication';
const names = ['a', 'b'] as const;
type Name = (typeof names)[number];
const pathsOf = (name: Name) => ({
  invitation: `${application}/audioVideoInvitations/${name}`,
  conversation: `${application}/conversations/${name}`,
  audioVideo: `${application}/conversations/${name}/audioVideo`,
});

/** The whole phone with two calls of a server that has them ring, and may lose its wire at any time. */
class World {
  readonly phone: TestPhone = createTestPhone({ http: createFakeHttp() });
  readonly waiting = new Set<Name>();
  answers = 0;
  /** Calls whose sound failed, and how often it had been prepared by then. */
  readonly failed = new Map<string, number>();

  constructor() {
    const { http, media } = this.phone;
    media.prepareAtOnce();
    for (const name of names) {
      const { invitation, conversation, audioVideo } = pathsOf(name);
      const alive = (body: object) => () =>
        this.waiting.has(name) ? json(200, body) : json(404, { code: 'NotFound' });
      http.on('GET', `${pool}${invitation}`, alive(this.#body(name)));
      http.on('GET', `${pool}${conversation}`, alive({ rel: 'conversation', state: 'Connected' }));
      http.on('GET', `${pool}${audioVideo}`, alive({ rel: 'audioVideo', state: 'Connecting' }));
      http.on('DELETE', `${pool}${conversation}`, noContent);
      http.on('POST', new RegExp(`${invitation}/decline$|${audioVideo}/terminate$`), () => {
        this.waiting.delete(name);
        return noContent;
      });
    }
  }

  #body(name: Name) {
    const { invitation, conversation, audioVideo } = pathsOf(name);
    return invitationBody({
      path: invitation,
      links: { conversation: { href: conversation }, audioVideo: { href: audioVideo } },
    });
  }

  idOf(index: number): string {
    return this.phone.view().calls.filter(({ state }) => state !== 'ended')[index]?.id ?? 'nobody';
  }

  async push(...events: readonly object[]): Promise<void> {
    if (this.phone.http.openTo('GET', eventsUrl) !== undefined)
      await this.phone.server.push('communication', ...events);
  }

  async ring(name: Name): Promise<void> {
    this.waiting.add(name);
    await this.push(invitationEvent('started', this.#body(name), {}, pathsOf(name).invitation));
  }

  async over(name: Name, subcode: string): Promise<void> {
    this.waiting.delete(name);
    const more = { status: 'Failure', reason: { code: 'X', subcode } };
    const { invitation, conversation } = pathsOf(name);
    const deleted = { link: { rel: 'conversation', href: conversation }, type: 'deleted' };
    await this.push(deleted, invitationEvent('completed', { rel: 'audioVideoInvitation' }, more, invitation));
  }

  async modality(name: Name, state: string): Promise<void> {
    const { audioVideo } = pathsOf(name);
    const body = { rel: 'audioVideo', state, _links: { stopAudioVideo: { href: `${audioVideo}/terminate` } } };
    await this.push({
      link: { rel: 'audioVideo', href: audioVideo },
      type: 'updated',
      _embedded: { audioVideo: body },
    });
  }

  async reply(reply: Reply): Promise<void> {
    this.phone.http.openTo('POST', /acceptWithAnswer/)?.reply(reply);
    await settle();
  }

  failLeg(index: number): void {
    const callId = this.idOf(index);
    this.failed.set(callId, this.#prepared(callId));
    this.phone.phone.mediaReport({ type: 'leg-failed', callId, message: '' });
  }

  /** Its sound failed, and is not prepared once more yet. */
  isWithoutSound(callId: string): boolean {
    return this.failed.get(callId) === this.#prepared(callId);
  }

  #prepared(callId: string): number {
    return this.phone.media.told(callId).filter((type) => type === 'prepare').length;
  }

  answer(index: number): void {
    if (this.phone.send({ type: 'answer', callId: this.idOf(index) }).ok) this.answers += 1;
  }
}

type Step = readonly [name: string, run: (world: World) => unknown];
const often: readonly Step[] = names.flatMap((name, index): readonly Step[] => [
  [`${name} rings`, (world) => world.ring(name)],
  [`answer ${index}`, (world) => world.answer(index)],
  [`${name} is connected`, (world) => world.modality(name, 'Connected')],
  ['the answer is taken', (world) => world.reply(noContent)],
]);
const seldom: readonly Step[] = [
  ...names.flatMap((name, index): readonly Step[] => [
    [`${name} is cancelled`, (world) => world.over(name, 'Canceled')],
    [`${name} is answered elsewhere`, (world) => world.over(name, 'ConnectedElsewhere')],
    [`${name} is disconnected`, (world) => world.modality(name, 'Disconnected')],
    [`decline ${index}`, (world) => world.phone.send({ type: 'decline', callId: world.idOf(index) })],
    [`hang up ${index}`, (world) => world.phone.send({ type: 'hang-up', callId: world.idOf(index) })],
    [
      `no microphone for ${index}`,
      (world) => world.phone.phone.mediaReport({ type: 'microphone', callId: world.idOf(index), outcome: 'missing' }),
    ],
    [`no leg for ${index}`, (world) => world.failLeg(index)],
  ]),
  ['the answer is refused', (world) => world.reply(json(409, { code: 'Conflict' }))],
  ['the answer is lost', (world) => world.reply(broken('network'))],
  ['the network drops', ({ phone }) => phone.server.down()],
  ...Array.from({ length: 3 }, (): Step => ['the network is back', ({ phone }) => phone.server.up()]),
  ['the token is stale', ({ phone }) => phone.server.tokens.clear()],
  ...[50, 500, 3_000, 25_000].map((ms): Step => [`${ms} ms pass`, ({ phone }) => phone.clock.advance(ms)]),
];
const steps = fc.array(
  fc.oneof({ arbitrary: fc.constantFrom(...often), weight: 3 }, { arbitrary: fc.constantFrom(...seldom), weight: 1 }),
  {
    minLength: 5,
    maxLength: 30,
    size: 'max',
  },
);

/** How often one press goes out, where its connection breaks each time. */
const mostSent = 3;

function check(world: World): void {
  const { phone, answers } = world;
  const { legs, ring } = phone.phone.mediaView();
  const { calls } = phone.view();
  const up = calls.filter(({ state }) => state === 'answering' || state === 'connected').map(({ id }) => id);
  assert.equal(phone.phone.mayOpenMicrophone(), up.length > 0);
  assert.deepEqual(
    legs.filter(({ microphone }) => microphone === 'open').map(({ callId }) => callId),
    up.filter((callId) => !world.isWithoutSound(callId)),
  );
  assert.ok(ring === null || calls.some(({ id, state }) => id === ring.callId && state === 'ringing'));
  const live = calls.filter(({ state }) => state === 'ringing').map(({ id }) => id);
  assert.deepEqual([...phone.media.open].sort(), [...live, ...up].sort(), 'sockets are open for live calls only');
  assert.ok(phone.http.sentTo('POST', /acceptWithAnswer/).length <= answers * mostSent);
  for (const { callId } of phone.media.instructions) {
    const [closed, prepared] = ['close', 'prepare'].map(
      (each) => phone.media.told(callId).filter((type) => type === each).length,
    );
    assert.ok((closed ?? 0) <= Math.max(prepared ?? 0, 1));
  }
  const entries = phone.past().map(({ id }) => id);
  assert.equal(new Set(entries).size, entries.length, 'one entry for each call');
}

test('whatever server, wire, user and sound do, nothing stays open and no answer leaves where one may have worked', async () => {
  const reached = { talked: 0, droppedRings: 0, stopped: 0 };
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = new World();
      await world.phone.signIn();
      for (const [, run] of sequence) {
        await run(world);
        await settle();
        check(world);
      }
      const history = world.phone.past();
      reached.talked += history.filter(({ outcome }) => outcome === 'answered').length;
      reached.droppedRings += history.filter(({ note }) => note.startsWith('The network dropped')).length;
      reached.stopped += world.phone.http.sentTo('POST', /terminate$/).length;
      const stopped = world.phone.phone.stop();
      await world.phone.clock.advance(2_000);
      await stopped;
      check(world);
      assert.deepEqual(world.phone.media.open, []);
      assert.deepEqual(world.phone.phone.mediaView(), { ring: null, legs: [] });
      assert.ok(world.phone.log.entries.every(({ level }) => level !== 'error'));
    }),
    { numRuns: 1_000 },
  );
  assert.ok(
    Object.values(reached).every((count) => count > 5),
    JSON.stringify(reached),
  );
});

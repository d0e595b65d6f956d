import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Command } from '../../../../preload/contract/index.ts';
import { strangeAnswers } from './served-calls.ts';
import { byName, World } from './world.ts';

/** One thing that happens: to the wire, at the server, to this computer, or by the user. */
export type Step = readonly [what: string, amount: number];

type Run = (world: World, amount: number) => unknown;

const atServer: Readonly<Record<string, Run>> = {
  rings: ({ server }) => server.ring(`Caller-${server.calls.length + 1}`),
  'is cancelled': (world, n) => endNth(world, n, 'Canceled'),
  'is answered elsewhere': (world, n) => endNth(world, n, 'ConnectedElsewhere'),
  'is transferred': (world, n) => {
    const call = world.server.calls.find(({ state }) => state === 'talking');
    const by = n % 2 === 0 ? 'replacesAudioVideo' : 'derivedConversation';
    if (call !== undefined && world.server.hasAtHand(call)) world.server.transfer(call, by);
  },
  'says everything twice': ({ server }, n) => {
    server.repeats = 1 + (n % 3);
  },
  'turns the order round': ({ server }) => {
    server.reverses = true;
  },
  'sends links only': ({ server }) => {
    server.embeds = false;
  },
  'forgets the token': ({ phone }) => phone.server.tokens.clear(),
  'forgets the application': ({ server }) => server.endApplication(),
  'says resume': ({ server }) => server.resumeNext(),
  'keeps more events than it can': ({ server }) => server.overflow(),
  'does not answer the channel': ({ wire }) => {
    wire.mute = true;
  },
  'says resync': ({ server }) => server.resync(),
  'takes no stops': ({ server }, n) => refuse(server, /\/(decline|terminate)$/, n),
  'takes no answers': ({ server }, n) => refuse(server, /\/acceptWithAnswer\?/, n),
  'answers strangely': ({ server }, n) => {
    const answers = Object.values(strangeAnswers);
    const answer = answers[n % answers.length];
    if (answer === undefined) return;
    server.instead = Array.from({ length: 1 + (n % 4) }, () => answer);
    server.answerPoll(answer);
  },
};

/** Of calls out, calls on the telephone and messages, at the server. */
const atTheOthers: Readonly<Record<string, Run>> = {
  'it rings there': ({ server: { sent } }, n) => onNth(sent.pending, n, (call) => sent.ringThere(call)),
  'a place is heard early': ({ server: { sent } }, n) =>
    onNth(sent.pending, n, (call) => sent.answerEarly(call, `fork-${n % 3}`)),
  'they pick up': ({ server: { sent } }, n) => onNth(sent.pending, n, (call) => sent.pickUp(call)),
  'they are busy': ({ server: { sent } }, n) => onNth(sent.pending, n, (call) => sent.fail(call, refusals(n))),
  'they hang up': ({ server: { sent } }, n) => onNth(talkingIn(sent.live), n, (call) => sent.hangUp(call)),
  'the telephone rings': ({ server: { onPhone } }) => onPhone.ring(`Desk-${two(onPhone.all.length + 1)}`),
  'the telephone is picked up': ({ server: { onPhone } }, n) => onNth(onPhone.live, n, (call) => onPhone.pickUp(call)),
  'the telephone is not picked up': ({ server: { onPhone } }, n) =>
    onNth(onPhone.live, n, (call) => onPhone.fail(call, n % 2 === 0 ? 'Timeout' : 'Canceled')),
  'the telephone hangs up': ({ server: { onPhone } }, n) => onNth(onPhone.live, n, (call) => onPhone.hangUp(call)),
  'somebody writes': ({ server: { chats } }, n) => chats.write(`Writer-${two(n % 3)}`, n % 4 === 0),
  'somebody types': ({ server: { chats } }, n) => onNth(chats.open, n, (chat) => chats.type(chat, n % 2 === 0)),
  'they take the message': ({ server: { chats } }, n) => onNth(chats.waiting, n, (chat) => chats.take(chat)),
  'they refuse the message': ({ server: { chats } }, n) =>
    onNth(chats.waiting, n, (chat) => chats.fail(chat, 'Declined')),
  'they leave': ({ server: { chats } }, n) => onNth(chats.live, n, (chat) => chats.leave(chat)),
  'messages are not delivered': ({ server: { chats } }, n) => {
    chats.failing = n % 3;
  },
};

const onTheWire: Readonly<Record<string, Run>> = {
  latency: ({ wire }, n) => {
    wire.latencyMs = 50 + n * 10;
  },
  down: ({ wire }) => {
    wire.state = 'refuse';
    wire.reset();
  },
  reset: ({ wire }) => wire.reset(),
  'half-open': (world) => world.halfOpen(),
  swallowed: (world) => {
    world.wire.state = 'swallow';
    world.halfOpen();
  },
  cut: ({ wire }, n) => {
    wire.cuts = 1 + (n % 3);
  },
  slow: ({ wire }) => {
    wire.latencyMs = 900;
  },
  'refused to new connections': ({ wire }) => {
    wire.state = 'refuse';
  },
};

const here: Readonly<Record<string, Run>> = {
  sleep: async ({ phone, clock }, n) => {
    phone.surroundings.tell('suspend');
    clock.sleep(n * 400_000);
    phone.surroundings.tell('resume');
    await clock.advance(0);
  },
  'sleep unannounced': ({ clock }, n) => clock.sleep(60_000 + n * 100_000),
  'ten years later': ({ clock }, n) => clock.setWall(clock.wall() + (n % 2 === 0 ? 1 : -1) * 315_360_000_000),
  'another network': ({ phone }) => phone.surroundings.tell('network-changed'),
};

const byTheUser: Readonly<Record<string, Run>> = {
  answers: ({ phone, live }, n) => press(phone, 'answer', live[n % 2]?.id),
  declines: ({ phone, live }, n) => press(phone, 'decline', live[n % 2]?.id),
  'hangs up': ({ phone, live }, n) => press(phone, 'hang-up', live[n % 2]?.id),
};

/** What the user does of the other kinds. */
const byTheUserToOthers: Readonly<Record<string, Run>> = {
  calls: (world) => call(world, 'call'),
  'presses Call twice': (world) => {
    if (!call(world, 'call')) return;
    assert.ok(!call(world, 'call'), 'one call is made of two presses');
  },
  'presses Answer twice': ({ phone, live }, n) => {
    const callId = live.filter(({ state }) => state === 'ringing')[n % 2]?.id;
    if (callId === undefined || !phone.send({ type: 'answer', callId }).ok) return;
    assert.ok(!phone.send({ type: 'answer', callId }).ok, 'one answer is made of two presses');
  },
  'calls by phone': (world) => call(world, 'call-by-phone'),
  holds: ({ phone, live }, n) => press(phone, 'hold', live[n % 2]?.id),
  resumes: ({ phone, live }, n) => press(phone, 'resume', live[n % 2]?.id),
  writes: ({ phone, server }, n) => write(phone, n % 2 === 0 ? `Writer-${two(n % 3)}` : `Reader-${two(n % 3)}`, server),
  'turns to a thread': ({ phone }, n) => withThread(phone, n, (threadId) => ({ type: 'look-at-thread', threadId })),
  'turns away': ({ phone }) => phone.send({ type: 'look-at-thread', threadId: null }),
  'puts a thread off': ({ phone }, n) => withThread(phone, n, (threadId) => ({ type: 'put-off-thread', threadId })),
  'leaves a thread': ({ phone }, n) => withThread(phone, n, (threadId) => ({ type: 'leave-thread', threadId })),
  types: ({ phone }, n) => withThread(phone, n, (threadId) => ({ type: 'type-message', threadId })),
};

const passing: Readonly<Record<string, Run>> = {
  'a moment passes': (world, n) => world.pass(20 + n * 20),
  'some seconds pass': (world, n) => world.pass(1_000 + n * 200),
  'minutes pass': (world, n) => world.pass(60_000 + n * 1_000),
};

const mending: Readonly<Record<string, Run>> = {
  'all is well': (world) => world.heal(),
  'and is compared': (world) => world.converge(),
};

export const faults: Readonly<Record<string, Run>> = { ...onTheWire, ...atServer, ...here };
const everybodyElse: Readonly<Record<string, Run>> = { ...atTheOthers, ...byTheUserToOthers };
const all: Readonly<Record<string, Run>> = { ...faults, ...byTheUser, ...everybodyElse, ...passing, ...mending };

const two = (n: number): string => String(n).padStart(2, '0');

function refusals(n: number): string {
  return ['Busy', 'Declined', 'DestinationNotFound', 'Timeout'][n % 4] ?? 'Busy';
}

function talkingIn<Call extends { readonly state: string }>(calls: readonly Call[]): readonly Call[] {
  return calls.filter(({ state }) => state === 'talking');
}

function onNth<One>(all: readonly One[], n: number, run: (one: One) => void): void {
  const one = all[n % Math.max(1, all.length)];
  if (one !== undefined) run(one);
}

/** Whoever is called is somebody new, so that what comes of it is known by the name. True: the phone took it. */
function call(world: World, type: 'call' | 'call-by-phone'): boolean {
  const { ok } = world.phone.send({ type, to: `sip:callee-${two(world.dialled + 1)}@contoso.com` });
  if (ok) world.dialled += 1;
  return ok;
}

function write(phone: World['phone'], name: string, { chats }: World['server']): void {
  const threadOf = () => phone.view().messages.threads.find(({ party }) => party.label.startsWith(name))?.id;
  if (threadOf() === undefined) phone.send({ type: 'open-thread', to: `${name}@contoso.com` });
  const threadId = threadOf();
  if (threadId === undefined) return;
  const said = chats.userSays();
  phone.send({ type: 'send-message', threadId, text: said });
}

function withThread(phone: World['phone'], n: number, commandOf: (threadId: string) => Command): void {
  onNth(byName(phone.view().messages.threads), n, ({ id }) => void phone.send(commandOf(id)));
}

type Pressed = 'answer' | 'decline' | 'hang-up' | 'hold' | 'resume';

/** What is posted there is refused until all is well again. */
function refuse(server: World['server'], posted: RegExp, n: number): void {
  const refusals = Object.values(strangeAnswers).filter(({ status }) => status >= 429 || status === 200);
  const refusal = refusals[n % refusals.length] ?? null;
  server.refusal = ({ method, url }) => (method === 'POST' && posted.test(url) ? refusal : null);
}

function press(phone: World['phone'], type: Pressed, callId: string | undefined): void {
  if (callId !== undefined) phone.send({ type, callId });
}

function endNth(world: World, n: number, subcode: 'Canceled' | 'ConnectedElsewhere'): void {
  const call = world.nth(n % 2);
  if (call !== undefined && world.server.alive) world.server.end(call, subcode);
}

const one = (of: object): fc.Arbitrary<Step> => fc.tuple(fc.constantFrom(...Object.keys(of)), fc.nat(60));
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Step>(['rings', 0]) },
  { weight: 4, arbitrary: one(onTheWire) },
  { weight: 5, arbitrary: one(atServer) },
  { weight: 2, arbitrary: one(here) },
  { weight: 3, arbitrary: one(byTheUser) },
  { weight: 6, arbitrary: one(atTheOthers) },
  { weight: 6, arbitrary: one(byTheUserToOthers) },
  { weight: 6, arbitrary: one(passing) },
  { weight: 3, arbitrary: one(mending) },
);

/** What happens at a server while all is well. */
export const happenings: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Step>(['rings', 0]) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('is cancelled', 'is answered elsewhere'), fc.nat(60)),
  },
  { weight: 6, arbitrary: one(atTheOthers) },
);

/** What the user does. */
export const userActs: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: one(byTheUser) },
  { weight: 2, arbitrary: one(byTheUserToOthers) },
);

/** Lets a step happen. */
export async function happen(world: World, [what, amount]: Step): Promise<void> {
  await all[what]?.(world, amount);
}

export interface Schedule {
  /** A new application has what the old one had. */
  readonly reoffers: boolean;
  readonly steps: readonly Step[];
}

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  reoffers: fc.boolean(),
  steps: fc.array(step, { minLength: 2, maxLength: 14, size: 'max' }),
});

/** Throws where a call was lost, came twice, rang on, or where phone and server differ in the end. */
export async function runSchedule({ reoffers, steps }: Schedule): Promise<World> {
  const world = new World(reoffers);
  await world.start();
  for (const step of steps) await happen(world, step);
  await world.converge();
  await world.stop();
  return world;
}

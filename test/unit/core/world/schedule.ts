import fc from 'fast-check';
import { strangeAnswers } from './served-calls.ts';
import { World } from './world.ts';

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
const all: Readonly<Record<string, Run>> = { ...faults, ...byTheUser, ...passing, ...mending };

/** What is posted there is refused until all is well again. */
function refuse(server: World['server'], posted: RegExp, n: number): void {
  const refusals = Object.values(strangeAnswers).filter(({ status }) => status >= 429 || status === 200);
  const refusal = refusals[n % refusals.length] ?? null;
  server.refusal = ({ method, url }) => (method === 'POST' && posted.test(url) ? refusal : null);
}

function press(phone: World['phone'], type: 'answer' | 'decline' | 'hang-up', callId: string | undefined): void {
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
  { weight: 6, arbitrary: one(passing) },
  { weight: 3, arbitrary: one(mending) },
);

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
  for (const [what, amount] of steps) await all[what]?.(world, amount);
  await world.converge();
  await world.stop();
  return world;
}

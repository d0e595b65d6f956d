import assert from 'node:assert/strict';
import fc from 'fast-check';
import { saidIn, textOf } from './kinds/chats.ts';
import { happen, happenings, type Step, userActs } from './schedule.ts';
import { World } from './world.ts';

/** Something happens at the server while nobody here acts, then the user does something. */
interface Round {
  readonly happens: readonly Step[];
  readonly acts: readonly Step[];
}

/** In which order, and how many together, the events of a round are told. */
interface Telling {
  /** Sorts them. */
  readonly keys: readonly number[];
  /** So many in one answer, in turns. */
  readonly groups: readonly number[];
  /** Each answer comes so many times. */
  readonly repeats: number;
  readonly embeds: boolean;
}

export interface Story {
  readonly rounds: readonly Round[];
  readonly tellings: readonly [Telling, Telling];
}

const mostEvents = 60;

const telling: fc.Arbitrary<Telling> = fc.record({
  keys: fc.array(fc.nat(1_000), { minLength: mostEvents, maxLength: mostEvents }),
  groups: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }),
  repeats: fc.integer({ min: 1, max: 2 }),
  embeds: fc.boolean(),
});

const round: fc.Arbitrary<Round> = fc.record({
  happens: fc.array(happenings, { minLength: 1, maxLength: 6, size: 'max' }),
  acts: fc.array(userActs, { maxLength: 3, size: 'max' }),
});

export const stories: fc.Arbitrary<Story> = fc.record({
  rounds: fc.array(round, { minLength: 1, maxLength: 5, size: 'max' }),
  tellings: fc.tuple(telling, telling),
});

/** What the windows show in the end. */
interface Picture {
  readonly calls: readonly string[];
  readonly history: readonly string[];
  readonly threads: readonly string[];
}

/** The same happens twice, told in two ways: what is shown in the end is the same, and true. */
export async function runStory({ rounds, tellings }: Story): Promise<Picture> {
  const [one, other] = [await told(rounds, tellings[0]), await told(rounds, tellings[1])];
  assert.deepEqual(one, other);
  return one;
}

/** A round takes so long, however it is told, so that what waits for something waits as long. */
const [tellingMs, actMs] = [9_000, 1_000];
const betweenMs = 50;

async function told(rounds: readonly Round[], how: Telling): Promise<Picture> {
  const world = new World(false);
  await world.start();
  world.server.embeds = how.embeds;
  for (const { happens, acts } of rounds) {
    const end = world.clock.now() + tellingMs;
    world.server.holds = true;
    for (const step of happens) await happen(world, step);
    await tellAll(world, how);
    await world.pass(end - world.clock.now());
    world.server.letGo();
    for (const step of acts) {
      await happen(world, step);
      await world.pass(actMs);
    }
  }
  await world.converge();
  const picture = pictureOf(world);
  await world.stop();
  return picture;
}

async function tellAll(world: World, { keys, groups, repeats }: Telling): Promise<void> {
  const order = orderOf(world.server.heldBack, keys);
  for (let [at, turn] = [0, 0]; at < order.length; turn += 1) {
    const size = groups[turn % groups.length] ?? 1;
    for (let time = 0; time < repeats; time += 1) {
      world.server.tell(order.slice(at, at + size));
      await world.pass(betweenMs);
    }
    at += size;
  }
}

/** Any order in which what is about one resource keeps its own: a server tells by senders, and each of them in the order of time. */
function orderOf(hrefs: readonly string[], keys: readonly number[]): readonly number[] {
  const shuffled = [...hrefs.keys()].sort((one, other) => keyOf(one) - keyOf(other) || one - other);
  const turns = new Map<string, number[]>();
  for (const [place, href] of hrefs.entries()) turns.set(href, [...(turns.get(href) ?? []), place]);
  return shuffled.map((place) => turns.get(hrefs[place] ?? '')?.shift() ?? place);

  function keyOf(place: number): number {
    return keys[place % keys.length] ?? 0;
  }
}

function pictureOf({ live, phone }: World): Picture {
  const { threads, unread } = phone.view().messages;
  const linesOf = (label: string) => saidIn(phone, label).map((one) => `${one.delivery}: ${textOf(one)}`);
  return {
    calls: live.map(({ party, state, heldHereMs }) => `${party.label} ${state} ${heldHereMs === null ? '' : 'held'}`),
    history: phone
      .past()
      .map(({ party, outcome }) => `${party.label} ${outcome}`)
      .sort(),
    threads: [...threads.map(({ party: { label } }) => `${label}: ${linesOf(label).join(', ')}`).sort(), `${unread}`],
  };
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpResponse } from '../../../main/core/ports.ts';
import { againInThisFile } from '../../again.ts';
import { html, json } from '../../unit/core/fakes/http.ts';
import { createSeededRandom } from '../../unit/core/fakes/log-and-random.ts';
import { isPoll } from '../../unit/core/world/wire.ts';
import { World } from '../../unit/core/world/world.ts';
import { seed as firstSeed } from '../../unit/same-inputs.ts';

const hourMs = 3_600_000;
/** Requests that a phone may send in an hour in which the server refuses them. */
const most = 150;
/** That many, where it is asked for more than one. */
const seeds = Array.from({ length: Number(process.env.SWITCHHOOK_SEEDS ?? 1) }, (_, index) => firstSeed + index);

interface Attempt {
  /** In milliseconds from the moment at which all went wrong. */
  readonly at: number;
  readonly url: string;
}

/** What a phone that was ready sends in an hour of trouble; after it, all has to be well again. */
async function hourOf(seed: number, spoil: (world: World) => void): Promise<readonly Attempt[]> {
  const world = new World(false, createSeededRandom(seed));
  await world.start();
  spoil(world);
  const { attempts } = world.wire;
  const before = attempts.length;
  const startedAt = world.clock.now();
  await world.pass(hourMs);
  assert.equal(world.phone.view().session.status, 'Reconnecting');
  const sent = attempts.slice(before).map(({ at, url }) => ({ at: at - startedAt, url }));
  await world.converge();
  await world.stop();
  // That the user is there is said every two minutes as ever, and has nothing to do with the trouble.
  return sent.filter(({ url }) => !url.endsWith('/reportMyActivity'));
}

const resync = { _links: { resync: { href: '/ucwa/oauth/v1/applications/1001/events?ack=1' } } };

type Answer = (world: World) => HttpResponse;

/** `channel`: only the event channel is refused. `everything`: whatever is asked. */
function refusing(what: 'channel' | 'everything', answer: Answer): (world: World) => void {
  return (world) => {
    world.server.refusal = ({ url }) => (what === 'everything' || isPoll(url) ? answer(world) : null);
    world.server.answerPoll(answer(world));
  };
}

describe(`a server that refuses for an hour is asked at most ${most} times`, () => {
  const refusals: Readonly<Record<string, Answer>> = {
    '429': () => json(429, { code: 'TooManyRequests' }),
    '500': () => json(500, { code: 'ServiceFailure', subcode: 'CallbackChannelError' }),
    '502': () => html(502),
    '503': () => html(503),
    '504': () => html(504),
    '503, Retry-After: 5': () => html(503, { 'retry-after': ['5'] }),
    '429, Retry-After: soon': () => html(429, { 'retry-after': ['soon'] }),
  };
  const kinds: (readonly [name: string, spoil: (world: World) => void])[] = [
    ...Object.entries(refusals).flatMap(([name, answer]) =>
      (['channel', 'everything'] as const).map((what) => [`${name} for ${what}`, refusing(what, answer)] as const),
    ),
    ['200 that only says resync', refusing('channel', () => json(200, resync))],
    [
      'connections refused',
      ({ wire }) => {
        wire.state = 'refuse';
        wire.reset();
      },
    ],
    [
      'nothing answers',
      (world) => {
        world.wire.state = 'swallow';
        world.halfOpen();
      },
    ],
  ];
  for (const [name, spoil] of kinds) {
    test(name, async (t) => {
      for (const seed of seeds) {
        const { length } = await hourOf(seed, spoil);
        t.diagnostic(`${length} requests (seed ${seed})`);
        assert.ok(length <= most, `${length} requests\n${againInThisFile(seed)}`);
        assert.ok(length >= 10, 'it is asked whether it is back');
      }
    });
  }
});

describe('Retry-After is obeyed each time, and spread by half of itself', () => {
  const minuteAhead: Answer = ({ clock }) => {
    const date = new Date(clock.wall() + 60_000).toUTCString();
    return html(503, { 'retry-after': [date] });
  };
  const forms: Readonly<Record<string, readonly [answer: Answer, atLeastMs: number, atMostMs: number]>> = {
    'in seconds': [() => html(429, { 'retry-after': ['120'] }), 120_000, 180_000],
    // A date has no milliseconds.
    'as a date': [minuteAhead, 59_000, 150_000],
    'of a year: five minutes': [() => html(503, { 'retry-after': ['31536000'] }), 300_000, 450_000],
  };
  for (const [name, [answer, atLeastMs, atMostMs]] of Object.entries(forms)) {
    test(name, async () => {
      const polls = (await hourOf(1, refusing('channel', answer))).filter(({ url }) => isPoll(url));
      const waits = polls.map(({ at }, index) => at - (polls[index - 1]?.at ?? 0));
      assert.ok(waits.length >= 7, `${waits.length} requests`);
      for (const wait of waits) {
        // An application that was not polled for 15 minutes is made anew first.
        assert.ok(wait >= atLeastMs && wait <= atMostMs + 10_000, `asked again after ${wait} ms`);
      }
      assert.ok(new Set(waits).size > waits.length / 2, 'never in step');
    });
  }
});

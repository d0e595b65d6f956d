/**
 * A day of the core in minutes: batches, calls and reconnects against a server in another process, while heap, timers, handles and
 * sockets are watched. Without arguments the whole day; `--minutes=N` goes on for so long; `--smoke` takes seconds. Writes
 * out/soak.json; exits with 1 where something grew or was lost.
 */
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Media, MediaEvent } from '../../main/core/ports.ts';
import { createRandom } from '../../main/system/random.ts';
import type { AppView } from '../../preload/contract/index.ts';
import { createRealPhone } from '../faults/real-phone.ts';
import { shows } from '../shows.ts';
import { farAnswer } from '../unit/core/fakes/media.ts';
import { createFakeSurroundings } from '../unit/core/fakes/surroundings.ts';
import type { SoakAnswer, SoakOrder } from './orders.ts';
import { type Sample, slope, spread, takeSample } from './samples.ts';

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    batches: { type: 'string', default: '50000' },
  },
});

/** In one round: so many batches, of which each brings so many events. */
const batchesInRound = 100;
const eventsInBatch = 6;
const callsInRound = 4;
const roundsInSample = 10;
const mebibyte = 1024 * 1024;
/** For 10,000 batches, after garbage collection. */
const mostGrowth = mebibyte;
const mostSpread = 6;
/** An ended call is remembered for four seconds, by a timer each. */
const forgetMs = 4_500;

const child = fork(new URL('server-process.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const waiting = new Map<number, (answer: SoakAnswer) => void>();
let asked = 0;
child.on('message', (answer: SoakAnswer) => {
  waiting.get(answer.id)?.(answer);
  waiting.delete(answer.id);
});
await new Promise<SoakAnswer>((resolve) => {
  waiting.set(0, resolve);
});

async function ask(order: SoakOrder): Promise<SoakAnswer> {
  asked += 1;
  const id = asked;
  const answer = await new Promise<SoakAnswer>((resolve) => {
    waiting.set(id, resolve);
    child.send({ ...order, id });
  });
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}

const { described } = await ask({ type: 'describe' });
if (described === undefined) throw new Error('the server says nothing about itself');
const open = new Set<string>();
const media = createForgetfulMedia();
const { phone, http } = createRealPhone({
  ...described,
  random: createRandom(),
  media,
  surroundings: createFakeSurroundings(),
  heldTimers: true,
});
const { address, userName, password } = described;
phone.command({ type: 'sign-in', request: { address, userName, password, keep: false, server: '' } });
await shows(phone, ({ session }) => session.status === 'Ready', 'Ready');

const rounds = values.smoke ? 4 : Math.ceil(Number(values.batches) / batchesInRound);
const until = values.minutes === undefined ? null : performance.now() + Number(values.minutes) * 60_000;
const samples: Sample[] = [];
const problems: string[] = [];
let calls = 0;
let reconnects = 0;
process.on('warning', ({ message }) => problems.push(`warning: ${message}`));
const startedAt = performance.now();
for (let round = 1; until === null ? round <= rounds : performance.now() < until; round += 1) {
  for (let part = 0; part < callsInRound; part += 1) {
    await ask({ type: 'batches', count: batchesInRound / callsInRound, events: eventsInBatch });
    calls += 1;
    await oneCall(calls).catch((error: unknown) => problems.push(`call ${calls}: ${String(error)}`));
  }
  // 500 reconnects in 500 rounds.
  await ask({ type: 'drop' });
  reconnects += 1;
  if (round % (values.smoke ? 2 : roundsInSample) === 0) {
    await shows(phone, ({ session, calls: shown }) => session.status === 'Ready' && shown.length === 0, 'quiet');
    await new Promise((resolve) => setTimeout(resolve, forgetMs));
    const sample = await takeSample(round * batchesInRound);
    samples.push(sample);
    console.log(
      `${sample.batches} batches: ${(sample.heap / mebibyte).toFixed(2)} MiB, ${JSON.stringify(sample.resources)}`,
    );
    if (problems.length > 20) break;
  }
}
const seconds = Math.round((performance.now() - startedAt) / 1000);
await phone.stop();
http.close();
const { violations = [] } = await ask({ type: 'finish' });
child.disconnect();

// The history fills up at first: 500 calls are kept.
const steady = samples.filter(({ batches }) => batches >= Math.min(15_000, (samples.at(-1)?.batches ?? 0) / 3));
const growth = slope(steady, ({ heap }) => heap) * 10_000;
const kinds = [...new Set(samples.flatMap(({ resources }) => Object.keys(resources)))];
const spreads = Object.fromEntries(kinds.map((kind) => [kind, spread(steady, kind)]));
if (!values.smoke && growth > mostGrowth)
  problems.push(`the heap grows by ${Math.round(growth)} bytes in 10,000 batches`);
for (const [kind, by] of Object.entries(spreads)) if (by > mostSpread) problems.push(`${kind} varies by ${by}`);
for (const violation of violations) problems.push(`violation: ${violation}`);
if (open.size > 0) problems.push(`${open.size} calls left their media open`);

const report = {
  batches: samples.at(-1)?.batches ?? 0,
  calls,
  reconnects,
  seconds,
  heapGrowthPer10kBatches: Math.round(growth),
  spreads,
  first: steady[0],
  last: steady.at(-1),
  machine: { cpus: cpus().length, model: cpus()[0]?.model, load: loadavg()[0], node: process.version },
  problems,
  samples,
};
await mkdir('out', { recursive: true });
await writeFile('out/soak.json', `${JSON.stringify(report, null, 2)}\n`);
console.log(
  `${report.batches} batches, ${calls} calls, ${reconnects} reconnects in ${seconds} s: heap ${(growth / mebibyte).toFixed(3)} MiB for each 10,000 batches, varying ${JSON.stringify(spreads)}`,
);
for (const problem of problems) console.log(`  ${problem}`);
console.log(problems.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exit(problems.length === 0 ? 0 : 1);

/** Prepares at once, and keeps nothing but which calls are open. */
function createForgetfulMedia(): Media {
  const listeners: ((event: MediaEvent) => void)[] = [];
  return {
    equip() {},
    read: () => ({ refused: null, video: 'no' }),
    carried: () => null,
    onEvent: (listener) => void listeners.push(listener),
    instruct({ type, callId }) {
      if (type === 'close') open.delete(callId);
      if (type !== 'prepare') return;
      open.add(callId);
      for (const listener of listeners)
        listener({ type: 'prepared', callId, farAnswer, nearOffer: 'near offer', held: false });
    },
  };
}

/** Rings and ends in one of four ways. */
async function oneCall(index: number): Promise<void> {
  const name = `Caller ${index}`;
  const mine = (view: AppView) => view.calls.findLast(({ party }) => party.label === name);
  await ask({ type: 'call', name, embed: true });
  await shows(phone, (view) => mine(view)?.state === 'ringing', `a ring of ${name}`);
  const callId = mine(phone.view())?.id ?? '';
  if (index % 4 === 0) {
    phone.command({ type: 'answer', callId });
    await shows(phone, (view) => mine(view)?.state === 'connected', `${name} connected`);
  }
  if (index % 4 === 1) phone.command({ type: 'decline', callId });
  await ask({ type: 'end', name, elsewhere: index % 4 === 2 });
  await shows(phone, (view) => [undefined, 'ended'].includes(mine(view)?.state), `the end of ${name}`);
  phone.command({ type: 'dismiss', callId });
}

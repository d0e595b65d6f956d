/**
 * How much the gateway adds to voice, beside other ways to forward it: `npm run bench:voice [-- --smoke]`. Prints tables and
 * writes out/bench-media.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../statistics.ts';
import { bareForwarder } from './bare.ts';
import { type FirstVoice, measureFirstVoice, type Way } from './first-voice.ts';
import type { Forwarder } from './forwarder.ts';
import { gatewayForwarder, startGateway } from './gateway.ts';
import { libsrtpForwarder } from './libsrtp.ts';
import { pace, processorTime, type Run } from './pace.ts';
import { rtpengineForwarder } from './rtpengine.ts';

const smoke = process.argv.includes('--smoke');
const rates = [
  { rate: 50, seconds: smoke ? 1 : 20 },
  { rate: 1_000, seconds: smoke ? 1 : 8 },
  { rate: 10_000, seconds: smoke ? 1 : 4 },
] as const;
const rounds = smoke ? 1 : 3;

const forwarders: Readonly<Record<string, () => Promise<Forwarder>>> = {
  'bare Node': bareForwarder,
  'libsrtp in C, SRTP to SRTP': libsrtpForwarder,
  'rtpengine, RTP to SRTP': () => rtpengineForwarder('none'),
  'rtpengine, SRTP to SRTP': () => rtpengineForwarder('sdes'),
  'gateway, RTP to DTLS-SRTP': () => gatewayForwarder('none'),
  'gateway, SDES to DTLS-SRTP': () => gatewayForwarder('sdes'),
};

interface Row {
  readonly name: string;
  readonly rate: number;
  /** Microseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly processorUs: number;
  /** Of all that were sent. */
  readonly lostPercent: number;
}

/** The median of the rounds of each figure, so that one bad moment of the machine does not count. */
function rowOf(name: string, rate: number, runs: readonly Run[]): Row {
  const quantiles = runs.map(({ latencies }) => latencies.toSorted((a, b) => a - b));
  const at = (share: number) =>
    median(quantiles.map((sorted) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN));
  return {
    name,
    rate,
    p50: at(0.5),
    p99: at(0.99),
    processorUs: median(runs.map(({ processorUs }) => processorUs)),
    lostPercent: median(runs.map(({ sent, latencies }) => 100 * (1 - latencies.length / sent))),
  };
}

/** All forwarders by turns, so that what the machine does besides meets them alike. */
async function measureRate(rate: number, seconds: number): Promise<Row[]> {
  const runs = new Map<string, Run[]>(Object.keys(forwarders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, start] of Object.entries(forwarders)) {
      const forwarder = await start();
      try {
        runs.get(name)?.push(await pace(forwarder, rate, seconds));
      } finally {
        await forwarder.close();
      }
    }
  }
  return [...runs].map(([name, all]) => rowOf(name, rate, all));
}

/** Percent of a core that the gateway takes for calls of 50 packets a second both ways, keys of the SDP at the far side. */
async function measureCalls(count: number, seconds: number): Promise<number> {
  const gateway = await startGateway();
  try {
    const calls = [];
    for (let index = 0; index < count; index += 1) calls.push(await gateway.call(`call ${index}`, 'sdes'));
    const packets = calls.map((call) => Array.from({ length: seconds * 50 }, (_, number) => call.make(number + 1)));
    for (const call of calls) call.onArrival(() => {});
    const pid = gateway.child.pid ?? 0;
    const [before, start] = [processorTime(pid), performance.now()];
    for (let number = 0; number < seconds * 50; number += 1) {
      for (const [index, call] of calls.entries()) {
        const packet = packets[index]?.[number];
        if (packet !== undefined) call.send(packet);
        const payload = Buffer.alloc(160, 0x55);
        void call.near.send({ payloadType: 0, sequenceNumber: number, timestamp: number * 160, payload });
      }
      await delay(Math.max(start + (number + 1) * 20 - performance.now(), 0));
    }
    return (processorTime(pid) - before) / (performance.now() - start) / 10;
  } finally {
    await gateway.close();
  }
}

function print(rows: readonly Row[]): void {
  const engine = rows.find(({ name }) => name.startsWith('rtpengine, RTP'));
  console.log(
    `\n${rows[0]?.rate} packets a second: p50 µs, p99 µs, CPU µs a packet, lost %, p50 and p99 of rtpengine's`,
  );
  for (const { name, p50, p99, processorUs, lostPercent } of rows) {
    const cells = [p50.toFixed(0), p99.toFixed(0), processorUs.toFixed(1), lostPercent.toFixed(1)];
    const ratios = [p50 / (engine?.p50 ?? Number.NaN), p99 / (engine?.p99 ?? Number.NaN)].map(
      (ratio) => `× ${ratio.toFixed(2)}`,
    );
    console.log(`${name.padEnd(28)}${[...cells, ...ratios].map((cell) => cell.padStart(9)).join('')}`);
  }
}

const names: Readonly<Record<Way, string>> = {
  bare: 'bare',
  in: 'a call in',
  told: 'a call in, told while it rang',
  out: 'a call out',
};

function printFirstVoice(measured: Readonly<Record<Way, FirstVoice>>): void {
  console.log(
    '\nfrom the press of Answer to the first voice, here and there, in ms, and beside two bare peer connections',
  );
  for (const way of ['bare', 'in', 'told', 'out'] as const) {
    const { here, there } = measured[way];
    const ratios = [here / measured.bare.here, there / measured.bare.there].map((ratio) => `× ${ratio.toFixed(2)}`);
    const cells = [here.toFixed(0), there.toFixed(0), ...ratios].map((cell) => cell.padStart(9));
    console.log(`${names[way].padEnd(32)}${cells.join('')}`);
  }
}

const rows: Row[] = [];
for (const { rate, seconds } of rates) {
  const measured = await measureRate(rate, seconds);
  print(measured);
  rows.push(...measured);
}
const calls: Record<number, number> = {};
for (const count of [1, 10]) {
  calls[count] = await measureCalls(count, smoke ? 2 : 15);
  console.log(`${count === 1 ? 'one call' : `${count} calls`}: ${calls[count]?.toFixed(1)} % of a core`);
}
const firstVoice = await measureFirstVoice(smoke ? 1 : 15);
printFirstVoice(firstVoice);
const out = join(import.meta.dirname, '../../../out');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'bench-media.json'), `${JSON.stringify({ rows, calls, firstVoice }, null, 2)}\n`);

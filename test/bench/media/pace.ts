import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Forwarder } from './forwarder.ts';

/** What one run through a forwarder came to. */
export interface Run {
  /** From sending to arriving, in microseconds, of what arrived. */
  readonly latencies: readonly number[];
  readonly sent: number;
  /** Of the forwarder's process, per packet that was sent. */
  readonly processorUs: number;
}

/** Sends so many packets a second for so long, and looks when each arrives. */
export async function pace(forwarder: Forwarder, rate: number, seconds: number): Promise<Run> {
  const count = Math.round(rate * seconds);
  const sentAt = new Float64Array(count + 1);
  const latencies: number[] = [];
  let first: number | null = null;
  forwarder.onArrival((datagram) => {
    const now = performance.now();
    const sequence = datagram.readUInt16BE(2);
    first ??= sequence;
    const sent = sentAt[(sequence - first) & 0xffff];
    if (sent !== undefined && sent > 0) latencies.push((now - sent) * 1000);
  });
  const packets = Array.from({ length: count + 1 }, (_, number) => forwarder.make(number + 1));
  const send = (number: number): void => {
    const packet = packets[number];
    if (packet === undefined) return;
    sentAt[number] = performance.now();
    forwarder.send(packet);
  };
  // The first opens what has to be opened, and says which number the others come out under.
  send(0);
  for (let waited = 0; first === null && waited < 2000; waited += 10) await delay(10);
  if (first === null) throw new Error('nothing comes out');
  latencies.length = 0;
  const before = processorTime(forwarder.pid);
  const start = performance.now();
  for (let next = 1; next <= count; ) {
    const due = Math.min(((performance.now() - start) * rate) / 1000 + 1, count);
    while (next <= due) {
      send(next);
      next += 1;
    }
    await delay(1);
  }
  await delay(200);
  return { latencies, sent: count, processorUs: (processorTime(forwarder.pid) - before) / count };
}

/** Of all threads of a process, as the scheduler counts it, in microseconds. */
export function processorTime(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  let nanoseconds = 0;
  for (const task of readdirSync(tasks)) {
    const [ran = '0'] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ');
    nanoseconds += Number(ran);
  }
  return nanoseconds / 1000;
}

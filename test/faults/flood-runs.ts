/** Everything at once: invitations without an end, conversations by message, and calls that are talked on. */
import { setTimeout as pause } from 'node:timers/promises';
import type { MessageView, QueryResult } from '../../preload/contract/index.ts';
import { watchStalls } from '../oracle/stalls.ts';
import type { SimulatedCall, SimulatedChat } from '../ucwa-server/index.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { Rig } from './rig.ts';

/** The goal: so many invitations in a minute, beside so many conversations and two calls. */
const [callers, minuteMs, chatters] = [500, 60_000, 10];
/** A caller of a flood gives up after so long, in milliseconds. */
const patienceMs = 5_000;
/** Each of those who write says so many things, and hears so many answers. */
const linesEach = 10;

interface Talk {
  readonly name: string;
  readonly chat: SimulatedChat;
}

/** R21: 500 invitations in a minute, ten conversations and two calls meanwhile: nothing lost, nothing mixed up. */
export const flood: Check = {
  goal: 'R21',
  name: 'a flood of invitations beside conversations and two calls',
  async run({ quick, progress }: CheckOptions) {
    const findings = new Findings();
    const rig = await Rig.ready();
    let longestStandMs = 0;
    const endStalls = watchStalls(({ from, to }) => {
      longestStandMs = Math.max(longestStandMs, to - from);
    });
    await findings.attempt('the flood', async () => {
      const up = await twoCalls(rig);
      const talks = await conversations(rig);
      const count = quick ? 40 : callers;
      await Promise.all([ringAll(rig, count, progress), talkOn(rig, talks)]);
      for (const call of up) if (call.state !== 'talking') throw new Error(`${call.from.name} is ${call.state}`);
      for (const problem of mixedUp(rig, talks)) findings.problems.push(problem);
      findings.count += count;
      for (const call of up) await call.hangUp();
      return undefined;
    });
    findings.problems.push(...(await rig.complaints(20_000)));
    endStalls();
    await rig.stop();
    return findings.result({ 'longest stand-still ms': Math.round(longestStandMs) });
  },
};

/** One is talked on, the other is on hold for it. */
async function twoCalls(rig: Rig): Promise<readonly SimulatedCall[]> {
  const calls: SimulatedCall[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const call = await rig.call();
    await rig.talk(call);
    calls.push(call);
  }
  return calls;
}

/** Ten people write, and the user turns to each of them. */
async function conversations(rig: Rig): Promise<readonly Talk[]> {
  const talks: Talk[] = [];
  for (let number = 1; number <= chatters; number += 1) {
    const name = `Writer ${number}`;
    const from = { id: `writer-${number}`, name, uri: `sip:writer${number}@northwind.example` };
    const chat = rig.server.chats.write({ from, text: said(name, 0) });
    await rig.until(() => threadIdOf(rig, name) !== undefined, `the thread of ${name}`);
    rig.phone.command({ type: 'look-at-thread', threadId: threadIdOf(rig, name) ?? '' });
    await pause(20);
    talks.push({ name, chat });
  }
  return talks;
}

/** The callers, evenly over the minute; each gives up in time, and is in the history. */
async function ringAll(rig: Rig, count: number, progress: CheckOptions['progress']): Promise<void> {
  const ends: Promise<unknown>[] = [];
  for (let placed = 0; placed < count; placed += 1) {
    const call = await rig.call();
    ends.push(pause(patienceMs).then(() => call.cancel()));
    if (placed % 100 === 99) progress(`${placed + 1} of ${count} callers`);
    await pause(minuteMs / callers);
  }
  await Promise.all(ends);
  await rig.until(({ calls }) => calls.every(({ state }) => state !== 'ringing'), 'the end of the flood');
  const missed = rig.past().filter(({ outcome }) => outcome === 'missed').length;
  if (missed !== count) throw new Error(`${missed} of ${count} calls are in the history`);
}

async function talkOn(rig: Rig, talks: readonly Talk[]): Promise<void> {
  for (let line = 1; line <= linesEach; line += 1) {
    for (const { name, chat } of talks) {
      await rig.until(() => chat.isOpen, `the conversation with ${name}`);
      chat.say(said(name, line));
      rig.phone.command({ type: 'send-message', threadId: threadIdOf(rig, name) ?? '', text: answered(name, line) });
      await pause(20);
    }
  }
  const isThere = ({ name }: Talk): boolean => linesOf(rig, name).length === 1 + 2 * linesEach;
  await rig.until(() => talks.every(isThere), 'all that was said');
}

const said = (name: string, line: number): string => `${name} says ${line}`;
const answered = (name: string, line: number): string => `To ${name}: ${line}`;

/** Each thread has what was said with that person, in its order, and nothing else; and so has each of them. */
function mixedUp(rig: Rig, talks: readonly Talk[]): readonly string[] {
  const lines = Array.from({ length: linesEach }, (_, place) => place + 1);
  return talks.flatMap(({ name, chat }) => {
    const here = linesOf(rig, name);
    const theirs = [0, ...lines].map((line) => said(name, line));
    const ours = lines.map((line) => answered(name, line));
    return [
      ...differing(`${name}, as it came`, here.filter(({ own }) => !own).map(textOf), theirs),
      ...differing(`${name}, as it went`, here.filter(({ own }) => own).map(textOf), ours),
      ...differing(
        `${name}, at the server`,
        chat.said.filter(({ by }) => by === 'user').map(({ text }) => text),
        ours,
      ),
    ];
  });
}

function differing(what: string, found: readonly string[], expected: readonly string[]): readonly string[] {
  return JSON.stringify(found) === JSON.stringify(expected) ? [] : [`${what}: ${found.join(', ')}`];
}

function threadIdOf(rig: Rig, name: string): string | undefined {
  return rig.phone.view().messages.threads.find(({ party }) => party.label === name)?.id;
}

function linesOf(rig: Rig, name: string): readonly MessageView[] {
  const result: QueryResult = rig.phone.query({
    type: 'thread',
    threadId: threadIdOf(rig, name) ?? '',
    count: 100,
    before: null,
  });
  return (result as QueryResult<'thread'> & { readonly ok: true }).answer?.messages ?? [];
}

function textOf({ pieces }: MessageView): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

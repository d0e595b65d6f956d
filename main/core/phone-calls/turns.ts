import { endCall, type OneStep } from './ends.ts';
import { isPending, type PhoneCall, type PhoneLinks } from './state.ts';

/** How long a call that the user ended waits for the server to say so, in milliseconds. */
const longestEndingMs = 2_000;

/** A call that waits is over at once; one that is talked on waits for the server, which the telephone hears it from. */
export function hangUp(call: PhoneCall, now: number): OneStep {
  if (isPending(call)) return endCall(call, { reason: 'hung-up-here', tell: true }, now);
  if (call.state !== 'connected') return { call, effects: [] };
  const ending: PhoneCall = { ...call, state: 'ending', since: now, turning: null };
  return {
    call: ending,
    effects: [
      { type: 'end', call: ending },
      { type: 'expect-move', call: ending, withinMs: longestEndingMs, otherwise: 'hung-up-here' },
    ],
  };
}

/** Holds or resumes. Nothing is taken for done before the server shows it by its links. */
export function turn(call: PhoneCall, to: 'hold' | 'resume'): OneStep {
  const href = call.links[to];
  if (call.state !== 'connected' || href === null || call.turning !== null) return { call, effects: [] };
  const turning: PhoneCall = { ...call, turning: to, notTurned: null };
  return { call: turning, effects: [{ type: 'turn', call: turning, href }] };
}

export function notTurned(call: PhoneCall): OneStep {
  const { turning } = call;
  return turning === null
    ? { call, effects: [] }
    : { call: { ...call, turning: null, notTurned: turning }, effects: [] };
}

/** What the server lets us do now; that there is a link to resume it says that it is on hold. */
export function linksCame(
  call: PhoneCall,
  { hold, resume, stop }: Pick<PhoneLinks, 'hold' | 'resume' | 'stop'>,
  now: number,
): PhoneCall {
  const before = call.links;
  if (before.hold === hold && before.resume === resume && before.stop === stop) return call;
  const heldSince = resume === null ? null : (call.heldSince ?? now);
  const isDone = call.turning === 'hold' ? resume !== null : call.turning === 'resume' && resume === null;
  return {
    ...call,
    links: { ...before, hold, resume, stop },
    heldSince,
    ...(isDone && { turning: null, notTurned: null }),
  };
}

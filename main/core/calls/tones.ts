import { type KeypadState, type KeyTone, mostTones } from '../../../preload/contract/index.ts';
import type { OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import { type Call, type CallTones, isHeldByNobody, noTones } from './state.ts';

const mostWaiting = 2 * mostTones;

/** As many as are shown. */
const mostHeard = 20;

/** Whether keys can be pressed now. */
export function keypadState(call: Call): KeypadState {
  if (call.state !== 'connected') return 'not-yet';
  if (!isHeldByNobody(call)) return 'held';
  return call.tones.taken ? 'ready' : 'not-taken';
}

/** No more wait than are heard within a time in which whoever pressed them still knows why. */
export function mayPress(call: Call, tones: readonly KeyTone[]): boolean {
  return keypadState(call) === 'ready' && call.tones.waiting + tones.length <= mostWaiting;
}

export function pressTones(call: Call, tones: readonly KeyTone[]): OneStep {
  if (!mayPress(call, tones)) return { call, effects: [] };
  return {
    call: withTones(call, { waiting: call.tones.waiting + tones.length }),
    effects: [{ type: 'media', instruction: { type: 'send-tones', callId: call.id, tones } }],
  };
}

/** What waits is dropped by the gateway where the far side takes none. */
export function tonesTaken(call: Call, taken: boolean): OneStep {
  return { call: withTones(call, { taken, waiting: taken ? call.tones.waiting : 0 }), effects: [] };
}

/** One that is told twice has gone out once. */
export function toneSent(
  call: Call,
  { tone, before }: CallEvent & { readonly type: 'tone-sent' | 'tone-heard' },
): OneStep {
  const { sent, waiting } = call.tones;
  if (sent?.before === before) return { call, effects: [] };
  return { call: withTones(call, { sent: { tone, before }, waiting: Math.max(waiting - 1, 0) }), effects: [] };
}

export function toneHeard(
  call: Call,
  { tone, before }: CallEvent & { readonly type: 'tone-sent' | 'tone-heard' },
): OneStep {
  const { heard, heardBefore } = call.tones;
  if (heardBefore === before) return { call, effects: [] };
  return { call: withTones(call, { heard: [...heard, tone].slice(-mostHeard), heardBefore: before }), effects: [] };
}

/** The gateway sends nothing more of what waits on hold, whoever holds; and a call that is over forgets its keys. */
export function forgetTones(step: OneStep): OneStep {
  const { call, effects } = step;
  const { state, tones } = call;
  if (tones === noTones) return step;
  if (state === 'ending' || state === 'ended') return { call: { ...call, tones: noTones }, effects };
  return !isHeldByNobody(call) && tones.waiting > 0 ? { call: withTones(call, { waiting: 0 }), effects } : step;
}

function withTones(call: Call, change: Partial<CallTones>): Call {
  return { ...call, tones: { ...call.tones, ...change } };
}

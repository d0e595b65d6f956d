import { endUnlessOver, type OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import type { Call } from './state.ts';

/**
 * What a try of the user's own telephone means to a call of this computer. It rings there in silence, or is talked on here, until somebody
 * picks up; the server then takes the modality away by itself, so that it is told nothing.
 */
export function reducePhone(
  call: Call,
  { type, by }: CallEvent & { readonly type: 'goes-to-phone' | 'back-from-phone' | 'gone-to-phone' },
  now: number,
): OneStep {
  const same: OneStep = { call, effects: [] };
  switch (type) {
    case 'goes-to-phone': {
      const may = (call.state === 'ringing' || call.state === 'connected') && call.toPhone === null;
      return may ? { call: { ...call, toPhone: by }, effects: [] } : same;
    }
    case 'back-from-phone':
      return call.toPhone === by && call.state !== 'ended' ? { call: { ...call, toPhone: null }, effects: [] } : same;
    case 'gone-to-phone':
      return endUnlessOver({ ...call, toPhone: by }, { reason: 'went-on-elsewhere' }, now);
  }
}

/** Whether the server lets the call go on on the user's own telephone, where it says so. */
export function mayGoToPhone(
  call: Call,
  { replaceWithPhoneAudio }: CallEvent & { readonly type: 'audio-video' },
): Call {
  if (replaceWithPhoneAudio === undefined || replaceWithPhoneAudio === call.replaceWithPhoneAudio) return call;
  return { ...call, replaceWithPhoneAudio };
}

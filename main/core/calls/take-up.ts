import type { CallEvent } from './event.ts';
import { talking } from './hold.ts';
import { nothingInvited } from './invited/invited.ts';
import { untouched } from './new-call.ts';
import type { OfferStep } from './offer.ts';
import type { Call, Calls } from './state.ts';

/** Until the far side has agreed to go on at another place, in milliseconds: a process for it has to come up first. */
const longestMs = 10_000;

/**
 * The call goes on from here. Who started the app anew may not think of it any more: they are heard again once they unmute, and hear the
 * other side at once.
 */
export function takeUp(calls: Calls, event: CallEvent & { readonly type: 'taken-up' }, now: number): OfferStep {
  const { callId, talk, wall } = event;
  const isThere = calls.some(({ id, state, conversation }) => {
    return id === callId || (state !== 'ended' && conversation === talk.conversation);
  });
  if (isThere) return { calls, effects: [] };
  const { offer, after, held, connectedAt, ...known } = talk;
  const hold = held ? ({ ...talking, wanted: 'hold', agreed: 'hold', since: now, heldSince: now } as const) : talking;
  const call: Call = {
    ...untouched,
    ...known,
    id: callId,
    out: null,
    invitation: '',
    acceptWithAnswer: '',
    acceptWithPhoneAudio: null,
    decline: null,
    provisional: null,
    diagnostics: null,
    sessionContext: '',
    processedOfferId: null,
    importance: 'normal',
    invited: nothingInvited,
    state: 'connected',
    since: now,
    heardAt: now,
    connectedAt: now - Math.max(wall - connectedAt, 0),
    media: { state: 'preparing' },
    restoring: true,
    hold,
    accept: 'taken',
    answered: true,
    muted: true,
    takenUp: true,
  };
  const media = (type: 'hurry' | 'start') => ({ type: 'media', instruction: { type, callId } }) as const;
  return {
    calls: [...calls, call],
    effects: [
      { type: 'media', instruction: { type: 'prepare', callId, offer, after } },
      media('hurry'),
      media('start'),
      { type: 'expect-media', callId, withinMs: longestMs },
    ],
  };
}

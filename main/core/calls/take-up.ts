import { endCall } from './end.ts';
import type { CallEvent } from './event.ts';
import { talking } from './hold.ts';
import { nothingInvited } from './invited/invited.ts';
import type { KeptTalk } from './kept-talk.ts';
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
  const { callId, talk } = event;
  const isThere = calls.some(({ id, state, conversation }) => {
    return id === callId || (state !== 'ended' && conversation === talk.conversation);
  });
  if (isThere) return { calls, effects: [] };
  const { carried, ...known } = talk;
  const { offer, after } = carried;
  const call = callOf(known, event, now);
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

/** What cannot go on from here was a call all the same, and stands in the history. It is in no window: it ended before the app was there. */
export function leaveBehind(calls: Calls, event: CallEvent & { readonly type: 'left-behind' }, now: number): OfferStep {
  const { callId, talk } = event;
  if (calls.some(({ id }) => id === callId)) return { calls, effects: [] };
  const { carried: _, ...known } = talk;
  const call = callOf({ ...known, audioVideo: null, stop: null, session: null }, event, now);
  const ended = endCall({ ...call, media: { state: 'closed' }, shown: false }, { reason: 'app-ended' }, now);
  return { calls: [...calls, ended.call], effects: ended.effects };
}

type Known = Omit<KeptTalk, 'carried'> & Pick<Call, 'audioVideo' | 'stop' | 'session'>;

/** The call as it was, muted. */
function callOf(
  { held, connectedAt, ...known }: Known,
  { callId, wall }: { readonly callId: string; readonly wall: number },
  now: number,
): Call {
  const hold = held ? ({ ...talking, wanted: 'hold', agreed: 'hold', since: now, heldSince: now } as const) : talking;
  return {
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
}

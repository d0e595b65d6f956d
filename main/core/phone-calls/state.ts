import type { Invited } from '../calls/invited/invited.ts';
import type { Ending } from '../calls/state.ts';
import type { Participant } from '../ucwa/decode/participant.ts';

/**
 * `ringing`: somebody calls, and the user's telephone rings. `own-phone`: it rings because it was asked to from here. `far-side`: the user
 * has picked it up, and it rings at the other side.
 */
export type PhoneCallStateName = 'ringing' | 'own-phone' | 'far-side' | 'connected' | 'ending' | 'ended';

/**
 * A call on the user's own telephone. Its sound never comes here: no microphone, no media process (UCWA reference: phoneAudioInvitation,
 * phoneAudio).
 *
 *     ringing ---------------------- picked up -----+
 *                                                   v
 *     own-phone -- picked up --> far-side -- answered --> connected -- hang up --> ending --> ended
 *
 * Steps may be skipped, and each state but `ended` may end. What the state does not tell, such as that it is on hold, the links tell that
 * the server gives. A move that the table does not have is dropped.
 */
export const allowedMoves: Readonly<Record<PhoneCallStateName, readonly PhoneCallStateName[]>> = {
  ringing: ['connected', 'ended'],
  'own-phone': ['far-side', 'connected', 'ended'],
  'far-side': ['connected', 'ended'],
  connected: ['ending', 'ended'],
  ending: ['ended'],
  ended: [],
};

/**
 * How it came about. `rung`: somebody called. `placed`: the user called. `answered`: in place of an answer on this computer. `moved`: the
 * voice of this computer is to go on there.
 */
export type Origin = 'rung' | 'placed' | 'answered' | 'moved';

/** What the server lets us do with it now; absolute hrefs. */
export interface PhoneLinks {
  readonly decline: string | null;
  readonly cancel: string | null;
  readonly hold: string | null;
  /** There while it is on hold, and the only sign of that. */
  readonly resume: string | null;
  readonly stop: string | null;
}

export const noPhoneLinks: PhoneLinks = { decline: null, cancel: null, hold: null, resume: null, stop: null };

/** All hrefs are absolute. */
export interface PhoneCall {
  /** Ours; stable for its life, never an href. */
  readonly id: string;
  readonly origin: Origin;
  readonly direction: 'incoming' | 'outgoing';
  /** The call of this computer that it belongs to, as long as that goes on; null for none. */
  readonly of: string | null;
  /** The server names it by this too, where it was asked for here (UCWA: operationId). */
  readonly operationId: string | null;
  readonly invitation: string | null;
  readonly conversation: string | null;
  readonly phoneAudio: string | null;
  readonly threadId: string | null;
  readonly links: PhoneLinks;
  /** Where the server is asked to add it to a conversation that there is; null of any other. */
  readonly addedBy: string | null;
  /** `tel:` URI of the telephone that rings, or that was asked for; null where that is left to the server. */
  readonly ownNumber: string | null;
  readonly party: Participant | null;
  /** What who calls is called at the server; null of a call out, or where that was not told. */
  readonly caller: string | null;
  /** What was dialled, as people write it; null where it was not. */
  readonly dialled: string | null;
  /** For whom the user calls. */
  readonly delegator: Participant | null;
  /** Why it rings for this user, and what came along. */
  readonly about: Invited;
  /** Who answered, where that is somebody else. */
  readonly answeredBy: Participant | null;
  readonly forwarded: boolean;
  readonly teamRing: boolean;
  readonly subject: string | null;
  readonly importance: 'normal' | 'urgent' | 'emergency';
  readonly state: PhoneCallStateName;
  /** When it came into its state, by the monotonic clock. */
  readonly since: number;
  /** When it began, in ms since 1970. */
  readonly startedAt: number;
  readonly connectedAt: number | null;
  /** When the link to resume it came, by the monotonic clock. */
  readonly heldSince: number | null;
  /** What the user asked for, and the server has not shown yet. */
  readonly turning: 'hold' | 'resume' | null;
  /** The server did not do it. */
  readonly notTurned: 'hold' | 'resume' | null;
  readonly ending: Ending | null;
  /** False once its end was seen for long enough. */
  readonly shown: boolean;
}

/** Oldest first. */
export type PhoneCalls = readonly PhoneCall[];

/** It waits for somebody to pick up. */
export function isPending({ state }: PhoneCall): boolean {
  return state === 'ringing' || state === 'own-phone' || state === 'far-side';
}

/** Where the conversation that it is added to is no more, one of its own does as well. */
export function mayBeginAnew({ addedBy, dialled }: PhoneCall): boolean {
  return addedBy !== null && dialled !== null;
}

/** It goes on, or may. */
export function isLive({ state }: PhoneCall): boolean {
  return state !== 'ended';
}

import type { DeclineReason } from '../ucwa/request/decline.ts';
import type { CallTerminationReason } from '../ucwa/request/stop-audio-video.ts';
import type { CallEffect } from './effect.ts';
import { endReasons } from './end-reasons.ts';
import { diagnosticsOf } from './media-diagnostics.ts';
import { owedEnd } from './owed-end.ts';
import { type Call, type Ending, type EndReason, isCalling } from './state.ts';

/** How a call is to end, and what the server is told if it does not know yet, by the table of reasons: see {@link endHere}. */
export interface EndPlan {
  readonly reason: EndReason;
  /** Sent while the invitation is not accepted; none: the server knows. */
  readonly decline?: DeclineReason;
  /** Sent once it is accepted; none: the server knows. */
  readonly stop?: CallTerminationReason;
  readonly code?: string;
  /** Absolute href of the contact that answered instead. */
  readonly by?: string | null;
  /** Their name, where it is known already. */
  readonly byName?: string | null;
  /** See {@link Ending}. */
  readonly inferred?: true;
}

/** The end is ours to tell: the server does not know of it, and can be told now. */
export function endHere(reason: EndReason): EndPlan {
  const { decline, stop } = endReasons[reason];
  return { reason, ...(decline !== undefined && { decline }), ...(stop !== undefined && { stop }) };
}

/** A call after an event, and what is to be done now. */
export interface OneStep {
  readonly call: Call;
  readonly effects: readonly CallEffect[];
}

/** Ends a call from any state but `ended`: window, sound, microphone and sockets go with the state, not after the server's answer. */
export function endCall(call: Call, plan: EndPlan, now: number): OneStep {
  const ended: Call = {
    ...call,
    state: 'ended',
    since: now,
    media: { state: 'closed' },
    owedStop: call.accept === 'sent' ? (plan.stop ?? call.owedStop) : null,
    ending: endingOf(plan),
    // The call on the user's telephone has what becomes of it.
    ...(call.toPhone !== null && { replacedBy: call.toPhone, shown: false }),
    // So has the call that was to become a meeting.
    ...(isCalling(call) && call.out?.escalates != null && { replacedBy: call.out.escalates, shown: false }),
  };
  const effects: CallEffect[] = [];
  if (call.media.state !== 'closed' && call.media.state !== 'waiting') {
    effects.push({ type: 'media', instruction: { type: 'close', callId: call.id } });
  }
  effects.push({ type: 'record', call: ended }, { type: 'forget-later', callId: call.id });
  if (call.out === null && call.accept === 'unsent' && plan.decline !== undefined) {
    effects.push({ type: 'decline', call: ended, reason: plan.decline });
  }
  if (call.accept === 'taken' && plan.stop !== undefined) {
    effects.push({ type: 'stop', call: ended, reason: plan.stop });
  }
  const report = diagnosticsOf(call, plan.reason);
  if (report !== null) effects.push({ type: 'report-media', call: ended, ...report });
  const owed = owedEnd(ended, plan);
  return { call: owed.call, effects: [...effects, ...owed.effects, ...findWhoAnswered(call, plan)] };
}

/** `ended` has no exits; a call that the user hung up ends as that, whatever is said about it meanwhile. */
export function endUnlessOver(call: Call, plan: EndPlan, now: number): OneStep {
  if (call.state === 'ended') return { call, effects: [] };
  return endCall(call, call.state === 'ending' ? { reason: 'hung-up-here' } : plan, now);
}

/**
 * Ends a call whose place another one takes: the talk goes on there, so that nothing is told of it here. The server takes it away by
 * itself, and is told all the same in case it does not (RFC 3891 section 3: the replaced dialog is ended with a BYE). It is told here and
 * now alone: later the names of the old call may be those of the new one.
 */
export function giveWay(call: Call, replacedBy: string, now: number): OneStep {
  const step = endCall({ ...call, replacedBy }, { reason: 'went-on-elsewhere', stop: 'UserInitiatedAction' }, now);
  return { ...step, call: { ...step.call, shown: false } };
}

/**
 * Mends the reason of a call whose end was only inferred from its conversation, or whose answer was refused because somebody else had taken it
 * already: the invitation says it better, and may say it later.
 */
export function mendEnding(call: Call, plan: EndPlan): OneStep {
  const { reason, inferred = false } = call.ending ?? {};
  const wasTaken = reason === 'not-accepted' && takenElsewhere.has(plan.reason);
  if (!(inferred || wasTaken) || plan.reason === reason || plan.reason === 'not-accepted') return { call, effects: [] };
  const mended: Call = { ...call, ending: endingOf(plan) };
  return { call: mended, effects: [{ type: 'record', call: mended }, ...findWhoAnswered(call, plan)] };
}

/** Why a server refuses an answer to a call that still has an invitation. */
const takenElsewhere: ReadonlySet<EndReason> = new Set([
  'answered-elsewhere',
  'answered-otherwise',
  'declined-elsewhere',
]);

function endingOf({ reason, byName = null, code = '', inferred }: EndPlan): Ending {
  return { reason, by: byName, code, ...(inferred && { inferred }) };
}

function findWhoAnswered({ id }: Call, { by, byName = null }: EndPlan): readonly CallEffect[] {
  return by === undefined || by === null || byName !== null
    ? []
    : [{ type: 'find-who-answered', callId: id, contact: by }];
}

import { assertNever } from '../../result.ts';
import { answeredThere } from '../answered-there.ts';
import type { CallOut } from '../call-out.ts';
import type { CallOutEvent } from '../call-out-event.ts';
import { endCall, endHere, endUnlessOver, mendEnding, type OneStep } from '../end.ts';
import { isAnswered, isFinal } from '../invitation-states.ts';
import { payCancel } from '../owed-end.ts';
import { type Call, isCalling } from '../state.ts';
import { answerOverdue, farAnswered } from './answers.ts';
import { expectAnswer } from './begin.ts';
import { giveUp } from './end.ts';
import { endOfCallOut } from './end-reason.ts';
import { endDerived, withNames } from './names.ts';
import { fateOverdue, overThere } from './over-there.ts';
import { progressIn, reached } from './progress.ts';

type EventOf<Type extends CallOutEvent['type']> = Extract<CallOutEvent, { readonly type: Type }>;

/** Those of a call out that is there. */
export type EventOfCallOut = Exclude<CallOutEvent, { readonly type: 'call-out' }>;

/** A server that has the request and says nothing of it has dropped it. */
const longestSilenceMs = 10_000;

const types: ReadonlySet<string> = new Set<EventOfCallOut['type']>([
  'media-called-out',
  'early-media',
  'provisional-refused',
  'path-chosen',
  'call-taken',
  'call-refused',
  'call-unsure',
  'call-overdue',
  'invitation-sent',
  'far-answered',
  'callee-named',
]);

export function isOfCallOut(event: { readonly type: string }): event is EventOfCallOut {
  return types.has(event.type);
}

/** Total and idempotent, as all of the reducer: an event that comes twice, late or unasked changes nothing. */
export function reduceCallOut(call: Call, event: EventOfCallOut, now: number): OneStep {
  const { out } = call;
  if (out === null) return { call, effects: [] };
  switch (event.type) {
    case 'media-called-out':
      return offerMade(call, out, event);
    case 'early-media': {
      const isNews = isCalling(call) && out.heard !== event.fork && out.forks.some(({ name }) => name === event.fork);
      return isNews ? changed(call, { ...out, heard: event.fork }) : same(call);
    }
    case 'provisional-refused':
      return forkLost(call, out, event.fork);
    case 'path-chosen':
      return call.state === 'connected' && !out.owesPath ? changed(call, { ...out, owesPath: true }) : same(call);
    case 'call-taken':
      return taken(call, out, event.invitation);
    case 'call-refused':
      return refused(call, out, event, now);
    case 'call-unsure': {
      const expect = { type: 'expect-call', callId: call.id, stage: 'request', withinMs: longestSilenceMs } as const;
      if (out.request !== 'sent' || !isCalling(call)) return same(call);
      return { call: event.failedThere ? { ...call, out: { ...out, failedThere: true } } : call, effects: [expect] };
    }
    case 'call-overdue':
      return overdue(call, out, event, now);
    case 'invitation-sent':
      return invitationSent(call, out, event, now);
    case 'far-answered':
      return farAnswered(call, out, event, now);
    case 'callee-named':
      return named(call, event);
    default:
      return assertNever(event, 'call out');
  }
}

/** The request goes out with the offer, once: what came of it may never be known, and then nothing is sent again. */
function offerMade(call: Call, out: CallOut, { offering, farOffer, nearOffer }: EventOf<'media-called-out'>): OneStep {
  if (offering !== out.offering || out.request !== 'unsent' || !isCalling(call)) return same(call);
  const asked: Call = {
    ...call,
    media: { state: 'ready', farAnswer: farOffer, nearOffer },
    out: { ...out, request: 'sent', progress: progressIn(out.progress, 'connecting') },
  };
  return { call: asked, effects: [{ type: 'start-call', call: asked, sdp: farOffer }] };
}

function forkLost(call: Call, out: CallOut, fork: string): OneStep {
  if (!out.forks.some(({ name }) => name === fork)) return same(call);
  const forks = out.forks.filter(({ name }) => name !== fork);
  return changed(call, { ...out, forks, heard: out.heard === fork ? null : out.heard });
}

function taken(call: Call, out: CallOut, invitation: string | null): OneStep {
  const isKnown = invitation === null || invitation === call.invitation;
  if (out.request === 'unsent' || (out.request === 'taken' && isKnown)) return same(call);
  const paid = payCancel({ ...call, invitation: invitation ?? call.invitation, out: { ...out, request: 'taken' } });
  if (invitation === null || call.audioVideo !== null || !isCalling(call)) return paid;
  const find = { type: 'find-invitation', callId: call.id, href: invitation } as const;
  return { call: paid.call, effects: [...paid.effects, find] };
}

function refused(call: Call, out: CallOut, event: EventOf<'call-refused'>, now: number): OneStep {
  if (out.request !== 'sent') return same(call);
  const never: Call = { ...call, owedStop: null, out: { ...out, request: 'refused', owesCancel: false } };
  if (!isCalling(call)) return { call: never, effects: [] };
  return endCall(never, { ...endOfCallOut(event), code: event.said }, now);
}

function overdue(call: Call, out: CallOut, { stage }: EventOf<'call-overdue'>, now: number): OneStep {
  if (stage === 'fate') return fateOverdue(call, now);
  if (stage === 'answer') return answerOverdue(call, out, now);
  if (stage === 'alone') return giveUp(call, now);
  if (!isCalling(call)) return same(call);
  if (stage === 'offer') return out.request === 'unsent' ? endCall(call, endHere('media-failed'), now) : same(call);
  if (out.request !== 'sent') return same(call);
  const plan = endHere('network-dropped');
  return endCall(call, out.failedThere === true ? { ...plan, reason: 'server-failed' } : plan, now);
}

/** The server told of the invitation: what it is called, how far it has come, and maybe how it ended. */
function invitationSent(before: Call, was: CallOut, event: EventOf<'invitation-sent'>, now: number): OneStep {
  const { sent, end } = event;
  const known = withNames(before, was, event);
  const paid = payCancel(known);
  const { call } = paid;
  const out = call.out ?? was;
  const isSuccess = end === null ? isAnswered(sent.state) : end.succeeded;
  if (isSuccess) {
    const by = sent.acceptedBy;
    const told: Call = sent.bySomebodyElse && by !== null ? { ...call, out: { ...out, answeredBy: by } } : call;
    if (was.fate === 'left' && !sent.derived) return joined(paid, overThere(told, was.leftFor ?? null, now));
    const answered = joined(paid, answeredThere(told, now));
    return sent.derived ? endDerived(before, answered) : answered;
  }
  if (end !== null || isFinal(sent.state)) {
    const plan = endOfCallOut({ code: end?.code ?? '', subcode: end?.subcode ?? null, state: sent.state });
    if (sent.derived && plan.reason === 'went-on-elsewhere') return endDerived(before, paid);
    return joined(paid, call.state === 'ended' ? mendEnding(call, plan) : endUnlessOver(call, plan, now));
  }
  const step = reached(call, out, sent.state, now);
  const isMoved = step.state !== call.state;
  const callee = was.callee === null && before.party?.name === null ? sent.callee : null;
  return {
    call: step,
    effects: [
      ...paid.effects,
      ...(isMoved ? [expectAnswer(step)] : []),
      ...(callee === null ? [] : [{ type: 'find-callee', callId: call.id, href: callee } as const]),
    ],
  };
}

/** Who answers at that number, as the server knows them. */
function named(call: Call, { party }: EventOf<'callee-named'>): OneStep {
  const { party: before } = call;
  if (party.name === null || before?.name === party.name) return same(call);
  const { name, ...more } = party;
  const uri = before?.uri ?? more.uri;
  const phoneNumber = before?.phoneNumber ?? more.phoneNumber;
  const told: Call = { ...call, party: { ...more, name, uri, phoneNumber } };
  return { call: told, effects: call.state === 'ended' ? [{ type: 'record', call: told }] : [] };
}

function changed(call: Call, out: CallOut): OneStep {
  return { call: { ...call, out }, effects: [] };
}

function joined(first: OneStep, then: OneStep): OneStep {
  return { call: then.call, effects: [...first.effects, ...then.effects] };
}

function same(call: Call): OneStep {
  return { call, effects: [] };
}

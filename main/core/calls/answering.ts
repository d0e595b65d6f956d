import type { Clock, Random } from '../ports.ts';
import { failureCode, isPassing, type UcwaFailure } from '../session/failure.ts';
import { isNobodysWord, saysApplicationGone, saysOver } from '../session/own-word.ts';
import type { Perform } from '../session/requests/transport.ts';
import { acceptWithAnswer } from '../ucwa/request/answer.ts';
import { linkOf, textOf } from '../ucwa/resource.ts';
import { createLookUp } from './compare/look-up.ts';
import type { AcceptOutcome, CallEvent } from './event.ts';
import { isAnswered } from './invitation-states.ts';
import type { Call } from './state.ts';

export interface AnsweringDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly perform: Perform;
  readonly apply: (event: CallEvent) => void;
  readonly callOf: (callId: string) => Call | undefined;
  /** The server could not be reached with what the user did. */
  readonly onUntold: () => void;
}

/** What the server says of an invitation that was answered, where its reply does not count. */
type Standing = 'taken' | 'waits' | 'gone' | 'unknown';

/** How often it is asked about, and how long apart at most, in milliseconds. */
const mostAsked = 5;
const longestPauseMs = 2_000;
/** How often one press of Answer goes out, where the way to the server breaks each time. */
const mostSent = 3;

/**
 * Sends the answer. Where it is not plainly taken the invitation is asked about, for the reply may have been lost: an answer is never
 * sent where an earlier one may have worked. Where only the way to the server broke, and the call waits there, it goes out again by itself.
 */
export function createAnswering(deps: AnsweringDeps): (call: Call, sdp: string) => Promise<void> {
  const { clock, random, perform, apply, callOf, onUntold } = deps;
  const lookUp = createLookUp(perform);

  async function standingOf({ invitation }: Call): Promise<Standing> {
    const found = await lookUp(invitation);
    if (found.kind !== 'there') return found.kind;
    if (isAnswered(textOf(found.resource, 'state'))) return 'taken';
    return linkOf(found.resource, 'acceptWithAnswer') === null ? 'gone' : 'waits';
  }

  /** Asks until there is an answer that says something. */
  async function standingInTheEnd(call: Call): Promise<Standing> {
    for (let asked = 1; ; asked += 1) {
      const standing = await standingOf(call);
      if (standing !== 'unknown' || asked === mostAsked) return standing;
      const bound = Math.min(250 * 2 ** asked, longestPauseMs);
      await new Promise<void>((resolve) => void clock.after(bound / 2 + (random.fraction() * bound) / 2, resolve));
    }
  }

  function fail(call: Call, outcome: AcceptOutcome, code: string): void {
    apply({ type: 'accept-failed', callId: call.id, code, outcome });
  }

  /** It was sent, or was not to be sent, and this is how it stands. */
  function settle(call: Call, standing: Standing, failure: UcwaFailure | null): void {
    const code = failure === null ? '' : failureCode(failure);
    if (standing === 'taken') apply({ type: 'accepted', callId: call.id });
    else if (standing === 'gone') fail(call, 'gone', '');
    else if (failure !== null && !mayPass(failure)) fail(call, 'refused', code);
    else if (standing === 'waits') fail(call, 'again', code);
    else if (failure?.kind === 'transport') {
      apply({ type: 'lost', callId: call.id, reason: 'network-dropped' });
      onUntold();
    } else apply({ type: 'lost', callId: call.id, reason: 'not-accepted' });
  }

  async function send(call: Call, sdp: string): Promise<UcwaFailure | null> {
    const { sessionContext, processedOfferId } = call;
    const result = await perform(acceptWithAnswer(call.acceptWithAnswer, { sdp, sessionContext, processedOfferId }));
    return result.ok ? null : result.failure;
  }

  return async (call, sdp) => {
    if (call.answerFailed) {
      const standing = await standingInTheEnd(call);
      if (standing !== 'waits') return settle(call, standing, null);
    }
    for (let sent = 1; ; sent += 1) {
      const failure = await send(call, sdp);
      if (failure === null) return settle(call, 'taken', null);
      if (saysOver(failure)) return settle(call, 'gone', failure);
      if (saysApplicationGone(failure)) return fail(call, 'lost', failureCode(failure));
      const standing = await (mayPass(failure) ? standingInTheEnd(call) : standingOf(call));
      const wasCut = failure.kind === 'transport' && standing === 'waits';
      if (!wasCut || sent === mostSent || callOf(call.id)?.state !== 'answering')
        return settle(call, standing, failure);
    }
  };
}

/** Another answer may be taken: the server is busy, something was in its way there, or it was a proxy that said no. */
function mayPass(failure: UcwaFailure): boolean {
  if (failure.kind !== 'refused') return isPassing(failure);
  const { status } = failure;
  const isBusy = status === 401 || status === 409 || status < 400;
  return isPassing(failure) || isBusy || isNobodysWord(failure);
}

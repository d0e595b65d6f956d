import type { Clock, Log } from '../ports.ts';
import { codeOf, type UcwaFailure } from '../session/failure.ts';
import type { UcwaResult } from '../session/requests/transport.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { answerRenegotiation, dismissRenegotiation } from '../ucwa/request/renegotiation.ts';
import type { CallEffect } from './effect.ts';
import type { Call } from './state.ts';

type RenegotiationEffect = Extract<CallEffect, { readonly type: 'answer-renegotiation' | 'dismiss-renegotiation' }>;

export interface RenegotiationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly perform: (operation: Operation) => Promise<UcwaResult>;
  readonly callOf: (callId: string) => Call | undefined;
}

/** The far side gives up after some seconds without a word. */
const mostTries = 4;
const firstWaitMs = 500;

/** Tells the server; again where it did not hear, as long as it is about this call's latest renegotiation. */
export async function runRenegotiation(deps: RenegotiationDeps, effect: RenegotiationEffect): Promise<void> {
  const { clock, log, perform } = deps;
  const isAnswer = effect.type === 'answer-renegotiation';
  const operation = isAnswer
    ? answerRenegotiation(effect.href, effect.sdp)
    : dismissRenegotiation(effect.href, effect.reason);
  for (let tries = 1; ; tries += 1) {
    const result = await perform(operation);
    if (result.ok) return;
    const { failure } = result;
    if (!mayHelp(failure) || tries === mostTries || !isLatest(deps, effect)) {
      const code = failure.kind === 'refused' ? codeOf(failure.status, failure.reason) : failure.kind;
      log.warn(`the ${isAnswer ? 'answer' : 'refusal'} of a renegotiation was not taken`, { code, tries });
      return;
    }
    await new Promise<void>((resolve) => void clock.after(firstWaitMs * 2 ** (tries - 1), resolve));
  }
}

/** The server may have been busy, or not reached. */
function mayHelp(failure: UcwaFailure): boolean {
  if (failure.kind === 'refused') return failure.status >= 500 || failure.status === 429;
  return failure.kind === 'transport' || failure.kind === 'malformed';
}

function isLatest({ callOf }: RenegotiationDeps, { call }: RenegotiationEffect): boolean {
  const present = callOf(call.id);
  const isUp = present?.state === 'answering' || present?.state === 'connected';
  return isUp && present.renegotiation === null && present.renegotiated.at(-1) === call.renegotiated.at(-1);
}

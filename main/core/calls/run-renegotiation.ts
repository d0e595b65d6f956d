import type { Log } from '../ports.ts';
import { failureCode } from '../session/failure.ts';
import { answerRenegotiation, dismissRenegotiation } from '../ucwa/request/renegotiation.ts';
import type { CallEffect } from './effect.ts';
import { type SendAgainDeps, sendAgain } from './send-again.ts';
import type { Call } from './state.ts';

type RenegotiationEffect = Extract<CallEffect, { readonly type: 'answer-renegotiation' | 'dismiss-renegotiation' }>;

export interface RenegotiationDeps extends SendAgainDeps {
  readonly log: Log;
  readonly callOf: (callId: string) => Call | undefined;
}

/** Tells the server; again where it did not hear, as long as it is about this call's latest renegotiation. */
export async function runRenegotiation(deps: RenegotiationDeps, effect: RenegotiationEffect): Promise<void> {
  const isAnswer = effect.type === 'answer-renegotiation';
  const operation = isAnswer
    ? answerRenegotiation(effect.href, effect.sdp)
    : dismissRenegotiation(effect.href, effect.reason);
  const { result, tries } = await sendAgain(deps, operation, () => isLatest(deps, effect));
  if (result.ok) return;
  const code = failureCode(result.failure);
  deps.log.warn(`the ${isAnswer ? 'answer' : 'refusal'} of a renegotiation was not taken`, { code, tries });
}

function isLatest({ callOf }: RenegotiationDeps, { call }: RenegotiationEffect): boolean {
  const present = callOf(call.id);
  const isUp = present?.state === 'answering' || present?.state === 'connected';
  return isUp && present.renegotiation === null && present.renegotiated.at(-1) === call.renegotiated.at(-1);
}

import type { EarlyWish } from '../../../preload/contract/index.ts';
import type { Log, Media } from '../ports.ts';
import { failureCode } from '../session/failure.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { sendProvisionalAnswer } from '../ucwa/request/answer.ts';
import type { CallEffect } from './effect.ts';
import type { OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import type { Call } from './state.ts';

/** A server that takes longer helps nobody any more, in milliseconds. */
const longestMs = 5_000;

export interface EarlyDeps {
  readonly log: Log;
  readonly media: Pick<Media, 'instruct'>;
  readonly perform: Perform;
  readonly apply: (event: CallEvent) => void;
  /** Whose calls are told early. */
  readonly earlyWish: () => EarlyWish;
}

/** The answer of a call that rings is prepared: once, the far side may be told of it before the user answers. */
export function toldEarly(
  step: OneStep,
  { looksEarly, farAnswer }: CallEvent & { readonly type: 'media-prepared' },
): OneStep {
  const { call, effects } = step;
  const { media, provisional, early } = call;
  if (!isUnanswered(call) || media.state !== 'ready' || provisional === null || early !== 'open' || looksEarly !== true)
    return step;
  return {
    call: { ...call, early: 'decided' },
    effects: [...effects, { type: 'tell-early', call, href: provisional, sdp: farAnswer }],
  };
}

/** Also a call that rings again may have been answered: what came of it is being asked. */
function isUnanswered({ state, accept, answerFailed }: Call): boolean {
  return state === 'ringing' && accept === 'unsent' && !answerFailed;
}

/**
 * Tells the far side where we are while it rings, so that both have found their way when the user answers. The microphone stays closed. What
 * comes of it is of no matter to the ring or to the answer: where it fails, the way is looked for after the answer.
 */
export async function tellEarly(
  { log, media, perform, apply, earlyWish }: EarlyDeps,
  { call, href, sdp }: CallEffect & { readonly type: 'tell-early' },
): Promise<void> {
  if (!mayLearn(call.party, earlyWish())) return;
  const { id: callId, sessionContext, processedOfferId } = call;
  apply({ type: 'told-early', callId });
  const answer = sendProvisionalAnswer(href, { sdp, sessionContext, processedOfferId });
  const result = await perform({ ...answer, timeoutMs: longestMs });
  if (result.ok) media.instruct({ type: 'look-early', callId });
  else log.info('the caller was not told early', { callId, code: failureCode(result.failure) });
}

/** Where this computer is on the network is told a caller before anybody answered: not everybody is to learn that. */
export function mayLearn(caller: Participant | null, wish: EarlyWish): boolean {
  if (wish !== 'organization') return wish === 'everyone';
  return caller?.sourceNetwork?.toLowerCase() === 'sameenterprise' && caller.anonymous !== true;
}

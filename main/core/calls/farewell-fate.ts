import { isNobodysWord } from '../session/own-word.ts';
import type { UcwaResult } from '../session/requests/transport.ts';

/**
 * What the server made of the word that something is over. `done`: it knows, be it from somewhere else. `lost`: what it was called holds
 * no more, because the application is gone. `again`: it did not take it now. `never`: it does not take it in this way.
 */
export type Fate = 'done' | 'lost' | 'again' | 'never';

/**
 * Reads an answer to a stop-type operation (UCWA reference: decline, stopAudioVideo, "Generic synchronous errors"): 404, 409 and 410
 * mean that there is nothing left to stop. Only the server's own word counts, for what nobody was told goes on.
 */
export function fateOf(result: UcwaResult): Fate {
  if (result.ok) return 'done';
  const { failure } = result;
  if (failure.kind === 'untrusted') return 'never';
  if (failure.kind !== 'refused' || isNobodysWord(failure)) return 'again';
  const { status } = failure;
  const subcode = failure.reason?.subcode;
  if (subcode === 'ApplicationNotFound' || subcode === 'InactiveApplicationExpired') return 'lost';
  if (subcode === 'AnotherOperationPending') return 'again';
  if (status === 404 || status === 409 || status === 410) return 'done';
  const passes = status < 400 || status >= 500 || [401, 408, 425, 429].includes(status);
  return passes ? 'again' : 'never';
}

/** How long the server wants to be left alone, in milliseconds. */
export function retryAfterOf(result: UcwaResult): number {
  return result.ok || result.failure.kind !== 'refused' ? 0 : (result.failure.retryAfterMs ?? 0);
}

/** It was broken off here: by a sleep, a change of networks, or the end of the session. */
export function wasCancelled(result: UcwaResult | null): boolean {
  if (result === null || result.ok) return false;
  return result.failure.kind === 'transport' && result.failure.failure.kind === 'cancelled';
}

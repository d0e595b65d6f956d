import type { UcwaResult } from '../requests/transport.ts';

/** The server took the request, and its time is over. */
export function isTimeout(result: UcwaResult): boolean {
  const failure = result.ok || result.failure.kind !== 'transport' ? null : result.failure.failure;
  return failure?.kind === 'timeout' && failure.answered !== true;
}

/** It was let go of here. */
export function isCancelled(result: UcwaResult): boolean {
  return !result.ok && result.failure.kind === 'transport' && result.failure.failure.kind === 'cancelled';
}

/** While its replacement is on its way, neither a lost connection nor 409 PGetReplaced says anything: the replacement decides. */
export function isSuperseded(result: UcwaResult): boolean {
  if (result.ok) return false;
  const { failure } = result;
  if (failure.kind === 'transport') return true;
  return failure.kind === 'refused' && failure.status === 409 && failure.reason?.subcode === 'PGetReplaced';
}

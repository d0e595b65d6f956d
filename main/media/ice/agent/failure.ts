import type { Component } from '../transport-address.ts';
import type { CandidatePair } from './candidate-pair.ts';

/** Why there is no way to the far side, or none any more. */
export interface IceFailure {
  readonly kind:
    | /** Nothing that the far side named can be reached from any of our addresses, and it did not come to us. */
    'no-candidates'
    /** No check was answered. */
    | 'no-answer'
    /** Some way works, but the two agents did not agree on it. */
    | 'not-nominated'
    /** The far side answered once, and does so no longer. */
    | 'consent-lost';
  readonly component: Component;
  readonly message: string;
}

const names: Readonly<Record<Component, string>> = { 1: 'voice', 2: 'reports' };

/** Of a component that has no pair when the time is up. */
export function checksFailure(component: Component, pairs: readonly CandidatePair[]): IceFailure {
  const what = names[component];
  if (pairs.length === 0) {
    return {
      kind: 'no-candidates',
      component,
      message: `the far side names no address for ${what} that can be reached`,
    };
  }
  if (pairs.some(({ state }) => state === 'succeeded')) {
    return { kind: 'not-nominated', component, message: `the far side agreed to none of the ways for ${what}` };
  }
  return { kind: 'no-answer', component, message: `none of ${pairs.length} ways to the far side for ${what} works` };
}

export function consentFailure(component: Component): IceFailure {
  return { kind: 'consent-lost', component, message: `the far side has not answered for 30 s (${names[component]})` };
}

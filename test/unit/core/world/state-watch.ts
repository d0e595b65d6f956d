import assert from 'node:assert/strict';
import { allowedMoves } from '../../../../main/core/calls/state.ts';
import type { CallStateName } from '../../../../preload/contract/index.ts';
import type { TestPhone } from '../fakes/phone.ts';

/** Steps may come together between two looks: what leads from one state to another, however far. */
const reachable: ReadonlyMap<CallStateName, ReadonlySet<CallStateName>> = new Map(
  (Object.keys(allowedMoves) as CallStateName[]).map((from) => [from, reachedFrom(from)]),
);

function reachedFrom(from: CallStateName, known: Set<CallStateName> = new Set([from])): Set<CallStateName> {
  for (const next of allowedMoves[from]) {
    if (known.has(next)) continue;
    known.add(next);
    reachedFrom(next, known);
  }
  return known;
}

/** Looks at each change of the phone: states are legal, and nobody is heard whom the user does not talk to. */
export class StateWatch {
  readonly #phone: TestPhone['phone'];
  #states: ReadonlyMap<string, CallStateName> = new Map();

  constructor({ phone }: TestPhone) {
    this.#phone = phone;
    phone.subscribe(() => this.look());
  }

  look(): void {
    const { calls } = this.#phone.view();
    for (const { id, state } of calls) {
      const before = this.#states.get(id);
      assert.ok(before === undefined || reachable.get(before)?.has(state), `${id} went from ${before} to ${state}`);
    }
    // Another takes the place of one that is out of view: that one goes on until the other is up.
    this.#states = new Map([...this.#states, ...calls.map(({ id, state }) => [id, state] as const)]);
    const open = this.#phone.mediaView().legs.filter(({ microphone }) => microphone === 'open');
    assert.ok(open.length <= 1, 'one call is spoken to');
    for (const { callId } of open) {
      const state = this.#states.get(callId);
      assert.ok(state === 'answering' || state === 'connected', `${state}: nobody is heard who is not talked to`);
    }
    assert.ok(open.length === 0 || this.#phone.mayOpenMicrophone());
    const made = calls.filter(({ state, phone }) => phone === null && (state === 'calling' || state === 'alerting'));
    assert.ok(made.length <= 1, 'one call is made at a time');
  }
}

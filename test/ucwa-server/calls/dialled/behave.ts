/** Whoever is called does as they do. */

import { colleague, type Person } from '../../people.ts';
import type { Timers } from '../../timers.ts';
import type { SimulatedCall } from '../simulated-call.ts';
import type { Manner } from './manner.ts';

/** Nothing of it happens once the call is over, or was taken in another way. */
export function behave(call: SimulatedCall, manner: Manner, timers: Timers): void {
  begin(call, manner);
  if (manner.kind === 'is silent' || manner.kind === 'rings') return;
  timers.afterSeconds(manner.afterMs / 1000, () => {
    if (call.state === 'ringing') void end(call, manner);
  });
}

function begin(call: SimulatedCall, manner: Manner): void {
  if (manner.kind === 'is silent' || (manner.kind === 'fails' && manner.afterMs === 0)) return;
  call.progress('Alerting');
  if (manner.kind === 'rings the team') call.progress('TeamRing');
  if (manner.kind === 'answers' && manner.early === true) void call.answerEarly();
  if (manner.kind !== 'forwards') return;
  call.progress('Forwarded');
  void call.answerEarly(personOf(manner.to));
}

function end(call: SimulatedCall, manner: Exclude<Manner, { readonly kind: 'is silent' | 'rings' }>): Promise<void> {
  switch (manner.kind) {
    case 'answers':
      return call.pickUp();
    case 'forwards':
      return call.pickUp(personOf(manner.to));
    case 'rings the team':
      return call.pickUp(personOf(manner.by));
    case 'fails':
      return call.fail(manner.reason, manner.reason.subcode === 'Declined' ? 'Declined' : 'Failed');
  }
}

function personOf(id: string): Person {
  const found = colleague(id);
  if (found === undefined) throw new Error(`no colleague is called ${id}`);
  return found.person;
}

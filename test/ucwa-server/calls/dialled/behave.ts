/** Whoever is called does as they do. */
import type { Timers } from '../../timers.ts';
import type { SimulatedCall } from '../simulated-call.ts';
import type { Manner } from './manner.ts';

/** Nothing of it happens once the call is over, or was taken in another way. */
export function behave(call: SimulatedCall, manner: Manner, timers: Timers): void {
  const later = (afterMs: number, act: () => Promise<void>): void => {
    timers.afterSeconds(afterMs / 1000, () => {
      if (call.state === 'ringing') void act();
    });
  };
  switch (manner.kind) {
    case 'is silent':
      return;
    case 'rings':
      return call.progress('Alerting');
    case 'answers':
      call.progress('Alerting');
      if (manner.early === true) void call.answerEarly();
      return later(manner.afterMs, () => call.pickUp());
    case 'forwards':
      call.progress('Alerting');
      call.progress('Forwarded');
      void call.answerEarly(manner.to);
      return later(manner.afterMs, () => call.pickUp(manner.to));
    case 'rings the team':
      call.progress('Alerting');
      call.progress('TeamRing');
      return later(manner.afterMs, () => call.pickUp(manner.by));
    case 'fails': {
      const { reason, afterMs } = manner;
      const state = reason.subcode === 'Declined' ? 'Declined' : 'Failed';
      if (afterMs > 0) call.progress('Alerting');
      return later(afterMs, () => call.fail(reason, state));
    }
  }
}

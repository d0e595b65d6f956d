import type { RoutingCommand } from '../../../preload/contract/index.ts';
import { readDialled } from '../calls/out/dial.ts';
import type { CallForwarding } from '../ucwa/decode/call-forwarding.ts';
import type { Destination, Wanted } from './state.ts';

/** Servers take so many characters of a number or an address (UCWA reference: immediateForwardToContact). */
const longestTarget = 80;

/**
 * What the commands that change forwarding want of it; null where what was typed is neither a number nor an address. While all calls are
 * forwarded the server says that nobody's unanswered ones go anywhere, which must not be put back for afterwards.
 */
export function wishOf(command: RoutingCommand, present: CallForwarding): Wanted | null {
  const afterwards = present.setting === 'immediate' ? ({ handlesUnanswered: true } as const) : {};
  switch (command.type) {
    case 'ring-here':
      return { setting: 'none', ...afterwards };
    case 'turn-off-forwarding':
      return { turnOff: true };
    case 'forward-calls': {
      const immediate = destinationFrom(command.to);
      return immediate && { setting: 'immediate', immediate };
    }
    case 'ring-others-too': {
      const to = destinationFrom(command.to);
      return to && { setting: 'simultaneous', simultaneous: { to, ringDelay: command.afterS }, ...afterwards };
    }
    case 'forward-unanswered':
      return unansweredFrom(command.to, command.afterS);
    case 'forward-when':
      return { period: command.period };
    default:
      return null;
  }
}

function unansweredFrom(written: string, ringDelay: number): Wanted | null {
  if (written === 'nowhere') return { handlesUnanswered: false };
  if (written === 'usual') return { handlesUnanswered: true, unanswered: { to: { kind: 'usual' }, ringDelay: null } };
  const to = destinationFrom(written);
  return to && { handlesUnanswered: true, unanswered: { to, ringDelay } };
}

/** One of the words for places, or a number or an address as people write them. */
export function destinationFrom(written: string): Destination | null {
  if (written === 'voicemail' || written === 'delegates' || written === 'team') return { kind: written };
  const uri = readDialled(written)?.to;
  return uri === undefined || uri.length > longestTarget ? null : { kind: 'contact', uri };
}

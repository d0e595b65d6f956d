import type { CallCommand, CommandResult } from '../../../preload/contract/index.ts';
import { refused, taken } from '../commands.ts';
import type { PhoneCallEvent } from './event.ts';
import { isPending, type PhoneCall } from './state.ts';

/** What the user wants of a call on their telephone; refused by name where it is late, repeated, or not the server's to offer. */
export function actOnPhoneCall(
  call: PhoneCall,
  { type }: CallCommand,
  apply: (event: PhoneCallEvent) => void,
): CommandResult {
  const { id: callId, state, links, turning, ending } = call;
  const done = (event: PhoneCallEvent['type'] & CallCommand['type']): CommandResult => {
    apply({ type: event, callId } as PhoneCallEvent);
    return taken;
  };
  switch (type) {
    case 'decline':
      if (state === 'ringing') return done('decline');
      return refused(ending?.reason === 'declined-here' ? 'repeated' : 'stale');
    case 'hang-up':
      if (state === 'connected' || (isPending(call) && state !== 'ringing')) return done('hang-up');
      return refused(state === 'ending' || ending?.reason === 'hung-up-here' ? 'repeated' : 'stale');
    case 'hold':
    case 'resume':
      if (state !== 'connected') return refused('stale');
      if (turning === type) return refused('repeated');
      return links[type] === null || turning !== null ? refused('unavailable') : done(type);
    case 'dismiss':
      if (state !== 'ended' || !call.shown) return refused('stale');
      apply({ type: 'forget', callId });
      return taken;
    default:
      return refused('unavailable');
  }
}

import type { CallEvent } from './event.ts';
import { isModalityOf } from './modality.ts';
import type { Call, Calls } from './state.ts';

/** The server says that there is nothing left of the call. */
export function isOverThere(call: Call, event: CallEvent): boolean {
  const { invitation, conversation, accept } = call;
  switch (event.type) {
    case 'invitation-completed':
      return event.invitation === invitation && !event.succeeded && accept !== 'sent';
    case 'invitation-sent':
      return event.invitation === invitation && event.end?.succeeded === false;
    case 'conversation-over':
      return event.conversation === conversation;
    case 'audio-video':
      return event.state === 'Disconnected' && isModalityOf(event, call);
    default:
      return false;
  }
}

/**
 * Calls that ring here although their modality is over, or their invitation is there no more: nothing has said how they ended. Who answers on their
 * telephone has no voice here.
 */
export function inDoubt(calls: Calls, event: CallEvent): Calls {
  return calls.filter((call) => call.state === 'ringing' && call.toPhone === null && seemsOver(call, event));
}

function seemsOver(call: Call, event: CallEvent): boolean {
  if (event.type === 'invitation-deleted') return event.invitation === call.invitation;
  return event.type === 'audio-video' && event.state === 'Disconnected' && isModalityOf(event, call);
}

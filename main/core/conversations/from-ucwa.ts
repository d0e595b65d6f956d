import type { Resolve } from '../session/session.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';
import { flagOf } from '../ucwa/resource.ts';
import type { ConversationEvent } from './event.ts';

/** One for each rel of conversations; null: it means nothing to them. */
const meanings: Readonly<
  Record<RelOf<'conversations'>, (event: UcwaEvent, resolve: Resolve) => ConversationEvent | null>
> = { conversation, participant, localParticipant: participant };

/** What a UCWA event means to conversations; null: nothing. The event's own href is absolute already. */
export function conversationEventOf(event: UcwaEvent, resolve: Resolve): ConversationEvent | null {
  return isUsedRel(event.rel) && isRelOf('conversations', event.rel) ? meanings[event.rel](event, resolve) : null;
}

function conversation({ type, href, resource }: UcwaEvent): ConversationEvent {
  const about = resource === null ? null : usedRels.conversation.decode(resource);
  if (type === 'deleted' || about?.state === 'Disconnected') return { type: 'conversation-over', conversation: href };
  return { type: 'conversation', conversation: href, about };
}

/** One that is in something, such as those who type, says nothing of who is there. */
function participant(event: UcwaEvent, resolve: Resolve): ConversationEvent | null {
  const { sender, type, rel, href, title, container, resource } = event;
  const within = sender.rel === 'conversation' ? resolve(sender.href) : null;
  if (within === null || container !== null) return null;
  if (type === 'deleted') return { type: 'participant-left', conversation: within, participant: href };
  return {
    type: 'participant',
    conversation: within,
    participant: href,
    who: resource === null ? null : usedRels.participant.decode(resource),
    title,
    isSelf: rel === 'localParticipant' || (resource !== null && flagOf(resource, 'local')),
  };
}

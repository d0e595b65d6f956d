import type { ConversationEvent } from './event.ts';
import {
  type Conversations,
  conversationAt,
  type LiveConversation,
  mostConversations,
  mostParticipants,
} from './state.ts';

/** Total and idempotent: an event that says nothing new changes nothing. */
export function reduceConversations(conversations: Conversations, event: ConversationEvent): Conversations {
  switch (event.type) {
    case 'conversation': {
      const before = conversationAt(conversations, event.conversation);
      if (before !== undefined && event.about === null) return conversations;
      return withOne(conversations, { ...(before ?? unknown(event.conversation)), about: event.about });
    }
    case 'conversation-over':
      return conversations.some(({ href }) => href === event.conversation)
        ? conversations.filter(({ href }) => href !== event.conversation)
        : conversations;
    case 'participant':
      return joined(conversations, event);
    case 'participant-left':
      return left(conversations, event);
    case 'application-lost':
      return conversations.length === 0 ? conversations : [];
  }
}

function unknown(href: string): LiveConversation {
  return { href, about: null, participants: [], self: null };
}

function withOne(conversations: Conversations, one: LiveConversation): Conversations {
  const isKnown = conversations.some(({ href }) => href === one.href);
  if (isKnown) return conversations.map((each) => (each.href === one.href ? one : each));
  return [...conversations, one].slice(-mostConversations);
}

function joined(
  conversations: Conversations,
  event: ConversationEvent & { readonly type: 'participant' },
): Conversations {
  const { conversation: within, participant: href, who, title, isSelf } = event;
  const conversation = conversationAt(conversations, within) ?? unknown(within);
  if (isSelf)
    return conversation.self === href ? conversations : withOne(conversations, { ...conversation, self: href });
  const { participants } = conversation;
  const before = participants.find((one) => one.href === href);
  const now = { href, who: who ?? before?.who ?? null, title: title ?? before?.title ?? null };
  if (before !== undefined && before.who === now.who && before.title === now.title) return conversations;
  if (before === undefined && participants.length >= mostParticipants) return conversations;
  const all = before === undefined ? [...participants, now] : participants.map((one) => (one === before ? now : one));
  return withOne(conversations, { ...conversation, participants: all });
}

function left(
  conversations: Conversations,
  { conversation: within, participant: href }: ConversationEvent & { readonly type: 'participant-left' },
): Conversations {
  const conversation = conversationAt(conversations, within);
  if (conversation === undefined || !conversation.participants.some((one) => one.href === href)) return conversations;
  const participants = conversation.participants.filter((one) => one.href !== href);
  return withOne(conversations, { ...conversation, participants });
}

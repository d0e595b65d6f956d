import type { ConversationEvent } from './event.ts';
import {
  type AudioOf,
  type Conversations,
  conversationAt,
  type LiveConversation,
  mostConversations,
  mostParticipants,
  noModeration,
  type Phone,
  type Present,
  type Standing,
  unknownConversation,
  type Voice,
} from './state.ts';

type EventOf<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { readonly type: Type }>;

/** Total and idempotent: an event that says nothing new changes nothing. */
export function reduceConversations(conversations: Conversations, event: ConversationEvent): Conversations {
  switch (event.type) {
    case 'conversation': {
      const before = conversationAt(conversations, event.conversation);
      if (before !== undefined && event.about === null) return conversations;
      return withOne(conversations, told(before ?? unknownConversation(event.conversation), event.about));
    }
    case 'conversation-over':
      return conversations.some(({ href }) => href === event.conversation)
        ? conversations.filter(({ href }) => href !== event.conversation)
        : conversations;
    case 'participant':
      return changed(conversations, event.conversation, (one) => joined(one, event));
    case 'participant-left':
      return changed(conversations, event.conversation, (one) => left(one, event.participant));
    case 'participant-moved':
      return changed(conversations, event.conversation, (one) => moved(one, event));
    case 'meeting':
      return changed(conversations, event.conversation, (one) => ({ ...one, meeting: event.meeting }));
    case 'dial-in':
      return changed(conversations, event.conversation, (one) => ({ ...one, dialIn: event.dialIn }));
    case 'voice':
      return changed(conversations, event.conversation, (one) => withVoice(one, event.voice));
    case 'phone':
      return changed(conversations, event.conversation, (one) => withPhone(one, event.phone));
    case 'audio':
      return changed(conversations, event.conversation, (one) => withAudio(one, event.audio));
    case 'audio-gone':
      return changed(conversations, event.conversation, (one) => withoutAudio(one, event.audio));
    case 'application-lost':
      return conversations.length === 0 ? conversations : [];
  }
}

/** Where it becomes a conference to the user, whoever waited in its lobby is in: what they were there says nothing of them now. */
function told(before: LiveConversation, about: LiveConversation['about']): LiveConversation {
  const isIn = about?.state === 'Conferenced' && before.about?.state !== 'Conferenced';
  const isOld = isIn && before.selfStanding?.inLobby === true;
  return { ...before, about, ...(isOld && { selfStanding: null }) };
}

/** One of which only something within is told is there too; what is taken out of one that is not there makes none. */
function changed(
  conversations: Conversations,
  href: string,
  change: (conversation: LiveConversation) => LiveConversation,
): Conversations {
  const before = conversationAt(conversations, href) ?? unknownConversation(href);
  const after = change(before);
  return after === before ? conversations : withOne(conversations, after);
}

function withOne(conversations: Conversations, one: LiveConversation): Conversations {
  const isKnown = conversations.some(({ href }) => href === one.href);
  if (isKnown) return conversations.map((each) => (each.href === one.href ? one : each));
  return [...conversations, one].slice(-mostConversations);
}

function joined(conversation: LiveConversation, event: EventOf<'participant'>): LiveConversation {
  const { participant: href, who, title, isSelf, standing } = event;
  if (isSelf) {
    const isSame = conversation.self === href && standing === null;
    return isSame ? conversation : { ...conversation, self: href, selfStanding: standing ?? conversation.selfStanding };
  }
  const { participants } = conversation;
  const before = participants.find((one) => one.href === href);
  const now: Present = {
    href,
    number: before?.number ?? conversation.counted + 1,
    who: who ?? before?.who ?? null,
    title: title ?? before?.title ?? null,
    standing: standing ?? before?.standing ?? null,
  };
  if (before !== undefined) return isSame(before, now) ? conversation : withPresent(conversation, before, now);
  if (participants.length >= mostParticipants) return conversation;
  return { ...conversation, counted: now.number, participants: [...participants, now] };
}

function isSame(before: Present, now: Present): boolean {
  return before.who === now.who && before.title === now.title && before.standing === now.standing;
}

function withPresent(conversation: LiveConversation, before: Present, now: Present): LiveConversation {
  return { ...conversation, participants: conversation.participants.map((one) => (one === before ? now : one)) };
}

function left(conversation: LiveConversation, href: string): LiveConversation {
  if (!conversation.participants.some((one) => one.href === href)) return conversation;
  return {
    ...conversation,
    participants: conversation.participants.filter((one) => one.href !== href),
    audios: conversation.audios.filter(({ participant }) => participant !== href),
  };
}

/** The end of a call may come behind that of its conversation, which is not there again by that. */
function withVoice(conversation: LiveConversation, voice: Voice | null): LiveConversation {
  const { about, participants, self, voice: before } = conversation;
  const isNew = about === null && self === null && participants.length === 0 && before === null;
  const isOver = voice === null || (voice.state === 'Disconnected' && voice.addAudio === null);
  if (isNew && isOver) return conversation;
  return { ...conversation, voice };
}

/** Nothing that could be done makes no conversation of one that is over. */
function withPhone(conversation: LiveConversation, phone: Phone | null): LiveConversation {
  const { about, participants, self, phone: before } = conversation;
  const isNew = about === null && self === null && participants.length === 0 && before === null;
  if (isNew && phone?.addPhoneAudio == null) return conversation;
  const isSame = before?.href === phone?.href && before?.addPhoneAudio === phone?.addPhoneAudio;
  return isSame ? conversation : { ...conversation, phone };
}

/** Whoever is taken out of one of them is not in any by that: where they are now is told by itself. */
function moved(conversation: LiveConversation, event: EventOf<'participant-moved'>): LiveConversation {
  if (conversation.self === event.participant) {
    const selfStanding = placed(conversation.selfStanding, event);
    return selfStanding === conversation.selfStanding ? conversation : { ...conversation, selfStanding };
  }
  const before = conversation.participants.find(({ href }) => href === event.participant);
  if (before === undefined) return conversation;
  const standing = placed(before.standing, event);
  return standing === before.standing ? conversation : withPresent(conversation, before, { ...before, standing });
}

const unplaced: Standing = { role: 'unknown', inLobby: false, organizer: false, links: noModeration };

function placed(before: Standing | null, { into, is }: EventOf<'participant-moved'>): Standing | null {
  const standing = before ?? unplaced;
  if (into === 'lobby') return standing.inLobby === is ? before : { ...standing, inLobby: is };
  const role = into === 'leaders' ? 'leader' : 'attendee';
  if (!is) return before;
  return standing.role === role && !standing.inLobby ? before : { ...standing, role, inLobby: false };
}

function withAudio(conversation: LiveConversation, audio: AudioOf): LiveConversation {
  const others = conversation.audios.filter(({ href }) => href !== audio.href);
  if (others.length > mostParticipants) return conversation;
  return { ...conversation, audios: [...others, audio] };
}

function withoutAudio(conversation: LiveConversation, href: string): LiveConversation {
  const audios = conversation.audios.filter((audio) => audio.href !== href);
  return audios.length === conversation.audios.length ? conversation : { ...conversation, audios };
}

import type { Resolve } from '../session/session.ts';
import { type Conversation, decodeConversation } from '../ucwa/decode/conversation.ts';
import { decodeParticipantRole } from '../ucwa/decode/participant.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';
import { flagOf, type Resource } from '../ucwa/resource.ts';
import type { ConversationEvent } from './event.ts';
import { type ModerationLinks, moderations, type Phone, type Standing, type Voice } from './state.ts';

type Meaning = (event: UcwaEvent, resolve: Resolve) => readonly ConversationEvent[];

/** One for each rel of conversations; nothing: it means nothing to them. */
const meanings: Readonly<Record<RelOf<'conversations'>, Meaning>> = {
  conversation,
  participant,
  localParticipant: participant,
  onlineMeeting,
  audioVideo,
  participantAudio,
  phoneAudio,
};

/** What a UCWA event means to conversations, in their order. The event's own href is absolute already. */
export function conversationEventsOf(event: UcwaEvent, resolve: Resolve): readonly ConversationEvent[] {
  return isUsedRel(event.rel) && isRelOf('conversations', event.rel) ? meanings[event.rel](event, resolve) : [];
}

/** What a conversation says of itself, with absolute links. */
export function conversationOf(resource: Resource, resolve: Resolve): Conversation {
  const { links, ...about } = decodeConversation(resource);
  const absolute = Object.entries(links).map(([rel, href]) => [rel, resolve(href)] as const);
  return { ...about, links: Object.fromEntries(absolute) as Conversation['links'] };
}

/** What a participant says of their part in a conversation. */
export function standingOf(resource: Resource, resolve: Resolve): Standing {
  const { role, inLobby, organizer, links } = decodeParticipantRole(resource);
  return {
    role: role === 'Leader' ? 'leader' : role === 'Attendee' ? 'attendee' : 'unknown',
    ...{ inLobby, organizer },
    links: Object.fromEntries(moderations.map((name) => [name, resolve(links[name])])) as ModerationLinks,
  };
}

function conversation({ type, href, resource }: UcwaEvent, resolve: Resolve): readonly ConversationEvent[] {
  const about = resource === null ? null : conversationOf(resource, resolve);
  if (type === 'deleted' || about?.state === 'Disconnected') return [{ type: 'conversation-over', conversation: href }];
  return [{ type: 'conversation', conversation: href, about }];
}

const collections: ReadonlySet<string> = new Set(['leaders', 'attendees', 'lobby']);

/** One that is in something else, such as those who type, says nothing of who is there. */
function participant(event: UcwaEvent, resolve: Resolve): readonly ConversationEvent[] {
  const { type, rel, href, title, container, containerRel, resource } = event;
  const within = conversationIn(event, resolve);
  if (within === null) return [];
  const who = resource === null ? null : usedRels.participant.decode(resource);
  const standing = resource === null ? null : standingOf(resource, resolve);
  const isSelf = rel === 'localParticipant' || (resource !== null && flagOf(resource, 'local'));
  const there: ConversationEvent = {
    ...{ type: 'participant', conversation: within, participant: href },
    ...{ who, title, standing, isSelf },
  };
  if (container === null) {
    return [type === 'deleted' ? { type: 'participant-left', conversation: within, participant: href } : there];
  }
  if (containerRel === undefined || !collections.has(containerRel)) return [];
  const into = containerRel as 'leaders' | 'attendees' | 'lobby';
  const moved: ConversationEvent = {
    ...{ type: 'participant-moved', conversation: within, participant: href },
    ...{ into, is: type !== 'deleted' },
  };
  return type === 'deleted' ? [moved] : [there, moved];
}

function onlineMeeting(event: UcwaEvent, resolve: Resolve): readonly ConversationEvent[] {
  const within = conversationIn(event, resolve);
  if (within === null || event.resource === null) return [];
  return [{ type: 'meeting', conversation: within, meeting: usedRels.onlineMeeting.decode(event.resource) }];
}

function audioVideo(event: UcwaEvent, resolve: Resolve): readonly ConversationEvent[] {
  const within = conversationIn(event, resolve);
  if (within === null) return [];
  if (event.type === 'deleted' || event.resource === null)
    return [{ type: 'voice', conversation: within, voice: null }];
  return [{ type: 'voice', conversation: within, voice: voiceOf(event.href, event.resource, resolve) }];
}

function phoneAudio(event: UcwaEvent, resolve: Resolve): readonly ConversationEvent[] {
  const { type, href, resource } = event;
  const said = resource === null ? null : resolve(usedRels.phoneAudio.decode(resource).links.conversation);
  const within = conversationIn(event, resolve) ?? said;
  if (within === null) return [];
  const phone = type === 'deleted' || resource === null ? null : phoneOf(href, resource, resolve);
  return [{ type: 'phone', conversation: within, phone }];
}

/** What a phoneAudio says of itself, with absolute links. */
export function phoneOf(href: string, resource: Resource, resolve: Resolve): Phone {
  return { href, addPhoneAudio: resolve(usedRels.phoneAudio.decode(resource).links.addPhoneAudio) };
}

/** What a voice modality says of itself, with absolute links. */
export function voiceOf(href: string, resource: Resource, resolve: Resolve): Voice {
  const { state, addAudio, escalateAudio, escalateAudioVideo } = usedRels.audioVideo.decode(resource);
  return {
    ...{ href, state },
    addAudio: resolve(addAudio),
    escalateAudio: resolve(escalateAudio),
    escalateAudioVideo: resolve(escalateAudioVideo),
  };
}

function participantAudio(event: UcwaEvent, resolve: Resolve): readonly ConversationEvent[] {
  const within = conversationIn(event, resolve);
  if (within === null) return [];
  const gone = [{ type: 'audio-gone', conversation: within, audio: event.href }] as const;
  if (event.type === 'deleted' || event.resource === null) return gone;
  const decoded = usedRels.participantAudio.decode(event.resource);
  const own = event.containerRel === 'localParticipant' ? resolve(event.container) : null;
  // Below the participant whose it is, where it does not say that.
  const whose = own ?? resolve(decoded.participant) ?? event.href.replace(/\/participantAudio(?:[/?].*)?$/, '');
  const [muteAudio, unmuteAudio] = [resolve(decoded.muteAudio), resolve(decoded.unmuteAudio)];
  const audio = { href: event.href, participant: whose, muted: decoded.muted, muteAudio, unmuteAudio };
  return [{ type: 'audio', conversation: within, audio }];
}

function conversationIn({ sender }: UcwaEvent, resolve: Resolve): string | null {
  return sender.rel === 'conversation' ? resolve(sender.href) : null;
}

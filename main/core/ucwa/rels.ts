import { decodeAudioVideo } from './decode/audio-video.ts';
import { decodeAudioVideoInvitation } from './decode/audio-video-invitation.ts';
import { decodeAudioVideoRenegotiation } from './decode/audio-video-renegotiation.ts';
import { decodeAudioVideoSession } from './decode/audio-video-session.ts';
import { decodeConversation } from './decode/conversation.ts';
import type { Resource } from './resource.ts';

/** What is done with the events about one kind of resource. */
interface Rel {
  /** An event without the resource means nothing: it is fetched. */
  readonly needsBody: boolean;
  /** It rings: whose call it is, is fetched too where only a link says so, and it is asked for as long as a server lets it ring. */
  readonly isInvitation: boolean;
  readonly decode: (resource: Resource) => unknown;
}

/**
 * The resources whose events this app makes something of. Whoever gives them a meaning has to name each of these (calls/from-ucwa.ts does),
 * so that none can come through here and be lost there.
 */
export const usedRels = {
  audioVideo: { needsBody: true, isInvitation: false, decode: decodeAudioVideo },
  audioVideoInvitation: { needsBody: true, isInvitation: true, decode: decodeAudioVideoInvitation },
  audioVideoRenegotiation: { needsBody: true, isInvitation: false, decode: decodeAudioVideoRenegotiation },
  audioVideoSession: { needsBody: true, isInvitation: false, decode: decodeAudioVideoSession },
  conversation: { needsBody: false, isInvitation: false, decode: decodeConversation },
} as const satisfies Readonly<Record<string, Rel>>;

export type UsedRel = keyof typeof usedRels;

export function isUsedRel(rel: string): rel is UsedRel {
  return Object.hasOwn(usedRels, rel);
}

/**
 * What else the reference lists as the subject of an event. Nothing is made of its resource; that `communication` changed, is heard in
 * session/availability.
 */
const otherRels: ReadonlySet<string> = new Set(
  [
    'applicationSharing audioVideoNegotiation callForwardingSettings communication contact contactLocation',
    'contactNote contactPresence contactPrivacyRelationship contactSupportedModalities conversationLog conversationLogs',
    'dataCollaboration group groups location localParticipant me message messaging messagingInvitation missedItems myContacts note',
    'onlineMeeting onlineMeetingInvitation panoramicVideo participant participantApplicationSharing participantAudio',
    'participantDataCollaboration participantInvitation participantMessaging participantPanoramicVideo participantVideo people',
    'phoneAudio phoneAudioInvitation phones photo policies presence presenceSubscription renegotiation typingParticipant',
  ].flatMap((line) => line.split(' ')),
);

/** Whether the reference lists it as the subject of an event. */
export function isKnownRel(rel: string): boolean {
  return isUsedRel(rel) || otherRels.has(rel);
}

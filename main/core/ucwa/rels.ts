import { decodeAudioVideo } from './decode/audio-video.ts';
import { decodeAudioVideoInvitation } from './decode/audio-video-invitation.ts';
import { decodeAudioVideoNegotiation } from './decode/audio-video-negotiation.ts';
import { decodeAudioVideoRenegotiation } from './decode/audio-video-renegotiation.ts';
import { decodeAudioVideoSession } from './decode/audio-video-session.ts';
import { decodeContactLocation, decodeContactNote, decodeContactPresence } from './decode/contact-presence.ts';
import { decodeConversation } from './decode/conversation.ts';
import { decodeMessage } from './decode/message.ts';
import { decodeMessaging } from './decode/messaging.ts';
import { decodeMessagingInvitation } from './decode/messaging-invitation.ts';
import { decodeMissedItems } from './decode/missed-items.ts';
import { decodeOnlineMeeting } from './decode/online-meeting.ts';
import { decodeOnlineMeetingInvitation } from './decode/online-meeting-invitation.ts';
import { decodeParticipant } from './decode/participant.ts';
import { decodeParticipantAudio } from './decode/participant-audio.ts';
import { decodeParticipantInvitation } from './decode/participant-invitation.ts';
import { decodePhoneAudio } from './decode/phone-audio.ts';
import { decodePhoneAudioInvitation } from './decode/phone-audio-invitation.ts';
import { decodePolicies } from './decode/policies.ts';
import type { Resource } from './resource.ts';

/** The slices that make something of events. */
export type TakingSlice =
  | 'calling'
  | 'calls'
  | 'conversations'
  | 'meetings'
  | 'messages'
  | 'missed'
  | 'people'
  | 'phone-calls'
  | 'presence'
  | 'voicemail';

/** What is done with the events about one kind of resource. */
interface Rel {
  /** Who makes something of them, in the order in which they are told. */
  readonly slices: readonly TakingSlice[];
  /** An event without the resource means nothing: it is fetched. */
  readonly needsBody: boolean;
  /** What it is called says something by itself: it is told at once, and the resource is fetched behind it. */
  readonly behind?: true;
  /** It rings: whose call it is, is fetched too where only a link says so, and it is asked for as long as a server lets it ring. */
  readonly isInvitation: boolean;
  /** Nothing is spent on its href, which stays as the server wrote it: whose it is, is looked up by that. */
  readonly asWritten?: true;
  readonly decode: (resource: Resource) => unknown;
}

/** Of people many events come, and most are about nobody who is looked at: the slice itself reads what it wants to know. */
const ofPeople = {
  slices: ['people'],
  needsBody: false,
  isInvitation: false,
  asWritten: true,
  decode: (resource: Resource) => resource,
} as const;

/** Of the user themselves: the slice reads what an event did not bring. */
const ofOneself = {
  slices: ['presence'],
  needsBody: false,
  isInvitation: false,
  decode: (resource: Resource) => resource,
} as const;

/**
 * The resources whose events this app makes something of, and whose they are. A slice has to name each of its own (calls/from-ucwa.ts does),
 * so that none can come through here and be lost there.
 */
export const usedRels = {
  audioVideo: {
    slices: ['calls', 'conversations', 'meetings'],
    needsBody: true,
    isInvitation: false,
    decode: decodeAudioVideo,
  },
  audioVideoInvitation: { slices: ['calls'], needsBody: true, isInvitation: true, decode: decodeAudioVideoInvitation },
  audioVideoNegotiation: {
    slices: ['calls'],
    needsBody: true,
    isInvitation: false,
    decode: decodeAudioVideoNegotiation,
  },
  audioVideoRenegotiation: {
    slices: ['calls'],
    needsBody: true,
    isInvitation: false,
    decode: decodeAudioVideoRenegotiation,
  },
  audioVideoSession: { slices: ['calls'], needsBody: true, isInvitation: false, decode: decodeAudioVideoSession },
  contactPresence: { ...ofPeople, decode: decodeContactPresence },
  contactNote: { ...ofPeople, decode: decodeContactNote },
  contactLocation: { ...ofPeople, decode: decodeContactLocation },
  contact: ofPeople,
  group: ofPeople,
  defaultGroup: ofPeople,
  pinnedGroup: ofPeople,
  distributionGroup: ofPeople,
  delegatesGroup: ofPeople,
  delegatorsGroup: ofPeople,
  myOrganizationGroup: ofPeople,
  myContactsAndGroupsSubscription: ofPeople,
  presenceSubscription: ofPeople,
  conversation: {
    slices: ['calls', 'phone-calls', 'conversations', 'messages', 'meetings'],
    needsBody: true,
    behind: true,
    isInvitation: false,
    decode: decodeConversation,
  },
  localParticipant: {
    slices: ['conversations', 'meetings'],
    needsBody: false,
    isInvitation: false,
    decode: decodeParticipant,
  },
  location: ofOneself,
  me: ofOneself,
  message: { slices: ['messages'], needsBody: true, isInvitation: false, decode: decodeMessage },
  messaging: { slices: ['messages'], needsBody: true, isInvitation: false, decode: decodeMessaging },
  messagingInvitation: {
    slices: ['messages'],
    needsBody: true,
    isInvitation: true,
    decode: decodeMessagingInvitation,
  },
  missedItems: { slices: ['voicemail', 'missed'], needsBody: true, isInvitation: false, decode: decodeMissedItems },
  note: ofOneself,
  onlineMeeting: {
    slices: ['conversations', 'meetings'],
    needsBody: true,
    isInvitation: false,
    decode: decodeOnlineMeeting,
  },
  onlineMeetingInvitation: {
    slices: ['meetings'],
    needsBody: true,
    isInvitation: true,
    decode: decodeOnlineMeetingInvitation,
  },
  participant: {
    slices: ['calls', 'phone-calls', 'conversations', 'messages', 'meetings'],
    needsBody: false,
    isInvitation: false,
    decode: decodeParticipant,
  },
  participantAudio: {
    slices: ['conversations', 'meetings'],
    needsBody: true,
    isInvitation: false,
    decode: decodeParticipantAudio,
  },
  participantInvitation: {
    slices: ['meetings'],
    needsBody: true,
    isInvitation: false,
    decode: decodeParticipantInvitation,
  },
  phoneAudio: {
    slices: ['phone-calls', 'conversations'],
    needsBody: true,
    isInvitation: false,
    decode: decodePhoneAudio,
  },
  phoneAudioInvitation: {
    slices: ['phone-calls'],
    needsBody: true,
    isInvitation: true,
    decode: decodePhoneAudioInvitation,
  },
  policies: { slices: ['calling', 'messages'], needsBody: true, isInvitation: false, decode: decodePolicies },
  presence: ofOneself,
} as const satisfies Readonly<Record<string, Rel>>;

export type UsedRel = keyof typeof usedRels;

/** The rels of one slice. */
export type RelOf<Slice extends TakingSlice> = {
  [Rel in UsedRel]: Slice extends (typeof usedRels)[Rel]['slices'][number] ? Rel : never;
}[UsedRel];

/** Whether events about it are this slice's. */
export function isRelOf<Slice extends TakingSlice>(slice: Slice, rel: UsedRel): rel is RelOf<Slice> {
  return (usedRels[rel].slices as readonly TakingSlice[]).includes(slice);
}

/** Whether an event about it is told at once, and the resource that it lacks is fetched behind it. */
export function isFetchedBehind(rel: UsedRel): boolean {
  return (usedRels[rel] as Rel).behind === true;
}

/** Whether the hrefs of events about it stay as the server wrote them. */
export function isAsWritten(rel: UsedRel): boolean {
  return (usedRels[rel] as Rel).asWritten === true;
}

export function isUsedRel(rel: string): rel is UsedRel {
  return Object.hasOwn(usedRels, rel);
}

/**
 * What else the reference lists as the subject of an event. Nothing is made of its resource; that `communication` changed, is heard in
 * session/availability.
 */
const otherRels: ReadonlySet<string> = new Set(
  [
    'applicationSharing callForwardingSettings communication',
    'contactPrivacyRelationship contactSupportedModalities conversationLog conversationLogs',
    'dataCollaboration groups myContacts',
    'panoramicVideo participantApplicationSharing',
    'participantDataCollaboration participantMessaging participantPanoramicVideo participantVideo people',
    'phones photo renegotiation typingParticipant',
  ].flatMap((line) => line.split(' ')),
);

/** Whether the reference lists it as the subject of an event. */
export function isKnownRel(rel: string): boolean {
  return isUsedRel(rel) || otherRels.has(rel);
}

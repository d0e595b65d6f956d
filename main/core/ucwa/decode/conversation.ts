import { flagOf, linksOf, type Resource, textOf } from '../resource.ts';
import { importanceOf } from './invitation.ts';

/** The container of what is said and shown between two or more (UCWA reference: conversation). Hrefs are as the server wrote them. */
export interface Conversation {
  /** An open list: Incoming, Connecting, Connected, Conferencing, Conferenced, InLobby, Disconnecting, Disconnected. */
  readonly state: string;
  /** An open list: Audio, Video, Messaging and so on. */
  readonly activeModalities: readonly string[];
  readonly importance: 'normal' | 'urgent' | 'emergency';
  readonly subject: string | null;
  readonly threadId: string | null;
  /** Others than the user; null where the server does not say. */
  readonly participantCount: number | null;
  readonly recording: boolean;
  /** Attendees are kept muted; null where the server does not say. */
  readonly audienceMute: boolean | null;
  readonly readLocally: boolean;
  readonly links: Readonly<Record<(typeof conversationRels)[number], string | null>>;
}

const conversationRels = [
  ...(['self', 'participants', 'localParticipant', 'addParticipant', 'leaders', 'attendees', 'lobby'] as const),
  ...(['audioVideo', 'messaging', 'phoneAudio', 'onlineMeeting', 'applicationSharing', 'dataCollaboration'] as const),
  ...(['userAcknowledged', 'enableAudienceMuteLock', 'disableAudienceMuteLock'] as const),
] as const;

export function decodeConversation(resource: Resource): Conversation {
  const count = resource.properties.get('participantCount');
  const modalities = resource.properties.get('activeModalities');
  return {
    state: textOf(resource, 'state') ?? '',
    activeModalities: (Array.isArray(modalities) ? modalities : [modalities]).flatMap((one) =>
      typeof one === 'string' ? one : [],
    ),
    importance: importanceOf(textOf(resource, 'importance')),
    subject: textOf(resource, 'subject'),
    threadId: textOf(resource, 'threadId'),
    participantCount: count === undefined || Number.isNaN(Number(count)) ? null : Number(count),
    recording: flagOf(resource, 'recording'),
    audienceMute: lockOf(textOf(resource, 'audienceMute')),
    readLocally: flagOf(resource, 'readLocally'),
    links: linksOf(resource, conversationRels),
  };
}

/** An open list: Enabled, Disabled, Unknown. */
function lockOf(said: string | null): boolean | null {
  const word = said?.toLowerCase();
  return word === 'enabled' ? true : word === 'disabled' ? false : null;
}

import { dateOf, embeddedOf, type Resource, textOf } from '../resource.ts';
import type { Participant } from './participant.ts';

/** A past conversation of the server's own log (UCWA reference: conversationLog). */
export interface PastCall {
  /** Stays when the application is made anew, other than the log's href. */
  readonly id: string;
  /** The conversation's, as the invitation has it; null where the log does not say. */
  readonly threadId: string | null;
  /** In ms since 1970. */
  readonly at: number;
  readonly from: Participant;
}

/** Null for anything but an incoming call with voice that was missed. */
export function decodeMissedCall(resource: Resource): PastCall | null {
  const at = dateOf(resource, 'creationTime');
  if (at === null || !says(resource, 'direction', 'incoming') || !says(resource, 'status', 'missed')) return null;
  const modalities = resource.properties.get('modalities');
  const names = (Array.isArray(modalities) ? modalities : [modalities]).map(String);
  if (!names.some((name) => /audio|video/i.test(name))) return null;
  const recipient = embeddedOf(resource, 'conversationLogRecipient');
  const name = recipient && textOf(recipient, 'displayName');
  const uri = recipient && textOf(recipient, 'sipUri');
  const threadId = textOf(resource, 'threadId');
  return {
    id: `${at} ${threadId ?? uri ?? name ?? ''}`,
    threadId,
    at,
    from: { name, uri, phoneNumber: null },
  };
}

function says(resource: Resource, name: string, value: string): boolean {
  return textOf(resource, name)?.toLowerCase() === value;
}

import { embeddedOf, type Resource, textOf } from '../resource.ts';
import type { Participant } from './participant.ts';

/** How many conversations the user missed, on any device (UCWA reference: missedItems); null where it does not say. */
export function decodeMissedCount(resource: Resource): number | null {
  const value = resource.properties.get('missedConversationsCount');
  const count = typeof value === 'string' ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** A past conversation of the server's own log (UCWA reference: conversationLog). */
export interface PastCall {
  /** Stays when the application is made anew, other than the log's href. */
  readonly id: string;
  /** In ms since 1970. */
  readonly at: number;
  readonly from: Participant;
}

/** Null for anything but an incoming call with voice that was missed. */
export function decodeMissedCall(resource: Resource): PastCall | null {
  const at = decodeDate(textOf(resource, 'creationTime'));
  if (at === null || !says(resource, 'direction', 'incoming') || !says(resource, 'status', 'missed')) return null;
  const modalities = resource.properties.get('modalities');
  const names = (Array.isArray(modalities) ? modalities : [modalities]).map(String);
  if (!names.some((name) => /audio|video/i.test(name))) return null;
  const recipient = embeddedOf(resource, 'conversationLogRecipient');
  const name = recipient && textOf(recipient, 'displayName');
  const uri = recipient && textOf(recipient, 'sipUri');
  return {
    id: textOf(resource, 'threadId') ?? `${at} ${uri ?? name ?? ''}`,
    at,
    from: { name, uri, phoneNumber: null },
  };
}

function says(resource: Resource, name: string, value: string): boolean {
  return textOf(resource, name)?.toLowerCase() === value;
}

/** The JSON of .NET, `/Date(1426174620000)/`, or ISO 8601; in ms since 1970. */
export function decodeDate(text: string | null): number | null {
  if (text === null || text.length > 64) return null;
  const [, ms] = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text) ?? [];
  const at = ms === undefined ? (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN) : Number(ms);
  return Number.isNaN(at) ? null : at;
}

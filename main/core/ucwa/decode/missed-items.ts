import type { Resource } from '../resource.ts';

/** What waits for the user, on any device (UCWA reference: missedItems). Null: the server does not say. */
export interface MissedItems {
  readonly missedConversations: number | null;
  /** Voice messages that nobody has listened to, and all that there are. */
  readonly newVoicemails: number | null;
  readonly voicemails: number | null;
}

export function decodeMissedItems(resource: Resource): MissedItems {
  return {
    missedConversations: countOf(resource, 'missedConversationsCount'),
    newVoicemails: countOf(resource, 'unreadVoicemailsCount'),
    // The reference writes it with a capital M.
    voicemails: countOf(resource, 'voiceMailsCount') ?? countOf(resource, 'voicemailsCount'),
  };
}

/** A number in JSON, a text in XML. */
function countOf({ properties }: Resource, name: string): number | null {
  const value = properties.get(name);
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

import type { PresenceView } from './people.ts';

/** What the user can be by their own choice (UCWA reference: presence). */
export const ownPresences = ['available', 'busy', 'do-not-disturb', 'be-right-back', 'away', 'off-work'] as const;

export type OwnPresence = (typeof ownPresences)[number];

/** A server takes so many characters of a location; a note has no limit of its own. */
export const longestLocation = 60;
export const longestNote = 500;

/** What the user says of themselves to others. */
export type OwnPart = 'presence' | 'note' | 'location';

/** The user as others see them; what the server does not let be set is absent. */
export interface OwnPresenceView {
  /** As others see it; null where the server tells nothing of it. */
  readonly presence: PresenceView | null;
  /** The choice that it comes to. */
  readonly chosen: OwnPresence | null;
  /** Null where there can be none. */
  readonly note: string | null;
  /** It comes from the mailbox, and stands in place of what the user wrote. */
  readonly outOfOffice: boolean;
  /** Null where there can be none. */
  readonly location: string | null;
  /** Changes that the server has not answered yet. */
  readonly asked: readonly OwnPart[];
  /** The user in the directory: each a line, such as a title. */
  readonly about: readonly AboutLine[];
}

/** What the directory says of the user, which only an administrator can change (UCWA reference: me). */
export interface AboutLine {
  readonly kind: 'title' | 'department' | 'company' | 'office' | 'mail' | 'work' | 'mobile' | 'home' | 'other';
  readonly text: string;
}

export type OwnPresenceCommand =
  /** Null: as the calendar and what the user does say. */
  | { readonly type: 'set-presence'; readonly presence: OwnPresence | null }
  /** An empty text takes it away. */
  | { readonly type: 'set-note'; readonly text: string }
  | { readonly type: 'set-location'; readonly text: string };

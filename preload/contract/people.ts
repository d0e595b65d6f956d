/**
 * How somebody's presence is drawn: a tick, a plain disc, a bar, a clock, a ring; `unknown` draws nothing. The words beside it say more.
 */
export type PresenceDot = 'available' | 'busy' | 'do-not-disturb' | 'away' | 'offline' | 'unknown';

export interface PresenceView {
  readonly dot: PresenceDot;
  /** In words, such as "In a call"; empty until it is known. */
  readonly text: string;
  /** They are in a call, and may not answer. */
  readonly inCall?: true;
}

export type NumberKind = 'work' | 'mobile' | 'home' | 'other';

/** A telephone number of somebody. */
export interface NumberView {
  readonly kind: NumberKind;
  /** As it is written for people. */
  readonly text: string;
  /** As it is called: a `tel:` URI. */
  readonly uri: string;
}

/** Somebody in a list or in suggestions. All strings are already cleaned of control and bidi characters. */
export interface PersonView {
  /** Names this person in commands and queries as long as somebody is signed in. */
  readonly id: string;
  readonly label: string;
  /** Up to two letters for the avatar. */
  readonly initials: string;
  readonly presence: PresenceView;
  /** What tells them from others of the name: title, department and so on; may be empty. */
  readonly line: string;
  /** The address of a picture within the app, relative to the page; null where there is none. */
  readonly photo: string | null;
  /** In the user's own contact list. */
  readonly contact: boolean;
  readonly favourite: boolean;
  /** The server says that they are not of the user's organization. */
  readonly outside?: true;
  /** As it is called or written to: a `sip:` URI; null where there is none. */
  readonly uri: string | null;
  /** The same as it is written for people. */
  readonly address: string | null;
  readonly numbers: readonly NumberView[];
}

/** Who is at the other end of a call, besides their name and number. */
export interface CallerView {
  /** Title, department and so on; may be empty. */
  readonly line: string;
  readonly photo: string | null;
  readonly presence: PresenceView;
  /** In the user's own contact list. */
  readonly contact: boolean;
}

/** All that is known of somebody. */
export interface PersonDetails {
  readonly person: PersonView;
  readonly title: string | null;
  readonly department: string | null;
  readonly company: string | null;
  readonly office: string | null;
  /** Where they say that they are. */
  readonly location: string | null;
  /** What they say to those who look at them. */
  readonly note: string | null;
  /** That note says that they are out of the office. */
  readonly isOutOfOffice: boolean;
  readonly mails: readonly string[];
  /** The names of the user's groups that they are in. */
  readonly groups: readonly string[];
  /** What the server lets the user do with them in the contact list. */
  readonly actions: readonly PersonAction[];
}

export const personActions = ['add-favourite', 'remove-favourite', 'add-contact', 'remove-contact'] as const;

/** What may be done with somebody in the contact list. */
export type PersonAction = (typeof personActions)[number];

export const peopleTabs = ['everyone', 'favourites', 'team', 'delegates'] as const;

/** Which people a list shows. */
export type PeopleTab = (typeof peopleTabs)[number];

/** One row of a list of people. */
export interface PersonRow {
  /** Of the row: somebody who is in two groups has two. */
  readonly id: string;
  readonly person: PersonView;
  /** The part of the list it stands in: a group, or where it was found. */
  readonly section: string;
  /** It is the first of that part. */
  readonly opensSection: boolean;
}

/** The most suggestions that an answer has. */
export const mostSuggestions = 20;

/** The longest text that is searched for, in UTF-16 units (UCWA reference: search). */
export const longestSearch = 256;

/** The most people that are looked at, and whose presence is asked for, at once. */
export const mostLookedAt = 100;

/** `loading`: nothing is known yet. `partial`: some groups could not be read. `unavailable`: the server does not give the list now. `none`: it has none for this user. */
export type ContactListState = 'loading' | 'ready' | 'partial' | 'unavailable' | 'none';

/**
 * What the company directory says to what is searched for. `idle`: nothing was asked. `none`: this server has no directory to search.
 * `refused`: the user may not search it.
 */
export type DirectoryState = 'idle' | 'none' | 'asking' | 'found' | 'unreachable' | 'refused';

/** People in the snapshot: how many there are; windows ask for the lists by {@link PeopleQueries}. */
export interface PeopleSummary {
  /** Grows with each change of what any of the lists or details shows. */
  readonly revision: number;
  readonly state: ContactListState;
  /** How many are in each list. */
  readonly counts: Readonly<Record<PeopleTab, number>>;
  readonly directory: {
    readonly state: DirectoryState;
    /** What it was asked for. */
    readonly text: string;
    /** It found more than it lists. */
    readonly more: boolean;
  };
  /** The last change that the user wanted of the list was not taken by the server. */
  readonly notTaken: boolean;
}

export interface PeopleQueries {
  /** Rows of a list of people: of a tab, or of what was found for a text, in the contacts first and in the directory then. */
  readonly 'people-rows': {
    readonly asks: {
      readonly tab: PeopleTab;
      /** What is searched for; empty for the whole list. */
      readonly text: string;
      /** The place of the first row that is wanted, from 0. */
      readonly from: number;
      readonly count: number;
      /** Rows whose places are looked for. */
      readonly places: readonly string[];
    };
    readonly answer: PeopleRows;
  };
  /**
   * Suggestions for a name, an address or digits of a number: the contacts at once, and who is known of the directory by now. Favourites
   * where the text is empty.
   */
  readonly 'people-search': {
    readonly asks: { readonly text: string; readonly limit: number };
    readonly answer: PeopleFound;
  };
  /** All that is known of somebody; null where they are not, or no longer, known. */
  readonly person: {
    readonly asks: { readonly personId: string };
    readonly answer: PersonDetails | null;
  };
  /** The pictures that are there of those who were talked to in these calls; at most {@link mostLookedAt} of them. */
  readonly faces: {
    readonly asks: { readonly callIds: readonly string[] };
    readonly answer: readonly FaceView[];
  };
}

export interface PeopleRows {
  /** Of the lists that these rows are of. */
  readonly revision: number;
  /** Rows in the whole list. */
  readonly total: number;
  readonly from: number;
  /** Fewer than were asked for where the list ends. */
  readonly rows: readonly PersonRow[];
  /** Where the rows that were asked for stand, in the same order; null for one that is not in the list. */
  readonly places: readonly (number | null)[];
}

export interface PeopleFound {
  readonly revision: number;
  /** The best first. */
  readonly people: readonly PersonView[];
  /** How many there are in all. */
  readonly total: number;
}

/** Who was talked to in a past call, as a picture shows them. */
export interface FaceView {
  readonly callId: string;
  /** The address of the picture within the app. */
  readonly photo: string;
}

/**
 * What a user wants of people. `search-directory`: has the company directory asked for what is typed, once typing pauses; an empty text
 * ends it. `look-at-people`: these are on the screen, so that their presence is wanted, and one of them closely; none ends it.
 * `look-at-faces`: calls that are on the screen; the pictures of those of them who are contacts are read.
 */
export type PeopleCommand =
  | { readonly type: 'search-directory'; readonly text: string }
  | { readonly type: 'look-at-people'; readonly personIds: readonly string[]; readonly closely: string | null }
  | { readonly type: 'look-at-faces'; readonly callIds: readonly string[] }
  | { readonly type: 'read-contacts-again' }
  | { readonly type: 'change-contact'; readonly personId: string; readonly action: PersonAction };

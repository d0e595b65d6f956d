import type { Sentence } from './words/index.ts';

/** What an invitation says beyond who calls. All of it is text of strangers or servers, cleaned and bounded. */
export interface InvitationView {
  /** Why it rings here, the most telling first; none where the caller simply called the user. */
  readonly why: readonly RingReasonView[];
  /** It came in on the user's private line. */
  readonly privateLine: boolean;
  /** Where an emergency caller is: the lines of an address, nearest first; empty where nothing is said. */
  readonly place: readonly string[];
  /** What a program sent along, to be read; null where nothing came. */
  readonly content: string | null;
}

/** A reason as a sentence with the names of people in it. */
export interface RingReasonView {
  readonly kind: 'for' | 'team' | 'forwarded' | 'transferred' | 'on-behalf';
  readonly sentence: Sentence;
  /** A name in it may still come; the sentence says what is known by now. */
  readonly pending: boolean;
}

/** Of a call that says nothing more. */
export const plainInvitation: InvitationView = { why: [], privateLine: false, place: [], content: null };

/** The same of a past call. */
export interface PastInvitationView extends InvitationView {
  readonly subject: string | null;
  readonly importance: 'normal' | 'urgent' | 'emergency';
}

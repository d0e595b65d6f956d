import type { PlaceParts } from '../calling/state.ts';
import type { Participant } from '../ucwa/decode/participant.ts';

/** Whom to call, and how. */
export interface Dialled {
  /** A `sip:` or `tel:` URI. */
  readonly to: string;
  /** As people write it. */
  readonly written: string;
  readonly party: Participant;
  readonly delegator: Participant | null;
  readonly emergency: boolean;
  /** The user is to be seen from the answer on. */
  readonly video: boolean;
  /** What the user says it is about. */
  readonly subject: string | null;
  /** The thread that it goes on with; null begins another. */
  readonly threadId: string | null;
  /** Absolute href of the operation that makes it. */
  readonly start: string;
  /** Id of the call that it takes into a meeting; null makes one of its own. */
  readonly escalates: string | null;
  /** Where the user is, of a call for help. */
  readonly place: PlaceParts | null;
}

/** A call of which nothing more is told than whom to call. */
export const plainlyDialled: Omit<Dialled, 'to' | 'written' | 'party' | 'start'> = {
  delegator: null,
  emergency: false,
  escalates: null,
  video: false,
  subject: null,
  threadId: null,
  place: null,
};

/** What the server says of an invitation that the user sent; hrefs are absolute. */
export interface SentInvitation {
  /** It goes on in another conversation than it began in, and the names are those of it (UCWA reference: derivedConversation). */
  readonly derived: boolean;
  readonly conversation: string | null;
  readonly audioVideo: string | null;
  readonly cancel: string | null;
  readonly diagnostics: string | null;
  readonly threadId: string | null;
  /** An open list (UCWA reference: InvitationState). */
  readonly state: string;
  /** Where its `to` is described. */
  readonly callee: string | null;
  /** Who answered. */
  readonly acceptedBy: Participant | null;
  /** That is not who was called. */
  readonly bySomebodyElse: boolean;
}

/** How an invitation that the user sent ended. */
export interface SentEnd {
  readonly succeeded: boolean;
  readonly code: string;
  readonly subcode: string | null;
}

/** All that can happen to a call out besides what happens to each call; delivered at least once, in any order. */
export type CallOutEvent =
  | {
      readonly type: 'call-out';
      readonly callId: string;
      readonly operationId: string;
      readonly sessionContext: string;
      readonly dialled: Dialled;
      readonly microphone: 'there' | 'missing';
      readonly wall: number;
    }
  /** The gateway has made the offer. */
  | {
      readonly type: 'media-called-out';
      readonly callId: string;
      readonly offering: string;
      readonly farOffer: string;
      readonly nearOffer: string;
    }
  | { readonly type: 'early-media'; readonly callId: string; readonly fork: string }
  | { readonly type: 'provisional-refused'; readonly callId: string; readonly fork: string }
  | { readonly type: 'path-chosen'; readonly callId: string }
  /** The server has the request. `invitation`: absolute href; null where its reply does not say it. */
  | { readonly type: 'call-taken'; readonly callId: string; readonly invitation: string | null }
  | {
      readonly type: 'call-refused';
      readonly callId: string;
      readonly code: string;
      readonly subcode: string | null;
      /** In full, for the log. */
      readonly said: string;
    }
  /** Whether the server has it is not known: only its events can tell. `failedThere`: it said itself that it failed. */
  | { readonly type: 'call-unsure'; readonly callId: string; readonly failedThere: boolean }
  /** It should have got further by now. `alone`: a call into a conference whose talk is over. */
  | {
      readonly type: 'call-overdue';
      readonly callId: string;
      readonly stage: 'offer' | 'request' | 'answer' | 'fate' | 'alone';
    }
  | {
      readonly type: 'invitation-sent';
      readonly invitation: string;
      readonly operationId: string | null;
      readonly sent: SentInvitation;
      readonly end: SentEnd | null;
    }
  /** An answer to our offer, by one of the places where it rings. */
  | {
      readonly type: 'far-answered';
      /** Null where the server does not say it. */
      readonly invitation: string | null;
      readonly final: string | null;
      readonly provisional: string | null;
      readonly fork: string;
      /** Who answers there. */
      readonly remote: string | null;
    }
  | { readonly type: 'callee-named'; readonly callId: string; readonly party: Participant };

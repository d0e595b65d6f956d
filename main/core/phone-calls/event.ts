import type { Invited as WhyItRings } from '../calls/invited/invited.ts';
import type { EndReason } from '../calls/state.ts';
import type { Why } from '../calls/why.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { PhoneCall, PhoneLinks } from './state.ts';

/** A phoneAudioInvitation; hrefs are absolute. */
export interface Invited {
  readonly invitation: string;
  readonly direction: 'incoming' | 'outgoing';
  /** An open list (UCWA reference: InvitationState). */
  readonly state: string;
  readonly operationId: string | null;
  readonly conversation: string | null;
  readonly phoneAudio: string | null;
  /** Other names of what it belongs to: the conversation and modality that it was derived from, or takes the place of. */
  readonly related: readonly string[];
  readonly threadId: string | null;
  readonly decline: string | null;
  readonly cancel: string | null;
  readonly ownNumber: string | null;
  /** Who calls, or who answered. */
  readonly from: Participant | null;
  /** Where the server says who calls; null of a call out. */
  readonly caller: string | null;
  readonly acceptedBy: Participant | null;
  readonly about: WhyItRings;
  readonly subject: string | null;
  readonly importance: PhoneCall['importance'];
}

/** What a call that the user begins is known by before the server has said anything of it. */
export type Begun = Pick<
  PhoneCall,
  | 'id'
  | 'origin'
  | 'direction'
  | 'of'
  | 'operationId'
  | 'conversation'
  | 'threadId'
  | 'ownNumber'
  | 'party'
  | 'delegator'
  | 'dialled'
> &
  Pick<PhoneCall, 'subject' | 'importance' | 'startedAt' | 'connectedAt'> &
  Partial<Pick<PhoneCall, 'addedBy'>> & { readonly decline: string | null };

/** All that can happen to a call on the user's telephone; delivered at least once, in any order. */
export type PhoneCallEvent =
  | { readonly type: 'begun'; readonly begun: Begun }
  /** `of`: the call of this computer that it belongs to. */
  | {
      readonly type: 'invited';
      readonly callId: string;
      readonly invited: Invited;
      readonly of: string | null;
      readonly wall: number;
    }
  | {
      readonly type: 'invitation-over';
      readonly callId: string;
      readonly invitation: string;
      /** What it says of itself; null where the server did not send it. */
      readonly invited: Invited | null;
      readonly succeeded: boolean;
      readonly code: string;
      readonly subcode: string | null;
      /** Absolute href of the contact that answered instead. */
      readonly acceptedByContact: string | null;
      readonly wall: number;
    }
  | {
      readonly type: 'phone-audio';
      readonly phoneAudio: string;
      readonly conversation: string | null;
      readonly state: string;
      readonly links: Pick<PhoneLinks, 'hold' | 'resume' | 'stop'>;
      /** Why it is over, where that is told. */
      readonly why?: Why;
      /** The server would add one there: so it is before a call, and after it. */
      readonly addable?: true;
      /** It was come upon, as no news of its own: it may be from before the call. */
      readonly found?: true;
    }
  | { readonly type: 'conversation-over'; readonly conversation: string; readonly why?: Why }
  /** The server took what the user wanted; `invitation`: where it says so. */
  | { readonly type: 'asked'; readonly callId: string; readonly invitation: string | null }
  /** The conversation that it was to be added to is no more, and nothing came of it. */
  | { readonly type: 'astray'; readonly callId: string }
  | { readonly type: 'decline' | 'hang-up' | 'hold' | 'resume'; readonly callId: string }
  | { readonly type: 'not-turned'; readonly callId: string }
  | { readonly type: 'stopped'; readonly callId: string }
  /** The server tells of somebody who takes part; `participant`: their absolute name. */
  | { readonly type: 'caller-told'; readonly participant: string; readonly person: Participant }
  /** Somebody whom the invitation names; null: the server does not say who that is. */
  | {
      readonly type: 'person-found';
      readonly callId: string;
      readonly href: string;
      readonly person: Participant | null;
    }
  | { readonly type: 'answered-by'; readonly callId: string; readonly name: string }
  /** It goes on under other hrefs. */
  | { readonly type: 'renamed'; readonly callId: string; readonly conversation: string; readonly phoneAudio: string }
  /** The call of this computer that it belongs to is over: from now on it stands for both. */
  | { readonly type: 'alone'; readonly callId: string }
  /** It cannot go on. `tell`: the server does not know. */
  | {
      readonly type: 'lost';
      readonly callId: string;
      readonly reason: EndReason;
      readonly code?: string;
      readonly by?: string | null;
      readonly tell?: true;
    }
  | { readonly type: 'forget'; readonly callId: string };

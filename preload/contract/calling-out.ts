import type { PartyView } from './party.ts';

/**
 * How far a call out has come. `preparing`: its sound is set up here, and nothing is sent. `connecting`: the server looks for the other
 * side. `forwarded`, `team-ring`: it rings with somebody else than was called.
 */
export type CallProgress = 'preparing' | 'connecting' | 'alerting' | 'forwarded' | 'team-ring';

/** What the windows show of a call out besides what they show of each call. */
export interface OutgoingView {
  /** What was dialled, as people write it. */
  readonly dialled: string;
  readonly progress: CallProgress;
  /** Who it was forwarded to, where the server says so. */
  readonly forwardedTo: PartyView | null;
  /** How many people a team ring rings with; null where that is not known: UCWA has no place for it. */
  readonly teamSize: number | null;
  /** For whom it is made: the other side sees both names. */
  readonly onBehalfOf: PartyView | null;
  /** Who answered in place of who was called; stays while it is connected. */
  readonly answeredBy: PartyView | null;
  /** The other side is heard already, and hears nothing of us yet. */
  readonly earlyMedia: boolean;
  readonly emergency: boolean;
}

/** Where the emergency service is told the user is. */
export interface EmergencyPlaceView {
  /** As people write it, in one line. */
  readonly place: string;
  /** `network`: found by the network that this computer is in. `user`: set by the user. */
  readonly found: 'network' | 'user';
}

/** What calls the server takes from the user now: what is not possible has no control. */
export interface CallingView {
  readonly audio: boolean;
  /** Calls with pictures at all. */
  readonly video: boolean;
  /** A call may begin with the user's picture: there is a camera too. */
  readonly withVideo: boolean;
  /** The user's own telephone can carry the call. */
  readonly phoneAudio: boolean;
  /** Numbers that are asked about before they are called, as they are dialled; the first is the one to name. */
  readonly emergencyNumbers: readonly string[];
  /** Null where it is not known. */
  readonly emergencyPlace: EmergencyPlaceView | null;
  /** What the organization wants said where the place is not known. */
  readonly emergencyDisclaimer: string | null;
  /** Those for whom the user may call. */
  readonly delegators: readonly DelegatorView[];
}

export interface DelegatorView {
  /** What `onBehalfOf` of a call names them by. */
  readonly id: string;
  readonly party: PartyView;
}

/** The longest that can be dialled, in characters. */
export const longestDialled = 256;

/** The longest that a call can say it is about, in characters (UCWA reference: startAudio). */
export const longestSubject = 250;

/**
 * `call`: what people type, a number or an address; `subject`: what it is about; `video`: with a picture of the user from the answer on. A number of the emergency service is refused as
 * `emergency`: the window asks first, and what the user confirmed is `call-emergency`. `call-back`: whom a call that ended was with, in the
 * same thread. `call-voicemail`: where the administrator says that the user's voice mail is.
 */
export type CallOutCommand =
  | {
      readonly type: 'call';
      readonly to: string;
      readonly onBehalfOf?: string;
      readonly subject?: string;
      readonly video?: true;
    }
  | { readonly type: 'call-voicemail' }
  | { readonly type: 'call-emergency'; readonly to: string }
  | { readonly type: 'call-back'; readonly callId: string };

import type { CallProgress } from '../../../preload/contract/index.ts';
import type { PlaceParts } from '../calling/state.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { Why } from './why.ts';

/**
 * What a call has besides where the user makes it.
 *
 *     calling   preparing --offer made--> connecting      the request is sent with the offer, once
 *     alerting                 alerting --> forwarded, team-ring
 *     connected
 *
 * The progress never goes back: the same is told again, and in any order.
 */
export interface CallOut {
  /** Ours, echoed by the server: by it the call is known before it has a name (UCWA: operationId). */
  readonly operationId: string;
  /** The URI that the server is asked to call, and what was typed, as people write it. */
  readonly to: string;
  readonly dialled: string;
  readonly delegator: Participant | null;
  readonly emergency: boolean;
  /** Id of the call that it takes into a meeting, and which is talked on until it is up; null of any other. */
  readonly escalates: string | null;
  /** Where the server is asked for the call; an absolute href. */
  readonly start: string;
  /** What the emergency service is told of the place. */
  readonly place: PlaceParts | null;
  /** `sent`: whether the server has it is not known. It is never sent again. */
  readonly request: 'unsent' | 'sent' | 'taken' | 'refused';
  /** The server answered the request, and that it failed: it is not the network that is at fault. */
  readonly failedThere?: true;
  readonly progress: CallProgress;
  /** Names the offer with which the call is made, to the gateway. */
  readonly offering: string;
  /** Absolute href. */
  readonly cancel: string | null;
  /** Where the server describes who was called; an absolute href. */
  readonly callee: string | null;
  /** It ended here, and the server is to be told as soon as it has said what the call is called there. */
  readonly owesCancel: boolean;
  /**
   * How the invitation ended. `left`: its conversation is over, and the invitation may still say that the call goes on in another one. `told`: it
   * said so.
   */
  readonly fate: 'open' | 'left' | 'told';
  /** Why its conversation is over, where the server says that; it counts where the invitation says nothing more. */
  readonly leftFor?: Why | null;
  readonly answeredBy: Participant | null;
  /** Answers from before somebody accepted, newest last, one for each place where it rings. */
  readonly forks: readonly Fork[];
  /** The fork whose voice is heard already. */
  readonly heard: string | null;
  /** The final answer to our offer. `given`: to the gateway. */
  readonly answer: 'none' | 'given' | 'taken';
  /** The way of the voice is chosen, and the far side has to be offered it as soon as that can be. */
  readonly owesPath: boolean;
}

export interface Fork {
  readonly name: string;
  readonly sdp: string;
  /** Who is there, as an address; null where the server does not say. */
  readonly remote: string | null;
}

import { type Operation, postJson } from './operation.ts';

/** Why a call is ended (UCWA reference: CallTerminationReason). */
export type CallTerminationReason =
  | 'UserInitiatedAction'
  | 'Cancel'
  | 'MediaTimeout'
  | 'UnsupportedMedia'
  | 'CodecMismatch'
  | 'MediaConnectivityFailure'
  | 'FailedStartAudioStream';

/** Ends a call by the modality's stopAudioVideo or stopAudio link: POST, 204. A 404 means that it is over already. */
export function stopAudioVideo(href: string, reason: CallTerminationReason): Operation {
  return postJson(href, { reason });
}

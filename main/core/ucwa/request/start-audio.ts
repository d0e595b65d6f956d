import { sdpDataUri } from '../data-uri.ts';
import { type Operation, postJson } from './operation.ts';

/** Who waits for a call is told sooner than in the usual 20 s that nothing is known of it. */
const longestMs = 10_000;

/** A call that the user makes (UCWA reference: startAudio and its kin). */
export interface AudioToStart {
  /** Up to 50 characters; the invitation echoes it in the event channel. */
  readonly operationId: string;
  /** Up to 50 characters. */
  readonly sessionContext: string;
  /** A `sip:` or `tel:` URI. */
  readonly to: string;
  /** The offer. */
  readonly sdp: string;
  /** For startAudioOnBehalfOfDelegator: the `sip:` URI of who the call is for. */
  readonly delegator?: string;
  /** For startEmergencyCall: where the caller is. */
  readonly address?: string;
  readonly building?: string;
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly country?: string;
  readonly importance?: 'Emergency';
  /** Up to 250 characters. */
  readonly subject?: string;
  /** The conversation goes on with an earlier one. */
  readonly threadId?: string;
  /** Where it becomes a meeting, the user is muted there from the beginning. */
  readonly joinAudioMuted?: true;
}

/**
 * Makes a call: POST, 201 with the invitation's Location (UCWA reference: startAudio, startAudioOnBehalfOfDelegator, startEmergencyCall). It may be
 * made although no answer comes, so that it is never sent twice.
 */
export function startAudio(href: string, { sdp, ...fields }: AudioToStart): Operation {
  const body = { ...fields, _links: { mediaOffer: { href: sdpDataUri(sdp) } } };
  return { ...postJson(href, body), timeoutMs: longestMs };
}

/**
 * Takes the voice of a call of two into a conference, with all that the offer asks for: POST, 201 with an audioVideoInvitation, which the event
 * channel tells of too (UCWA reference: escalateAudio, escalateAudioVideo). It is never sent twice, as no call is.
 */
export function escalateAudio(
  href: string,
  { sdp, operationId, sessionContext }: Pick<AudioToStart, 'sdp' | 'operationId' | 'sessionContext'>,
): Operation {
  const headers = { 'content-type': 'application/sdp' };
  return { method: 'POST', href, query: { operationId, sessionContext }, headers, body: sdp, timeoutMs: longestMs };
}

/** Takes back an invitation that nobody accepted yet: POST without a body, 204 (UCWA reference: cancel). */
export function cancel(href: string): Operation {
  return { method: 'POST', href };
}

import type { MediaDiagnostics } from '../ucwa/request/media-diagnostics.ts';
import type { Call, EndReason } from './state.ts';

const over: MediaDiagnostics = { errorCode: 'Informational', errorSubcode: 'CallTerminated' };
const broken: MediaDiagnostics = { errorCode: 'LocalFailure', errorSubcode: 'MediaFailure' };

/** Ends of which the server is told as a failure of media, whether the call was answered or not. */
const failures: Readonly<Partial<Record<EndReason, MediaDiagnostics>>> = {
  'media-unsupported': { errorCode: 'LocalFailure', errorSubcode: 'MediaNegotiationFailure' },
  'media-encrypted': { errorCode: 'LocalFailure', errorSubcode: 'MediaEncryptionMismatch' },
  'media-unknown-codec': { errorCode: 'LocalFailure', errorSubcode: 'MediaNegotiationFailure' },
  'media-unreachable': broken,
  'media-no-ipv6': broken,
  'media-no-network': broken,
  'media-failed': broken,
  'no-microphone': broken,
  'microphone-denied': broken,
  'microphone-failed': broken,
  'not-accepted': { errorCode: 'LocalFailure', errorSubcode: 'MediaNegotiationTimeOut' },
  'far-silent': { errorCode: 'RemoteFailure', errorSubcode: 'MediaFailure' },
};

/** Nobody can be told, or there is another call that goes on. */
const untold: readonly EndReason[] = ['server-lost', 'signed-out', 'network-dropped', 'went-on-elsewhere'];

/** What the server is told of the media of a call that ends; null: nothing, or it does not want to know. */
export function diagnosticsOf(
  { diagnostics, connectedAt }: Call,
  reason: EndReason,
): { readonly href: string; readonly said: MediaDiagnostics } | null {
  if (diagnostics === null || untold.includes(reason)) return null;
  const said = failures[reason] ?? (connectedAt === null ? null : over);
  return said && { href: diagnostics, said };
}

import { type Operation, postJson } from './operation.ts';

/** How media went, in the words of the server (UCWA reference: reportMediaDiagnostics, ErrorCode, ErrorSubcode). */
export interface MediaDiagnostics {
  readonly errorCode: 'Informational' | 'LocalFailure' | 'RemoteFailure';
  readonly errorSubcode:
    | 'CallTerminated'
    | 'InvalidMediaDescription'
    | 'MediaEncryptionMismatch'
    | 'MediaFailure'
    | 'MediaNegotiationFailure'
    | 'MediaNegotiationTimeOut';
}

/** Tells how the media of a call went: POST, 204. The href has the call's names in its query already. */
export function reportMediaDiagnostics(href: string, diagnostics: MediaDiagnostics): Operation {
  return postJson(href, diagnostics);
}

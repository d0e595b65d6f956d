import type { UcwaFailure } from '../failure.ts';
import { isDiscoveryName } from './candidates.ts';

/**
 * Which of several failures is told, best first: what the user can answer; what a server says that has been found; what somebody may be
 * doing to the connection; what a server or this computer does on purpose; what answers, but is no UCWA server; what does not answer;
 * and last that there is no such name, of discovery behind that of a server that it named, because one of the two usually does not exist. Among equals the first that was asked.
 */
const ranks: readonly ((failure: UcwaFailure) => boolean)[] = [
  (failure) => failure.kind === 'untrusted' && failure.question !== undefined,
  (failure) => failure.kind === 'sign-in',
  (failure) => failure.kind === 'no-me',
  (failure) => failure.kind === 'refused' && failure.status !== 404,
  isTransport('certificate'),
  (failure) => failure.kind === 'untrusted' && failure.unproven !== true,
  isTransport('proxy-auth', 'proxy-scheme', 'client-certificate', 'tls-version', 'tls', 'not-tls'),
  (failure) => failure.kind === 'untrusted',
  (failure) => failure.kind === 'malformed' || failure.kind === 'refused',
  isTransport('offline', 'blocked', 'filtered', 'proxy-unknown'),
  isTransport('tls-cut', 'network', 'refused', 'timeout', 'unreachable', 'proxy', 'too-large'),
  isTransport('name-server'),
  (failure) => failure.kind === 'transport' && failure.failure.kind === 'name' && !isDiscoveryName(failure.host),
  isTransport('name'),
];

/** The failure that helps most; null where there is none. */
export function mostUseful(failures: readonly UcwaFailure[]): UcwaFailure | null {
  for (const isOfRank of ranks) {
    const found = failures.find(isOfRank);
    if (found !== undefined) return found;
  }
  return failures[0] ?? null;
}

type TransportKind = (UcwaFailure & { readonly kind: 'transport' })['failure']['kind'];

function isTransport(...kinds: readonly TransportKind[]): (failure: UcwaFailure) => boolean {
  return (failure) => failure.kind === 'transport' && kinds.includes(failure.failure.kind);
}

import { addressText } from '../../transport-address.ts';
import type { RelayFailure, RelayRequest } from '../relay.ts';

/** What an error of a relay means for whoever wants an address ([MS-TURN] section 3.3.5.1, draft-rosenberg-midcom-turn-08). */
export function refusal(code: number | null, { server, transport }: RelayRequest): RelayFailure {
  const relay = `the relay at ${addressText(server)} over ${transport.toUpperCase()}`;
  if (code === null) return { kind: 'refused', message: `${relay} answers with an error without a code` };
  if (unauthorized.includes(code))
    return { kind: 'unauthorized', message: `${relay} does not take the token (${code})` };
  if (full.includes(code)) return { kind: 'full', message: `${relay} has no address to give (${code})` };
  return { kind: 'refused', message: `${relay} says no (${code})` };
}

/** Unauthorized, stale or unknown credentials, wrong integrity, user name missing or unknown. */
const unauthorized: readonly number[] = [401, 430, 431, 432, 436, 438];
/** Quota reached, no capacity. */
const full: readonly number[] = [300, 486, 500, 508];

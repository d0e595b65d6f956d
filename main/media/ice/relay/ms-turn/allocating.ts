import type { Clock, Random } from '../../../../core/ports.ts';
import { isSameAddress, type TransportAddress } from '../../transport-address.ts';
import type { RelayRequest } from '../relay.ts';
import { addressIn } from './addresses.ts';
import { attributeTypes, errorCodeOf, type MsTurnMessage, messageTypes } from './message.ts';
import { type MsTurnSession, versionOf } from './session.ts';

/** What an answer to a request for an address asks of us. */
export type NextStep =
  | { readonly kind: 'done' }
  /** The same request, with what the answer gave, to that server. */
  | { readonly kind: 'again'; readonly server: TransportAddress }
  | { readonly kind: 'refused'; readonly code: number | null }
  /** Not proved to be the relay's. */
  | { readonly kind: 'ignored' };

/** A relay asks for a proof once, says once that its nonce is old, and sends on now and then: not for ever. */
const mostSteps = 6;

/** Relays are there too, though no far side is. */
const httpsPort = 443;
const anyPort = 65_535;

const errors = { tryAlternate: 300, unauthorized: 401, integrity: 431, staleNonce: 438 } as const;

/** Follows the two-step challenge of [MS-TURN] section 3.1.12, from server to server. */
export interface Allocating {
  /** Whom the next request goes to. */
  readonly server: () => TransportAddress;
  take(answer: MsTurnMessage): NextStep;
}

export function createAllocating(
  request: Pick<RelayRequest, 'server' | 'transport' | 'admits'> & { readonly clock: Clock; readonly random: Random },
  session: MsTurnSession,
): Allocating {
  let { server } = request;
  let steps = 0;
  /** A proof was given to the challenge that stands. */
  let proved = false;

  const again = (): NextStep => ({ kind: 'again', server });
  const refused = (code: number | null): NextStep => ({ kind: 'refused', code });
  /** Where the answer sends us; the same server where it names none that may be asked. */
  const follow = (answer: MsTurnMessage): boolean => {
    const named = addressIn(answer, attributeTypes.alternateServer);
    if (named === null) return false;
    const { port } = named;
    const isRelays = port === request.server.port || port === httpsPort;
    const admitted = request.admits(named.host, isRelays ? anyPort : port);
    if (admitted === null || isSameAddress({ host: admitted.host, port }, server)) return false;
    server = { host: admitted.host, port };
    return true;
  };
  const challenged = (answer: MsTurnMessage): NextStep => {
    if (proved || !session.takeChallenge(answer)) return refused(errors.unauthorized);
    proved = true;
    // Several relays stand behind one address; the nonce is of the one that answered. A connection is to that one already.
    if (request.transport === 'udp') follow(answer);
    return again();
  };
  const failed = (answer: MsTurnMessage): NextStep => {
    const code = errorCodeOf(answer);
    steps += 1;
    if (steps > mostSteps) return refused(code);
    if (code === errors.unauthorized) return challenged(answer);
    if (code === errors.staleNonce && session.takeChallenge(answer)) return again();
    if (code === errors.integrity && session.version < 3 && (versionOf(answer) ?? 0) >= 3) {
      session.raiseVersion();
      return again();
    }
    if (code === errors.tryAlternate && follow(answer)) {
      proved = false;
      session.forgetChallenge();
      return again();
    }
    return refused(code);
  };

  return {
    server: () => server,
    take(answer) {
      if (answer.type === messageTypes.allocated) return { kind: session.isProved(answer) ? 'done' : 'ignored' };
      if (answer.type !== messageTypes.allocateError) return { kind: 'ignored' };
      return failed(answer);
    },
  };
}

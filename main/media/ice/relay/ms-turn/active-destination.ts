import { isSameAddress, type TransportAddress } from '../../transport-address.ts';
import type { Exchange } from './exchange.ts';
import { messageTypes } from './message.ts';
import type { MsTurnSession } from './session.ts';

const patienceMs = 5000;

/** The one peer whose data the relay passes on as it is, both ways ([MS-TURN] sections 3.2.4.5 and 3.3.5.3). */
export interface ActiveDestination {
  /** Null until the relay agreed, and where it does not: then all data is wrapped. */
  peer(): TransportAddress | null;
  /** Whom bare data comes from: the relay may pass it on before its answer is here. */
  source(): TransportAddress | null;
  /** This one, from the relay's answer on; whoever is wanted meanwhile comes after it. */
  want(peer: TransportAddress): void;
}

export function createActiveDestination(exchange: Exchange, session: MsTurnSession): ActiveDestination {
  let active: TransportAddress | null = null;
  let asked: TransportAddress | null = null;
  let wanted: TransportAddress | null = null;

  const ask = (peer: TransportAddress) => {
    asked = peer;
    exchange.ask({
      write: (id) => session.setActive(id, peer),
      patienceMs,
      onAnswer(answer) {
        const isError = answer.type === messageTypes.setActiveError;
        const isAgreed = answer.type === messageTypes.activeSet && session.isProved(answer);
        if (isAgreed) active = peer;
        if (isAgreed || isError) next();
        return isAgreed || isError;
      },
      onSilence: next,
    });
  };
  const next = () => {
    asked = null;
    const peer = wanted;
    wanted = null;
    if (peer !== null) want(peer);
  };
  const want = (peer: TransportAddress) => {
    if (asked !== null) wanted = peer;
    else if (active === null || !isSameAddress(active, peer)) ask({ host: peer.host, port: peer.port });
  };

  return { peer: () => active, source: () => active ?? asked, want };
}

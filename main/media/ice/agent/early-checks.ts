import { setNewest } from '../../../core/set-newest.ts';
import type { Credentials } from '../candidates/credentials.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import { writeSuccess } from '../stun/binding.ts';
import { tellsVersion, usernameOf } from '../stun/binding-attributes.ts';
import { bindingMethod, type StunMessage } from '../stun/message.ts';
import { looksLikeStun, readStun } from '../stun/read-stun.ts';
import { type Admission, addressText, type TransportAddress } from '../transport-address.ts';
import { type IncomingCheck, judgeCheck } from './incoming-check.ts';
import { createPeerManner } from './peer-manner.ts';

/** More have not asked before they answer, and each does so from a few addresses. */
const mostPeers = 16;
const mostChecks = 16;

/**
 * The checks of peers that have our offer, and whose own description is not here yet: each is answered at once (RFC 8445 section 7.3), and is there for
 * the peer's agent as soon as there is one. A peer that was answered does not ask again, and its check may be all that tells where it is.
 */
export interface EarlyChecks {
  /** For the agent of that peer, by its ufrag: the same sockets, at which its checks until now come first. From now on the agent answers. */
  handOver(peer: string, sockets: readonly IceSocket[]): IceSocket[];
  /** Nobody is answered any more. */
  stop(): void;
}

export interface EarlyChecksDeps {
  readonly local: Credentials;
  readonly sockets: readonly IceSocket[];
  readonly admits: Admission;
}

interface EarlyCheck {
  readonly socket: IceSocket;
  readonly datagram: Buffer;
  readonly from: TransportAddress;
}

export function createEarlyChecks({ local, sockets, admits }: EarlyChecksDeps): EarlyChecks {
  const key = Buffer.from(local.pwd);
  const handedOver = new Set<string>();
  /** Of each peer, the latest from each address to each socket. */
  const kept = new Map<string, Map<string, EarlyCheck>>();

  const keep = (peer: string, check: EarlyCheck) => {
    const checks = kept.get(peer) ?? new Map<string, EarlyCheck>();
    const { base } = check.socket;
    setNewest(checks, `${addressText(base)} ${addressText(check.from)}`, check, mostChecks);
    setNewest(kept, peer, checks, mostPeers);
  };
  const received = (socket: IceSocket, datagram: Buffer, source: TransportAddress) => {
    const message = readRequest(datagram);
    const peer = message && usernameOf(message)?.split(':')[1];
    const from = admits(source.host, source.port);
    if (!message || !peer || from === null || handedOver.has(peer)) return;
    const verdict = judgeCheck(message, local);
    if (verdict.kind !== 'proved') return;
    keep(peer, { socket, datagram, from: source });
    // Who takes our role has to wait: the agent settles that.
    if (verdict.check.role?.controlling !== true) answer(socket, from, message, verdict.check, key);
  };
  const ends = sockets.map((socket) => socket.onDatagram((datagram, from) => received(socket, datagram, from)));

  return {
    handOver(peer, all) {
      const checks = [...(kept.get(peer)?.values() ?? [])];
      handedOver.add(peer);
      kept.delete(peer);
      return all.map((socket) => {
        const own = checks.filter((check) => check.socket.base === socket.base);
        return own.length === 0 ? socket : withEarlier(socket, own);
      });
    },
    stop() {
      for (const end of ends) end();
      kept.clear();
    },
  };
}

/** Which dialect the peer speaks is known by what it sends. */
function answer(
  socket: IceSocket,
  from: TransportAddress,
  message: StunMessage,
  check: IncomingCheck,
  key: Buffer,
): void {
  const isMicrosoft = check.form === 'draft-02' || tellsVersion(message);
  const manner = createPeerManner(isMicrosoft ? 'ms-ice2' : 'rfc5245');
  manner.met(message, check.form);
  manner.send(socket, from, writeSuccess(check, from, key, manner.answers(check.form)));
}

function readRequest(datagram: Buffer): StunMessage | null {
  const message = looksLikeStun(datagram) ? readStun(datagram) : null;
  return message?.method === bindingMethod && message.class === 'request' ? message : null;
}

/** The first who listens gets what came earlier, in a turn of its own. */
function withEarlier(socket: IceSocket, checks: readonly EarlyCheck[]): IceSocket {
  let earlier = checks;
  return {
    ...socket,
    onDatagram(listener) {
      const mine = earlier;
      earlier = [];
      let isListening = true;
      queueMicrotask(() => {
        for (const { datagram, from } of mine) if (isListening) listener(datagram, from);
      });
      const end = socket.onDatagram(listener);
      return () => {
        isListening = false;
        end();
      };
    },
  };
}

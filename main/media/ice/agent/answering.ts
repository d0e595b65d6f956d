import type { Credentials } from '../candidates/credentials.ts';
import type { IceSocket } from '../sockets/ice-socket.ts';
import { writeError, writeSuccess } from '../stun/binding.ts';
import type { StunMessage } from '../stun/message.ts';
import type { Admission, TransportAddress } from '../transport-address.ts';
import { type IncomingCheck, judgeCheck } from './incoming-check.ts';
import type { PeerManner } from './peer-manner.ts';
import { settleRole } from './role-conflict.ts';

/** Answers the peer's checks, each at once (RFC 8445 section 7.3). */
export interface Answering {
  received(socket: IceSocket, message: StunMessage, source: TransportAddress): void;
}

export interface AnsweringDeps {
  readonly local: Credentials;
  /** Whose checks alone are answered, by its ufrag; null where nobody else has our credentials. */
  readonly peer: string | null;
  readonly tieBreaker: Buffer;
  readonly manner: PeerManner;
  readonly admits: Admission;
  readonly isControlling: () => boolean;
  /** The peer has our role, and the larger claim to it. */
  readonly onYield: () => void;
  /** A check that is proved to be the peer's, and was answered. */
  readonly onCheck: (socket: IceSocket, from: TransportAddress, check: IncomingCheck) => void;
}

export function createAnswering(deps: AnsweringDeps): Answering {
  const { local, peer, tieBreaker, manner, admits, isControlling, onYield, onCheck } = deps;
  const key = Buffer.from(local.pwd);

  const answer = (socket: IceSocket, from: TransportAddress, check: IncomingCheck) => {
    const written = manner.answers(check.form);
    const outcome = settleRole(check, { controlling: isControlling(), tieBreaker });
    if (outcome === 'refuse') {
      manner.send(socket, from, writeError(check, 487, key, written));
      return;
    }
    if (outcome === 'switch') onYield();
    manner.send(socket, from, writeSuccess(check, from, key, written));
    onCheck(socket, from, check);
  };

  return {
    received(socket, message, source) {
      const from = admits(source.host, source.port);
      const verdict = judgeCheck(message, local, peer);
      if (from === null || verdict.kind === 'dropped') return;
      if (verdict.kind === 'proved') {
        manner.met(message, verdict.check.form);
        answer(socket, from, verdict.check);
      } else {
        socket.send(writeError(verdict.answer, 401, null, manner.requests()), from.host, from.port);
      }
    },
  };
}

import type { IceSocket } from '../sockets/ice-socket.ts';
import type { Manner } from '../stun/binding.ts';
import { tellsVersion } from '../stun/binding-attributes.ts';
import { withFaultyFingerprint } from '../stun/fingerprint.ts';
import type { StunForm, StunMessage } from '../stun/message.ts';
import type { TransportAddress } from '../transport-address.ts';

/** What the far side's agent speaks: the dialect of Skype for Business, or that of everybody else. */
export type Dialect = 'ms-ice2' | 'rfc5245';

/** How messages are written to one peer, by what it has shown of itself. */
export interface PeerManner {
  /** Of our own requests: in the form that the peer uses itself, as soon as that is known. */
  requests(): Manner;
  /** Answers are in the form of what they answer. */
  answers(form: StunForm): Manner;
  /** A message that is proved to be the peer's own; `form` where it is one that the peer chose, and not an answer in ours. */
  met(message: StunMessage, form: StunForm | null): void;
  /**
   * Sends, and once more with the faulty checksum while the peer may be one that knows no other ([MS-ICE2] section 3.1.4.8.2). It
   * takes one of the two and drops the other.
   */
  send(socket: IceSocket, to: TransportAddress, datagram: Buffer): void;
}

export function createPeerManner(dialect: Dialect): PeerManner {
  const microsoft = dialect === 'ms-ice2';
  let twins = microsoft;
  let requestForm: StunForm = microsoft ? 'draft-02' : 'rfc5389';
  return {
    requests: () => ({ form: requestForm, microsoft }),
    answers: (form) => ({ form, microsoft: microsoft || form === 'draft-02' }),
    met(message, form) {
      if (tellsVersion(message)) twins = false;
      requestForm = form ?? requestForm;
    },
    send(socket, { host, port }, datagram) {
      socket.send(datagram, host, port);
      const twin = twins ? withFaultyFingerprint(datagram) : null;
      if (twin !== null) socket.send(twin, host, port);
    },
  };
}

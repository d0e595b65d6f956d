import type { Credentials } from '../../../../main/media/ice/candidates/credentials.ts';
import type { IceSocket } from '../../../../main/media/ice/sockets/ice-socket.ts';
import {
  type BindingRequest,
  type Manner,
  writeRequest,
  writeSuccess,
} from '../../../../main/media/ice/stun/binding.ts';
import { usernameOf } from '../../../../main/media/ice/stun/binding-attributes.ts';
import type { StunMessage } from '../../../../main/media/ice/stun/message.ts';
import { readStun } from '../../../../main/media/ice/stun/read-stun.ts';
import { writeStun } from '../../../../main/media/ice/stun/write-stun.ts';
import { left, right } from './agents.ts';

const plain: Manner = { form: 'rfc5389', microsoft: false };
let count = 0;

export interface Asking extends Partial<BindingRequest> {
  readonly manner?: Manner;
  readonly password?: string;
}

/** A check of `left` for `right`, as a datagram. */
export function checkOf({ manner = plain, password = right.pwd, ...more }: Asking = {}): Buffer {
  count += 1;
  const transactionId = Buffer.alloc(12);
  transactionId.writeUInt32BE(count, 8);
  const request: BindingRequest = {
    transactionId,
    username: `${right.ufrag}:${left.ufrag}`,
    controlling: true,
    tieBreaker: Buffer.alloc(8, 7),
    priority: 1_862_270_975,
    useCandidate: false,
    foundation: '1',
    ...more,
  };
  return writeRequest(request, Buffer.from(password), manner);
}

/** Sends such a check from one socket to another's place. */
export function askWith(from: IceSocket, to: IceSocket, asking: Asking = {}): void {
  from.send(checkOf(asking), to.base.host, to.base.port);
}

/** The STUN messages that come to a socket from now on. */
export function heardBy(socket: IceSocket): StunMessage[] {
  const messages: StunMessage[] = [];
  socket.onDatagram((datagram) => {
    const message = readStun(datagram);
    if (message !== null) messages.push(message);
  });
  return messages;
}

interface Answering {
  readonly manner?: Manner;
  /** The socket that the answers leave from. */
  readonly through?: IceSocket;
  /** Which checks get a 500. */
  readonly refuses?: (bytes: Buffer) => boolean;
}

/** Answers every check, as a peer with these credentials. */
export function answerAll(socket: IceSocket, { pwd }: Credentials, answering: Answering = {}): void {
  const { manner = plain, through = socket, refuses = () => false } = answering;
  const key = Buffer.from(pwd);
  socket.onDatagram((datagram, from) => {
    const message = readStun(datagram);
    if (message?.class !== 'request') return;
    const { transactionId } = message;
    const answer = { transactionId, username: Buffer.from(usernameOf(message) ?? '') };
    const refusal = { class: 'error', transactionId, attributes: [[9, Buffer.from([0, 0, 5, 0])]] } as const;
    const written = refuses(datagram)
      ? writeStun(refusal, { form: manner.form, key })
      : writeSuccess(answer, from, key, manner);
    through.send(written, from.host, from.port);
  });
}

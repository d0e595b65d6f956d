import type { Candidate } from '../candidates/candidate.ts';
import { createDatagramReader, framedDatagram } from '../framing/framed-datagrams.ts';
import type { ByteStream, Connect } from '../relay/byte-stream.ts';
import type { DatagramListener, IceSocket } from '../sockets/ice-socket.ts';
import { type Admission, addressText, type TransportAddress } from '../transport-address.ts';

/** The far side's passive candidates of one component; a desktop client has one or two. */
const mostConnections = 4;
/** To one address, where connections fail or end. */
const mostAttempts = 3;
/** Checks that wait for a connection; the same one comes again and again meanwhile. */
const mostWaiting = 4;

/**
 * An active TCP candidate (RFC 6544): the first datagram to an address connects to it, and from then on datagrams go and come in
 * frames. Every address has its own connection, and nobody can connect to us.
 */
export function activeSocket(base: Candidate, connect: Connect, admits: Admission): IceSocket {
  const listeners = new Set<DatagramListener>();
  const connections = new Map<string, Connection>();
  let closed = false;

  const connectionTo = (peer: TransportAddress): Connection | null => {
    const key = addressText(peer);
    const known = connections.get(key);
    if (known !== undefined || connections.size === mostConnections) return known ?? null;
    const connection = new Connection(peer, base.host, connect, (datagram) => {
      for (const listener of [...listeners]) listener(datagram, peer);
    });
    connections.set(key, connection);
    return connection;
  };

  return {
    base,
    send(datagram, host, port) {
      const peer = closed ? null : admits(host, port);
      if (peer !== null) connectionTo(peer)?.send(datagram);
    },
    onDatagram(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      for (const connection of connections.values()) connection.close();
      return Promise.resolve();
    },
  };
}

class Connection {
  readonly #peer: TransportAddress;
  readonly #from: string;
  readonly #connect: Connect;
  readonly #deliver: (datagram: Buffer) => void;
  #state: 'none' | 'connecting' | 'over' | ByteStream = 'none';
  #attempts = 0;
  #waiting: Buffer[] = [];
  #cancel: () => void = () => {};

  constructor(peer: TransportAddress, from: string, connect: Connect, deliver: (datagram: Buffer) => void) {
    this.#peer = peer;
    this.#from = from;
    this.#connect = connect;
    this.#deliver = deliver;
  }

  send(datagram: Buffer): void {
    const frame = framedDatagram(datagram);
    if (typeof this.#state !== 'string') {
      this.#state.write(frame);
      return;
    }
    if (this.#state === 'over') return;
    this.#waiting = [...this.#waiting, frame].slice(-mostWaiting);
    if (this.#state === 'none') void this.#open();
  }

  close(): void {
    const stream = this.#state;
    this.#state = 'over';
    this.#waiting = [];
    this.#cancel();
    if (typeof stream !== 'string') stream.close();
  }

  async #open(): Promise<void> {
    this.#state = 'connecting';
    this.#attempts += 1;
    const { outcome, cancel } = this.#connect(this.#peer, this.#from);
    this.#cancel = cancel;
    const connected = await outcome;
    // Closed meanwhile; whatever came of it is cancelled.
    if (this.#state !== 'connecting') return;
    if (connected.ok) this.#begin(connected.value);
    else this.#end();
  }

  #begin(stream: ByteStream): void {
    this.#state = stream;
    const reader = createDatagramReader();
    stream.onEnd(() => {
      if (this.#state === stream) this.#end();
    });
    for (const frame of this.#waiting) stream.write(frame);
    this.#waiting = [];
    stream.onBytes((bytes) => {
      if (this.#state !== stream) return;
      const { datagrams, broken } = reader.read(bytes);
      for (const datagram of datagrams) this.#deliver(datagram);
      if (broken) this.close();
    });
  }

  /** The next datagram tries again, a few times. */
  #end(): void {
    this.#waiting = [];
    this.#state = this.#attempts < mostAttempts ? 'none' : 'over';
  }
}

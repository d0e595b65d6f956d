/** A hand on a wire: sends bytes and takes what comes, one piece after the other. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { until } from '../../../desktop/until.ts';
import type { TransportAddress } from '../../../peers/ms-turn/wire/address.ts';

export interface Hand {
  readonly local: TransportAddress;
  send(bytes: Buffer, to?: TransportAddress): void;
  /** The next piece; waits for it. */
  next(): Promise<Buffer>;
  /** How many pieces came that nobody took. */
  readonly waiting: number;
  readonly isClosed: boolean;
}

export async function udpHand(t: TestContext, usual?: TransportAddress, host = '127.0.0.1'): Promise<Hand> {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  t.after(() => socket.close());
  const pieces: Buffer[] = [];
  socket.on('message', (bytes) => pieces.push(bytes));
  return {
    local: { host, port: socket.address().port },
    send(bytes, to = usual) {
      if (to !== undefined) socket.send(bytes, to.port, to.host);
    },
    next: () => until('a datagram', () => pieces.shift(), { everyMs: 2 }),
    get waiting() {
      return pieces.length;
    },
    isClosed: false,
  };
}

/** A connection; `next` gives a frame of the server, without its header, where `framed`. */
export async function tcpHand(t: TestContext, to: TransportAddress, host = '127.0.0.1'): Promise<Hand> {
  const socket = connect({ ...to, localAddress: host });
  // It may be cut at once.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return handOn(t, socket, host);
}

export function handOn(t: TestContext, socket: Socket, host = '127.0.0.1'): Hand {
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  const pieces: Buffer[] = [];
  let isClosed = false;
  socket.on('data', (bytes) => pieces.push(bytes));
  socket.on('close', () => {
    isClosed = true;
  });
  return {
    local: { host, port: socket.localPort ?? 0 },
    send: (bytes) => void socket.write(bytes),
    next: () => until('bytes', () => pieces.shift(), { everyMs: 2 }),
    get waiting() {
      return pieces.length;
    },
    get isClosed() {
      return isClosed;
    },
  };
}

/** A peer that waits for connections. */
export async function tcpPeer(
  t: TestContext,
): Promise<{ readonly local: TransportAddress; accepted(): Promise<Hand> }> {
  const hands: Hand[] = [];
  const server: Server = createServer((socket) => hands.push(handOn(t, socket)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { local: { host: '127.0.0.1', port }, accepted: () => until('a connection', () => hands.shift()) };
}

import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Clock } from '../../core/ports.ts';
import { judgeCheck } from '../ice/agent/incoming-check.ts';
import type { Credentials } from '../ice/candidates/credentials.ts';
import { bindingMethod } from '../ice/stun/message.ts';
import { readStun } from '../ice/stun/read-stun.ts';
import { type FramedStream, framedStream } from './framed-stream.ts';

/**
 * Where windows connect to: one port of this computer, as long as there is a leg. Any other program can connect to it as well, so that a connection has to
 * begin with a connectivity check of a leg that is there, by its password (RFC 8445 section 7.3); whatever else comes is not answered.
 */
export interface NearListener {
  /** Gives `take` the connections whose first check has these credentials, with that check. Rejects where there is no port. */
  admit(credentials: Credentials, take: (stream: FramedStream, check: Buffer) => void): Promise<Admitted>;
}

export interface Admitted {
  readonly port: number;
  /** No more of them. Harmless when repeated. */
  leave(): void;
}

export interface NearListenerDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** Before anybody else learns of the port; null: it is none any more. */
  readonly onListening: (port: number | null) => void;
}

export const loopback = '127.0.0.1';

/** A window sends its check with the connection; a busy machine takes its time. */
const patienceMs = 2000;
/** Connections that have not proved anything. A window's waits for no more than a moment: the oldest is the least likely one. */
const mostWaiting = 16;

type Take = Parameters<NearListener['admit']>[1];

interface OpenPort {
  readonly number: Promise<number>;
  /** With whoever waits. */
  close(): void;
}

export function createNearListener({ clock, onListening }: NearListenerDeps): NearListener {
  const takers = new Map<Credentials, Take>();
  let open: OpenPort | null = null;

  const judge = (stream: FramedStream, first: Buffer) => {
    const [, take] = [...takers].find(([credentials]) => proves(first, credentials)) ?? [];
    if (take === undefined) stream.close();
    else take(stream, first);
  };
  const leave = (credentials: Credentials) => {
    if (!takers.delete(credentials) || takers.size > 0) return;
    open?.close();
    open = null;
    onListening(null);
  };

  return {
    async admit(given, take) {
      const credentials = { ...given };
      takers.set(credentials, take);
      open ??= openPort(clock, onListening, judge);
      try {
        return { port: await open.number, leave: () => leave(credentials) };
      } catch (error) {
        leave(credentials);
        throw error;
      }
    },
  };
}

/** `judge` gets each connection that said something, once. */
function openPort(
  clock: Pick<Clock, 'after'>,
  onListening: (port: number) => void,
  judge: (stream: FramedStream, first: Buffer) => void,
): OpenPort {
  /** Oldest first. */
  const waiting = new Set<FramedStream>();
  const server = createServer((socket) => {
    const stream = framedStream(socket);
    const cancel = clock.after(patienceMs, stream.close);
    const leave = () => {
      cancel();
      waiting.delete(stream);
    };
    waiting.add(stream);
    stream.onEnd(leave);
    stream.onDatagram((first) => {
      leave();
      judge(stream, first);
    });
    const [oldest] = waiting;
    if (waiting.size > mostWaiting) oldest?.close();
  });
  return {
    number: listening(server).then((port) => {
      onListening(port);
      return port;
    }),
    close: () => {
      server.close();
      for (const stream of waiting) stream.close();
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    // Of a connection that cannot be taken it is told, too: the others go on.
    server.on('error', reject);
    server.once('close', () => reject(new Error('the port was closed')));
    server.listen(0, loopback, () => resolve((server.address() as AddressInfo).port));
  });
}

function proves(datagram: Buffer, credentials: Credentials): boolean {
  const message = readStun(datagram);
  if (message === null || message.class !== 'request' || message.method !== bindingMethod) return false;
  return judgeCheck(message, credentials).kind === 'proved';
}

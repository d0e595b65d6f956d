import { failed, ok, type Result } from '../../../../core/result.ts';
import type { TransportAddress } from '../../transport-address.ts';
import type { ByteStream } from '../byte-stream.ts';
import type { RelayBase, RelayRequest } from '../relay.ts';
import { createStreamMessages } from './stream-messages.ts';

/** The way of messages to one server and back. */
export interface TurnWire {
  /** Nothing gets lost on it, so that nothing is said twice. */
  readonly reliable: boolean;
  send(message: Buffer): void;
  /** One listener. */
  onMessage(listener: (message: Buffer) => void): void;
  /** Once, in words, when it ends by itself. */
  onBroken(listener: (why: string) => void): void;
  /** Harmless when repeated. */
  close(): void;
}

export interface WireOpening {
  readonly outcome: Promise<Result<TurnWire, string>>;
  cancel(): void;
}

/** The wire to a server, by the transport that was asked for. */
export function openWire({ transport, base, connect }: RelayRequest, server: TransportAddress): WireOpening {
  if (transport === 'udp') return { outcome: Promise.resolve(ok(udpWire(base, server))), cancel: () => {} };
  const { outcome, cancel } = connect(server, base.base.host);
  return {
    outcome: outcome.then((stream) => (stream.ok ? ok(streamWire(stream.value)) : failed(stream.failure))),
    cancel,
  };
}

function udpWire(base: RelayBase, server: TransportAddress): TurnWire {
  let listener: (message: Buffer) => void = () => {};
  const release = base.reserve(server, (datagram) => listener(datagram));
  return {
    reliable: false,
    send: (message) => base.send(message, server.host, server.port),
    onMessage(next) {
      listener = next;
    },
    onBroken: () => {},
    close: release,
  };
}

function streamWire(stream: ByteStream): TurnWire {
  const messages = createStreamMessages();
  let listener: (message: Buffer) => void = () => {};
  let broken: (why: string) => void = () => {};
  const end = (why: string) => {
    const tell = broken;
    broken = () => {};
    stream.close();
    tell(why);
  };
  stream.onEnd(() => end('the relay closed the connection'));
  stream.onBytes((bytes) => {
    const whole = messages.take(bytes);
    if (whole === null) return end('what answers does not speak TURN');
    for (const message of whole) listener(message);
  });
  return {
    reliable: true,
    send: (message) => void stream.write(message),
    onMessage(next) {
      listener = next;
    },
    onBroken(next) {
      broken = next;
    },
    close() {
      broken = () => {};
      stream.close();
    },
  };
}

import type { MsTurnMessage } from './message.ts';

/** The way to a relay: its own UDP port's, or a connection. */
export interface RelayLink {
  /** Nothing gets lost, and datagrams are bytes of a stream. */
  readonly reliable: boolean;
  /** A message for the relay itself. */
  control(message: Buffer): void;
  /** As it is, for the peer that is the active destination. */
  data(bytes: Buffer): void;
  /** One listener. */
  listen(listener: LinkListener): void;
  /** Harmless when repeated. */
  close(): void;
}

export interface LinkListener {
  onMessage(message: MsTurnMessage): void;
  /** What came as it was sent by the active destination. */
  onData(bytes: Buffer): void;
  /** Once: the relay cannot be reached any more, in words. */
  onEnd(message: string): void;
}

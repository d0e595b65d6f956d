/** A port of the relay that stands for a client. */
import type { TransportAddress } from '../wire/address.ts';

export interface RelayedPort {
  readonly address: TransportAddress;
  sendTo(peer: TransportAddress, data: Buffer): void;
  close(): Promise<void>;
}

export interface RelayedPortEvents {
  /** Whether the client has sent to that host before. */
  permits(host: string): boolean;
  onData(peer: TransportAddress, data: Buffer): void;
  /** Came without a permission, and went no further. */
  onStranger(peer: TransportAddress): void;
}

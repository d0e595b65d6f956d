import type { TransportAddress } from './wire/address.ts';

/** One client's way to the server and back: what the document calls a 5-tuple. */
export interface Flow {
  readonly transport: 'udp' | 'tcp';
  readonly client: TransportAddress;
  /** Where the client reached the server. */
  readonly server: TransportAddress;
  sendMessage(message: Buffer): void;
  /** What is between the client and its active destination. */
  sendData(data: Buffer): void;
  /** Only TCP has something to end. */
  disconnect(): void;
}

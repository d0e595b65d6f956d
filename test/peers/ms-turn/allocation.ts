/**
 * What a client has allocated:
 *
 *   none -> allocated -> (refreshed)* -> ended: by its lifetime, by a lifetime of zero, by the end of its connection
 *
 * A host is permitted from the first time that the client sends to it. The active destination is the one peer whose data passes bare.
 */
import { randomBytes } from 'node:crypto';
import type { RelayedPort } from './relayed/relayed-port.ts';
import { addressText, type TransportAddress } from './wire/address.ts';
import { uint32 } from './wire/message.ts';

export interface AllocationParts {
  readonly kind: 'udp' | 'tcp';
  readonly port: RelayedPort;
  /** Hosts that the client has sent to; the port asks for them. */
  readonly permitted: Set<string>;
  /** Whether data passes in packets with the session's ID, as between two sides of version 5 or newer. */
  readonly isMultiplexed: boolean;
  onExpiry(): void;
}

export class Allocation {
  readonly port: RelayedPort;
  readonly isMultiplexed: boolean;
  readonly connectionId: Buffer = randomBytes(20);
  readonly sessionId: Buffer = randomBytes(8);
  readonly #parts: AllocationParts;
  readonly #sequenceNumbers = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #active: TransportAddress | null = null;

  constructor(parts: AllocationParts) {
    this.port = parts.port;
    this.isMultiplexed = parts.isMultiplexed;
    this.#parts = parts;
  }

  /** `udp 127.0.0.1:4711`. */
  get description(): string {
    return `${this.#parts.kind} ${addressText(this.port.address)}`;
  }

  get activeDestination(): TransportAddress | null {
    return this.#active;
  }

  /** For so many seconds from now. */
  lastFor(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#parts.onExpiry(), seconds * 1000);
  }

  /** Whether that is new. */
  permit({ host }: TransportAddress): boolean {
    const isNew = !this.#parts.permitted.has(host);
    this.#parts.permitted.add(host);
    return isNew;
  }

  /** Whether it was sent to before, without which it can be no active destination. */
  activate(peer: TransportAddress): boolean {
    if (!this.#parts.permitted.has(peer.host)) return false;
    this.#active = peer;
    return true;
  }

  isActive(peer: TransportAddress): boolean {
    return this.#active !== null && addressText(this.#active) === addressText(peer);
  }

  /** The value of MS-Sequence Number in its answer (2.2.2.21): the connection's ID, and a number to count on from. */
  get sequence(): Buffer {
    return Buffer.concat([this.connectionId, uint32(0)]);
  }

  /** What is wrong with the number that a client counts; null where nothing is. */
  sequenceFault(value: Buffer): string | null {
    if (value.length !== 24) return `its MS-Sequence Number has ${value.length} bytes`;
    if (!value.subarray(0, 20).equals(this.connectionId)) return 'its connection ID is of another allocation';
    const number = value.readUInt32BE(20);
    if (this.#sequenceNumbers.has(number)) return `its sequence number ${number} came before`;
    this.#sequenceNumbers.add(number);
    return null;
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.port.close();
  }
}

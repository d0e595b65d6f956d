import type { Result } from '../../../core/result.ts';
import type { TransportAddress } from '../transport-address.ts';

/** A TCP connection. What is written while the network stalls is kept up to a bound; then it is lost, as datagrams are. */
export interface ByteStream {
  readonly local: TransportAddress;
  /** False where the bytes are lost: the connection is over, or too much waits already. All of them or none go out. */
  write(bytes: Buffer): boolean;
  /** One listener; what came before there was one is told to it first. */
  onBytes(listener: (bytes: Buffer) => void): void;
  /** Once, when the connection ends by itself. */
  onEnd(listener: () => void): void;
  /** Sends what was written, and ends. Harmless when repeated. */
  close(): void;
}

/** Connects from an address of this computer; fails with words. `cancel` ends the attempt, or a connection that comes of it late. */
export type Connect = (
  server: TransportAddress,
  from: string,
) => { readonly outcome: Promise<Result<ByteStream, string>>; cancel(): void };

import { createDatagramReader, type DatagramReader } from '../../framing/framed-datagrams.ts';
import { addressText, type TransportAddress } from '../../transport-address.ts';

/** A call has a few; more are somebody who tries out what we keep. */
const mostStreams = 32;

/** The datagrams in what peers sent over connections to the relay, which passes on pieces as they come. */
export interface PeerStreams {
  /** What these bytes complete; nothing from a peer that sends what is no frame. */
  read(bytes: Buffer, from: TransportAddress): readonly Buffer[];
}

export function createPeerStreams(): PeerStreams {
  const readers = new Map<string, DatagramReader>();
  const readerOf = (key: string): DatagramReader => {
    const known = readers.get(key);
    // Whoever was heard last goes last.
    readers.delete(key);
    const [oldest] = readers.keys();
    if (readers.size === mostStreams && oldest !== undefined) readers.delete(oldest);
    const reader = known ?? createDatagramReader();
    readers.set(key, reader);
    return reader;
  };
  return { read: (bytes, from) => readerOf(addressText(from)).read(bytes).datagrams };
}

import { createFrameReader } from './frame-reader.ts';

/** Voice and checks stay far below; who announces more is no far side. */
const largestDatagram = 4096;

/** A datagram in a stream: its length in two bytes, and itself (RFC 4571 section 2). */
export function framedDatagram(datagram: Buffer): Buffer {
  const header = Buffer.alloc(2);
  header.writeUInt16BE(datagram.length, 0);
  return Buffer.concat([header, datagram]);
}

/** A frame of nothing, which whoever gets it passes over (RFC 4571 section 2). */
export const nullFrame: Buffer = Buffer.from([0, 0]);

/** Takes the datagrams out of a stream (RFC 4571). */
export interface DatagramReader {
  /** The datagrams that these bytes complete. `broken`, from then on always: the stream is none of datagrams. */
  read(bytes: Buffer): { readonly datagrams: readonly Buffer[]; readonly broken: boolean };
}

export function createDatagramReader(): DatagramReader {
  const reader = createFrameReader({ headerBytes: 2, lengthAt: 0, largestBytes: largestDatagram });
  return {
    read(bytes) {
      const { frames, broken } = reader.read(bytes);
      return { datagrams: frames.flatMap(({ body }) => (body.length > 0 ? [body] : [])), broken };
    },
  };
}

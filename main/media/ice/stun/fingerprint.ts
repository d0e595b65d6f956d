import { attribute, attributeTypes, type StunMessage } from './message.ts';

/** RFC 5389 section 15.5: sets it apart from checksums of other protocols. */
const mask = 0x5354554e;

/** The 32 bits of FINGERPRINT over `text`, which is the message up to that attribute, with its final length. */
export function fingerprintOf(text: Buffer, table: CrcTable = 'right'): number {
  const rows = tables[table];
  let crc = 0xffffffff;
  for (const byte of text) crc = (rows[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff ^ mask) >>> 0;
}

/** `faulty`: with a slip of the pen in one row, as peers have it that tell no version ([MS-ICE2] section 3.1.4.8.2). */
export type CrcTable = 'right' | 'faulty';

/** Whether FINGERPRINT is there, and right, be it by the faulty table of a peer that tells no version. */
export function hasFingerprint(message: StunMessage): boolean {
  const fingerprint = attribute(message, attributeTypes.fingerprint);
  if (fingerprint === null || fingerprint.value.length !== 4) return false;
  if (fingerprint.at + 8 !== message.datagram.length) return false;
  const said = fingerprint.value.readUInt32BE(0);
  const text = message.datagram.subarray(0, fingerprint.at);
  if (said === fingerprintOf(text)) return true;
  return attribute(message, attributeTypes.implementationVersion) === null && said === fingerprintOf(text, 'faulty');
}

/** The same message for a peer with the faulty table, or null where the checksum is the same by both. */
export function withFaultyFingerprint(datagram: Buffer): Buffer | null {
  const at = datagram.length - 8;
  const faulty = fingerprintOf(datagram.subarray(0, at), 'faulty');
  if (datagram.readUInt32BE(at + 4) === faulty) return null;
  const twin = Buffer.from(datagram);
  twin.writeUInt32BE(faulty, at + 4);
  return twin;
}

const rightTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let row = index;
  for (let bit = 0; bit < 8; bit += 1) row = row & 1 ? (row >>> 1) ^ 0xedb88320 : row >>> 1;
  return row >>> 0;
});

const tables: Readonly<Record<CrcTable, Uint32Array>> = {
  right: rightTable,
  faulty: rightTable.map((row) => (row === 0x8bbeb8ea ? 0x08bbe8ea : row)),
};

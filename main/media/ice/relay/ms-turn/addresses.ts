import { addressBytes, addressOf, type TransportAddress } from '../../transport-address.ts';
import { attributeTypes, attributeValue, type MsTurnMessage } from './message.ts';

const familyBytes: Readonly<Record<number, number>> = { 1: 4, 2: 16 };

/** The value of an attribute that is an address (RFC 3489 section 11.2.1). */
export function addressValue({ host, port }: TransportAddress): Buffer {
  const bytes = addressBytes(host) ?? Buffer.alloc(4);
  const head = Buffer.from([0, bytes.length === 16 ? 2 : 1, port >> 8, port & 0xff]);
  return Buffer.concat([head, bytes]);
}

/** Null where there is none, or it cannot be read. */
export function addressIn(message: MsTurnMessage, type: number): TransportAddress | null {
  const value = attributeValue(message, type);
  return value === null ? null : readAddress(value);
}

/**
 * Where the relay sees us: hidden behind the transaction's id, from its beginning ([MS-TURN] section 2.2.2.16), so that
 * no NAT on the way takes it for an address of its own.
 */
export function hiddenAddressIn(message: MsTurnMessage): TransportAddress | null {
  const value = attributeValue(message, attributeTypes.xorMappedAddress);
  if (value === null || value.length < 4) return null;
  const id = message.transactionId;
  const mask = Buffer.concat([Buffer.alloc(2), id.subarray(0, 2), id]);
  return readAddress(Buffer.from(value.map((byte, index) => byte ^ (mask[index] ?? 0))));
}

function readAddress(value: Buffer): TransportAddress | null {
  const bytes = value.length < 4 ? undefined : familyBytes[value.readUInt8(1)];
  if (bytes === undefined || value.length !== 4 + bytes) return null;
  return { host: addressOf(value.subarray(4)), port: value.readUInt16BE(2) };
}

import { addressBytes, addressOf, type TransportAddress } from '../transport-address.ts';
import { attribute, attributeTypes, magicCookie, type StunMessage } from './message.ts';

const families: Readonly<Record<number, number>> = { 1: 4, 2: 16 };

/** Where the peer saw the request come from: XOR-MAPPED-ADDRESS, or MAPPED-ADDRESS of old peers; null where neither can be read. */
export function readMappedAddress(message: StunMessage): TransportAddress | null {
  const hidden = attribute(message, attributeTypes.xorMappedAddress);
  if (hidden !== null) return readXorAddress(hidden.value, message.transactionId);
  const plain = attribute(message, attributeTypes.mappedAddress);
  return plain === null ? null : readPlainAddress(plain.value);
}

/** A value in the form of XOR-MAPPED-ADDRESS; null where it is none. */
export function readXorAddress(value: Buffer, transactionId: Buffer): TransportAddress | null {
  return readAddress(value, maskOf(transactionId));
}

/** A value in the form of MAPPED-ADDRESS; null where it is none. */
export function readPlainAddress(value: Buffer): TransportAddress | null {
  return readAddress(value, Buffer.alloc(16));
}

/** The value of XOR-MAPPED-ADDRESS (RFC 5389 section 15.2), and of others in its form. */
export function xorMappedAddress({ host, port }: TransportAddress, transactionId: Buffer): Buffer {
  const bytes = addressBytes(host) ?? Buffer.alloc(4);
  const mask = maskOf(transactionId);
  const value = Buffer.alloc(4 + bytes.length);
  value.writeUInt8(bytes.length === 16 ? 2 : 1, 1);
  value.writeUInt16BE(port ^ mask.readUInt16BE(0), 2);
  xor(bytes, mask).copy(value, 4);
  return value;
}

function readAddress(value: Buffer, mask: Buffer): TransportAddress | null {
  if (value.length < 8) return null;
  const bytes = families[value.readUInt8(1)];
  if (bytes === undefined || value.length !== 4 + bytes) return null;
  return { host: addressOf(xor(value.subarray(4), mask)), port: value.readUInt16BE(2) ^ mask.readUInt16BE(0) };
}

function maskOf(transactionId: Buffer): Buffer {
  const mask = Buffer.alloc(16);
  mask.writeUInt32BE(magicCookie, 0);
  transactionId.copy(mask, 4);
  return mask;
}

function xor(bytes: Buffer, mask: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (mask[index] ?? 0)));
}

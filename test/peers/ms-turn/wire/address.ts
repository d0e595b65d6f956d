/** Transport addresses, and the attributes that hold one (MS-TURN 2.2.2.1 and alike). IPv4 alone: the relay has no other. */
export interface TransportAddress {
  readonly host: string;
  readonly port: number;
}

const ipv4 = 0x01;

export function addressText({ host, port }: TransportAddress): string {
  return `${host}:${port}`;
}

/** A reserved byte, the family, the port and the address. */
export function addressValue({ host, port }: TransportAddress): Buffer {
  return Buffer.from([0, ipv4, port >> 8, port & 0xff, ...host.split('.').map(Number)]);
}

/** The same, hidden from NATs that rewrite addresses: under an exclusive or with the first bytes of the transaction ID (2.2.2.16). */
export function xorAddressValue(address: TransportAddress, transactionId: Buffer): Buffer {
  const value = addressValue(address);
  const mask = [0, 0, ...transactionId.subarray(0, 2), ...transactionId.subarray(0, 4)];
  return Buffer.from(value.map((byte, index) => byte ^ (mask[index] ?? 0)));
}

/** null where it is no IPv4 address with a port. */
export function readAddress(value: Buffer): TransportAddress | null {
  if (value.length !== 8 || value.readUInt8(1) !== ipv4) return null;
  const port = value.readUInt16BE(2);
  return port === 0 ? null : { host: [...value.subarray(4)].join('.'), port };
}

/**
 * The hello that looks like TLS to a firewall (MS-TURN 2.1.1): one record with a ClientHello, and one with a ServerHello and a
 * ServerHelloDone. Nothing is encrypted by it.
 */
import { randomBytes } from 'node:crypto';

const handshake = [0x16, 0x03, 0x01];
const anonymousRc4 = [0x00, 0x18];

/** A ClientHello as it has to be; null: of these bytes the time and the random value are free. */
const clientHello: readonly (number | null)[] = [
  ...[...handshake, 0x00, 0x2d],
  ...[0x01, 0x00, 0x00, 0x29, 0x03, 0x01],
  ...Array<null>(32).fill(null),
  0x00,
  ...[0x00, 0x02, ...anonymousRc4],
  ...[0x01, 0x00],
];

export const clientHelloBytes: number = clientHello.length;

/** Whether a stream begins as a hello does, and as no frame does. */
export function beginsHello(stream: Buffer): boolean {
  return stream.length > 0 && stream.readUInt8(0) === handshake[0];
}

/** The first byte that is not as it has to be; null where all are. */
export function helloFault(hello: Buffer): number | null {
  const at = clientHello.findIndex((wanted, index) => wanted !== null && wanted !== hello[index]);
  return at === -1 ? null : at;
}

export function serverHello(): Buffer {
  const hello = [
    0x02,
    0x00,
    0x00,
    0x46,
    0x03,
    0x01,
    ...randomBytes(32),
    0x20,
    ...randomBytes(32),
    ...anonymousRc4,
    0x00,
  ];
  return Buffer.from([...handshake, 0x00, 0x4e, ...hello, 0x0e, 0x00, 0x00, 0x00]);
}

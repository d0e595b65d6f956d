import type { Random } from '../../../../core/ports.ts';
import { randomBytes } from '../../random-bytes.ts';

/** Its time and its random value, which mean nothing. */
const randomAt = 11;
const randomLength = 32;

/** What firewalls take for the beginning of TLS 1.0 ([MS-TURN] section 2.1.1). Nothing is encrypted by it. */
export function clientHello(random: Random): Buffer {
  const record = Buffer.from([
    ...[0x16, 3, 1, 0, 0x2d], // a handshake record of 45 bytes
    ...[1, 0, 0, 0x29, 3, 1], // a client hello of 41
    ...new Array(randomLength).fill(0),
    ...[0], // no session
    ...[0, 2, 0, 0x18], // one suite: anonymous Diffie-Hellman
    ...[1, 0], // no compression
  ]);
  const noise = Buffer.concat([1, 2, 3].map(() => randomBytes(random, 12))).subarray(0, randomLength);
  noise.copy(record, randomAt);
  return record;
}

/** How many bytes the relay's answer has: a hello and its end in one record. */
export const serverHelloBytes = 83;

/** Whether a relay answers so; its time, its random value and its session are its own matter. */
export function isServerHello(bytes: Buffer): boolean {
  if (bytes.length !== serverHelloBytes) return false;
  return fixed.every(([at, expected]) => bytes.subarray(at, at + expected.length).equals(expected));
}

const fixed: readonly (readonly [at: number, expected: Buffer])[] = [
  [0, Buffer.from([0x16, 3, 1, 0, 0x4e])], // a handshake record of 78 bytes
  [5, Buffer.from([2, 0, 0, 0x46, 3, 1])], // a server hello of 70
  [43, Buffer.from([0x20])], // a session of 32
  [76, Buffer.from([0, 0x18, 0])], // the suite, and no compression
  [79, Buffer.from([0x0e, 0, 0, 0])], // the hello is done
];

import { createSecretKey } from 'node:crypto';
import type { RTCDtlsTransport } from 'werift';

/**
 * Gives the library's ciphers their keys as objects of Node in place of bytes, which changes nothing but the time that they take: newer Nodes
 * make an object of bytes for every packet, for 25 µs. Once, when DTLS has made the keys.
 */
export function useKeyObjects({ srtp }: Pick<RTCDtlsTransport, 'srtp'>): void {
  for (const { cipher } of [srtp.localContext, srtp.remoteContext]) {
    const { srtpSessionKey: key } = cipher;
    // Node's ciphers take either, which the library's type does not say.
    if (Buffer.isBuffer(key)) Object.assign(cipher, { srtpSessionKey: createSecretKey(key) });
  }
}

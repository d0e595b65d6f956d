/** Where the echo is, and the key that it encrypts with: 16 bytes, then 14 of salt. */
export interface EchoPlace {
  readonly address: string;
  readonly rtpPort: number;
  readonly rtcpPort: number;
  readonly key: Buffer;
}

/** The echo's offer: in a wide band, and encrypted, as most calls are. */
export function echoOffer({ address, rtpPort, rtcpPort, key }: EchoPlace): string {
  return [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    's=echo',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${rtpPort} RTP/SAVP 9 0`,
    `a=rtcp:${rtcpPort} IN IP4 ${address}`,
    'a=rtpmap:9 G722/8000',
    'a=rtpmap:0 PCMU/8000',
    `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key.toString('base64')}|2^31`,
    'a=ptime:20',
    'a=sendrecv',
    '',
  ].join('\r\n');
}

import { isIP, isIPv6, SocketAddress } from 'node:net';

/** An IP address and a port; never a name. */
export interface TransportAddress {
  readonly host: string;
  readonly port: number;
}

/** The address in its one plain form if packets may be sent there, else null; `port` is not trusted to be one. */
export type Admission = (host: string, port: unknown) => TransportAddress | null;

/** What of the media two components of one stream carry: 1 is RTP, or all with rtcp-mux; 2 is RTCP (RFC 8445 section 13). */
export type Component = 1 | 2;

export function isSameAddress(one: TransportAddress, other: TransportAddress): boolean {
  return one.port === other.port && one.host === other.host;
}

/** For keys of maps, and for words. */
export function addressText({ host, port }: TransportAddress): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The four or sixteen bytes of an IP address; null where the text is none. */
export function addressBytes(host: string): Buffer | null {
  const kind = isIP(host);
  if (kind === 4) return Buffer.from(host.split('.').map(Number));
  if (kind !== 6 || host.includes('%')) return null;
  const [head = '', tail] = plainHost(host, 6).split('::');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const missing = tail === undefined ? 0 : 16 - before.length - after.length;
  return Buffer.concat([before, Buffer.alloc(missing), after]);
}

/** The text of four or sixteen bytes, in the form that sockets give. */
export function addressOf(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const words = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  return plainHost(words.join(':'), 6);
}

function plainHost(address: string, kind: 4 | 6): string {
  return new SocketAddress({ address, family: kind === 6 ? 'ipv6' : 'ipv4' }).address;
}

/** Of one side of `::`; the last of its groups may be an IPv4 address. */
function groups(text: string): Buffer {
  if (text === '') return Buffer.alloc(0);
  return Buffer.concat(
    text.split(':').map((group) => {
      if (group.includes('.')) return Buffer.from(group.split('.').map(Number));
      const word = Number.parseInt(group, 16);
      return Buffer.from([word >> 8, word & 0xff]);
    }),
  );
}

import { createHash } from 'node:crypto';
import { readChannelData, writeChannelData } from '../../../../../main/media/ice/relay/turn/channel-data.ts';
import { xorAddressOf } from '../../../../../main/media/ice/relay/turn/turn-message.ts';
import type { IceSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import { sealedForm } from '../../../../../main/media/ice/stun/integrity.ts';
import { xorMappedAddress } from '../../../../../main/media/ice/stun/mapped-address.ts';
import { attribute, type StunMessage } from '../../../../../main/media/ice/stun/message.ts';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';
import { uint32, writeStun } from '../../../../../main/media/ice/stun/write-stun.ts';
import type { TransportAddress } from '../../../../../main/media/ice/transport-address.ts';
import type { FakeHost } from '../fake-network.ts';

export const relayCredentials = { userName: 'ana', password: 'secret' };
const realm = Buffer.from('relay.example');

type Attributes = readonly (readonly [number, Buffer])[];

/** What a server says to a request instead of what it should; null for the usual. */
export type Fault = (method: number, message: StunMessage) => number | 'silent' | Attributes | null;

/** One client's allocation on a server of RFC 8656 in the open, strict on what it needs. */
export interface FakeTurnServer {
  readonly address: TransportAddress;
  /** Methods in the order in which they came, with a proof or without. */
  readonly requests: { readonly method: number; readonly proved: boolean; readonly lifetime: number | null }[];
  readonly permitted: Set<string>;
  readonly channels: Map<number, TransportAddress>;
  /** Every request's nonce is out of date from now on, but for the next one that it gives. */
  renewNonce(): void;
  /** What it says to a nonce that is out of date: 438, or what older ones have. */
  staleCode: 401 | 438;
  fault: Fault;
  /** The value of ALTERNATE-SERVER that every request is answered with. */
  elsewhere: Buffer | null;
  /** Given beside the relayed address to who asks for one of IPv6; only told. */
  beside: TransportAddress | null;
  /** Tells the client that this came of that peer. */
  indicate(data: Buffer, peer: TransportAddress): void;
  /** Indications that were sent, of the long form. */
  indications: number;
}

const methods = { 3: 'allocate', 4: 'refresh', 8: 'permit', 9: 'bind' } as const;

export function createFakeTurnServer(host: FakeHost): FakeTurnServer {
  const socket = host.socket(1);
  const relayed = host.socket(1);
  const key = createHash('md5').update('ana:relay.example:secret').digest();
  let client: TransportAddress | null = null;
  let nonce = 1;
  const server: FakeTurnServer = {
    address: { host: socket.base.host, port: socket.base.port },
    requests: [],
    permitted: new Set(),
    channels: new Map(),
    renewNonce() {
      nonce += 1;
    },
    staleCode: 438,
    fault: () => null,
    elsewhere: null,
    beside: null,
    indicate(data, peer) {
      if (client !== null) socket.send(indication(data, peer), client.host, client.port);
    },
    indications: 0,
  };

  const answer = (
    to: TransportAddress,
    { method, transactionId }: StunMessage,
    code: number | null,
    more: Attributes,
    proved: boolean,
  ) => {
    const error: Attributes = code === null ? [] : [[9, Buffer.from([0, 0, Math.floor(code / 100), code % 100])]];
    const attributes = [...error, ...more];
    const draft = { class: code === null ? 'success' : 'error', method, transactionId, attributes } as const;
    socket.send(writeStun(draft, { form: 'rfc5389', key: proved ? key : null }), to.host, to.port);
  };
  const challenge = (): Attributes => [
    [0x14, realm],
    [0x15, Buffer.from(`nonce-${nonce}`)],
  ];
  const succeed = (message: StunMessage, from: TransportAddress): Attributes => {
    const peer = xorAddressOf(message, 0x12);
    const lifetime = lifetimeOf(message);
    switch (methods[message.method as keyof typeof methods]) {
      case 'allocate':
        client = from;
        return [
          ...(server.beside === null || attribute(message, 0x8000) === null
            ? []
            : [[0x16, xorMappedAddress(server.beside, message.transactionId)] as const]),
          [0x16, xorMappedAddress(relayed.base, message.transactionId)],
          [0x20, xorMappedAddress(from, message.transactionId)],
          [0x0d, uint32(600)],
        ];
      case 'refresh':
        if (lifetime === 0) client = null;
        return [[0x0d, uint32(lifetime ?? 600)]];
      case 'permit':
        if (peer !== null) server.permitted.add(peer.host);
        return [];
      default: {
        const number = attribute(message, 0x0c)?.value.readUInt16BE(0) ?? 0;
        if (peer !== null) server.channels.set(number, peer);
        return [];
      }
    }
  };
  const request = (message: StunMessage, from: TransportAddress) => {
    const proved = sealedForm(message, key) === 'rfc5389';
    server.requests.push({ method: message.method, proved, lifetime: lifetimeOf(message) });
    if (server.elsewhere !== null) return answer(from, message, 300, [[0x8023, server.elsewhere]], false);
    const fault = server.fault(message.method, message);
    if (fault === 'silent') return;
    if (typeof fault === 'number') return answer(from, message, fault, [], proved);
    if (fault !== null) return answer(from, message, null, fault, proved);
    if (attribute(message, 0x08) === null || !proved) return answer(from, message, 401, challenge(), false);
    const said = attribute(message, 0x15)?.value.toString();
    if (said !== `nonce-${nonce}`) return answer(from, message, server.staleCode, challenge(), false);
    answer(from, message, null, succeed(message, from), true);
  };

  socket.onDatagram((datagram, from) => {
    const channel = readChannelData(datagram);
    const bound = channel && server.channels.get(channel.channel);
    if (channel && bound) return relayed.send(channel.data, bound.host, bound.port);
    const message = readStun(datagram);
    if (message?.class === 'request') return request(message, from);
    const peer = message && xorAddressOf(message, 0x12);
    const data = message && attribute(message, 0x13)?.value;
    if (!message || !peer || !data || !server.permitted.has(peer.host)) return;
    server.indications += 1;
    relayed.send(data, peer.host, peer.port);
  });
  relayed.onDatagram((datagram, from) => {
    if (client === null || !server.permitted.has(from.host)) return;
    const number = [...server.channels].find(([, peer]) => peer.host === from.host && peer.port === from.port)?.[0];
    const bytes =
      number === undefined ? indication(datagram, from) : writeChannelData({ channel: number, data: datagram });
    socket.send(bytes, client.host, client.port);
  });
  return server;
}

/** A Data indication, as the relay would send it. */
export function indication(data: Buffer, peer: TransportAddress): Buffer {
  const transactionId = Buffer.alloc(12, 9);
  const attributes: Attributes = [
    [0x12, xorMappedAddress(peer, transactionId)],
    [0x13, data],
  ];
  return writeStun({ class: 'indication', method: 7, transactionId, attributes }, { form: 'rfc5389', key: null });
}

/** A peer in the open, and what it heard. */
export function listenAt(socket: IceSocket): [text: string, from: TransportAddress][] {
  const heard: [string, TransportAddress][] = [];
  socket.onDatagram((datagram, { host, port }) => void heard.push([datagram.toString(), { host, port }]));
  return heard;
}

function lifetimeOf(message: StunMessage): number | null {
  return attribute(message, 0x0d)?.value.readUInt32BE(0) ?? null;
}

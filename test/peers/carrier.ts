/** How a telephone of the tests reaches the other side: its own ports, or whatever way libnice finds. */
import type { RemoteInfo } from 'node:dgram';
import { type DatagramKind, DatagramPair, type Target } from './datagram-pair.ts';
import { type LibniceOptions, LibnicePeer, type LibniceRelay } from './libnice/libnice-peer.ts';

type DatagramListener = (kind: DatagramKind, datagram: Buffer, from: Pick<RemoteInfo, 'address' | 'port'>) => void;

export interface Carrier {
  /** What an offer says of it. */
  readonly local: Target;
  /** Before the other side's offer is answered: where that begins ICE anew, so does this one, and `local` says how. */
  follow(target: Target): Promise<void>;
  /** Begins ICE anew by itself: `local` says how. */
  renew(): Promise<void>;
  /** Where the other side is from now on; null: nothing is sent. */
  aim(target: Target | null): void;
  send(kind: DatagramKind, datagram: Buffer): void;
  onDatagram(listener: DatagramListener): void;
  close(): Promise<void>;
}

export async function directCarrier(address: string): Promise<Carrier> {
  const pair = await DatagramPair.bind(address);
  let aimed: Target | null = null;
  return {
    local: pair.local,
    follow: () => Promise.resolve(),
    renew: () => Promise.resolve(),
    aim: (target) => {
      aimed = target;
    },
    send: (kind, datagram) => {
      if (aimed !== null) pair.send(kind, datagram, aimed);
    },
    onDatagram: (listener) => pair.onDatagram(listener),
    close: () => pair.close(),
  };
}

/**
 * `ice`: by ICE alone, in the dialect of Skype for Business; `ice-tcp`: and over TCP alone; `relay`: and by its relay alone. `rfc5245` and
 * `ice-lite`: by ICE as others speak it.
 */
export type Transport = 'direct' | 'ice' | 'ice-tcp' | 'relay' | 'rfc5245' | 'ice-lite';

export interface CarrierOptions {
  readonly transport?: Transport;
  readonly address?: string;
  /** The one that it is behind. */
  readonly relay?: LibniceRelay;
  /** It is called, and does not call: the other side controls. */
  readonly isCalled?: boolean;
}

export async function carrierFor({
  transport = 'direct',
  address = '127.0.0.1',
  relay,
  isCalled = false,
}: CarrierOptions): Promise<Carrier> {
  const role = isCalled ? 'controlled' : 'controlling';
  switch (transport) {
    case 'direct':
      return directCarrier(address);
    case 'ice':
      return iceCarrier(address, { role });
    case 'ice-tcp':
      return iceCarrier(address, { role, kind: 'full-tcp' });
    case 'relay':
      if (relay === undefined) throw new Error('A telephone behind a relay, and no relay');
      return iceCarrier(address, { role, relay });
    case 'rfc5245':
      return iceCarrier(address, { role, mode: 'rfc5245' }, ['a=ice-options:ice2']);
    case 'ice-lite':
      return iceCarrier(address, { mode: 'rfc5245', role: 'controlled', kind: 'lite' }, ['a=ice-lite']);
  }
}

/** As Skype for Business speaks ICE, in the role of who offers: it controls. `says`: lines about it in the offer besides. */
export async function iceCarrier(
  address: string,
  more: Partial<LibniceOptions> = {},
  says: readonly string[] = [],
): Promise<Carrier> {
  const peer = await LibnicePeer.start({ mode: 'oc2007r2', role: 'controlling', components: 2, address, ...more });
  const described = async (): Promise<Target> => {
    const ice = { ...(await peer.description()), says };
    const [rtpPort, rtcpPort] = [1, 2].map((component) => portOf(ice.candidates, component));
    return { address, rtpPort: rtpPort ?? 0, rtcpPort: rtcpPort ?? 0, ice };
  };
  let local = await described();
  let met: string | null = null;
  let state: 'waiting' | 'going' | 'silent' = 'waiting';
  const renew = async () => {
    peer.restart();
    local = await described();
    state = 'waiting';
  };
  return {
    get local() {
      return local;
    },
    async follow({ ice }) {
      if (met !== null && ice !== undefined && ice.ufrag !== met) await renew();
    },
    renew,
    aim: (target) => {
      if (state === 'waiting' && target?.ice !== undefined) {
        peer.go(target.ice);
        met = target.ice.ufrag;
      }
      if (state !== 'waiting' || target?.ice !== undefined) state = target === null ? 'silent' : 'going';
    },
    send: (kind, datagram) => {
      if (state === 'going') peer.send(kind === 'rtp' ? 1 : 2, datagram);
    },
    onDatagram: (listener) =>
      peer.onDatagram((component, datagram) => {
        // libnice hands on what it takes for no check of its own, such as the answer to one that it has given up.
        if (isStun(datagram)) return;
        listener(component === 1 ? 'rtp' : 'rtcp', datagram, { address, port: component });
      }),
    close: () => peer.stop(),
  };
}

/** By its first two bits (RFC 7983). */
function isStun(datagram: Buffer): boolean {
  return datagram.length > 0 && datagram.readUInt8(0) >> 6 === 0;
}

/** `a=candidate:FOUNDATION COMPONENT TRANSPORT PRIORITY ADDRESS PORT typ ...`; one that connects has no port to come to. */
function portOf(candidates: readonly string[], wanted: number): number {
  for (const line of candidates) {
    const [, component, , , , port] = line.split(' ');
    if (component === String(wanted) && !line.endsWith(' active')) return Number(port);
  }
  throw new Error(`libnice has no candidate for component ${wanted}`);
}

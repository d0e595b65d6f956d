/** How a telephone of the tests reaches the other side: its own ports, or whatever way libnice finds. */
import type { RemoteInfo } from 'node:dgram';
import { type DatagramKind, DatagramPair, type Target } from './datagram-pair.ts';
import { type LibniceOptions, LibnicePeer } from './libnice/libnice-peer.ts';

type DatagramListener = (kind: DatagramKind, datagram: Buffer, from: Pick<RemoteInfo, 'address' | 'port'>) => void;

export interface Carrier {
  /** What an offer says of it. */
  readonly local: Target;
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

/** As Skype for Business speaks ICE, in the role of who offers: it controls. */
export async function iceCarrier(address: string, more: Partial<LibniceOptions> = {}): Promise<Carrier> {
  const peer = await LibnicePeer.start({ mode: 'oc2007r2', role: 'controlling', components: 2, address, ...more });
  const ice = await peer.description();
  const [rtpPort, rtcpPort] = [1, 2].map((component) => portOf(ice.candidates, component));
  const local = { address, rtpPort: rtpPort ?? 0, rtcpPort: rtcpPort ?? 0, ice };
  let state: 'waiting' | 'going' | 'silent' = 'waiting';
  return {
    local,
    aim: (target) => {
      if (state === 'waiting' && target?.ice !== undefined) peer.go(target.ice);
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

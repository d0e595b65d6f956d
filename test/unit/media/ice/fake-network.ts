import type { Clock } from '../../../../main/core/ports.ts';
import { type Candidate, candidatePriority } from '../../../../main/media/ice/candidates/candidate.ts';
import type { DatagramListener, HostSocket } from '../../../../main/media/ice/sockets/ice-socket.ts';
import type { Component, TransportAddress } from '../../../../main/media/ice/transport-address.ts';

/** RFC 4787: what a NAT maps by, and whom it lets in. */
export type NatKind = 'full-cone' | 'address-restricted' | 'port-restricted' | 'symmetric';

export interface Link {
  /** Of 1; drawn from `random`. */
  readonly loss?: number;
  readonly delayMs?: number;
  /** Up to so much more, at random, so that datagrams overtake each other. */
  readonly jitterMs?: number;
}

interface Datagram {
  readonly bytes: Buffer;
  readonly from: TransportAddress;
  readonly to: TransportAddress;
}

export interface FakeNetwork {
  /** A host in the open, or behind a NAT of one public address. */
  host(address: string, nat?: Nat): FakeHost;
  nat(address: string, kind: NatKind): Nat;
  /** Sees every datagram as it is sent; false loses it. */
  watch(watcher: (datagram: Datagram) => boolean): void;
  /** From an address that no socket has. */
  inject(datagram: Datagram): void;
  readonly sent: readonly Datagram[];
}

export interface FakeHost {
  socket(component: Component, more?: Partial<Candidate>): HostSocket;
}

/** Datagrams between hosts whose time is a fake clock's. */
export function createFakeNetwork(clock: Clock, link: Link = {}, random: () => number = () => 0.5): FakeNetwork {
  const ends: Ends = new Map();
  const watchers: ((datagram: Datagram) => boolean)[] = [];
  const sent: Datagram[] = [];
  let nextPort = 40_000;

  const carry = (datagram: Datagram) => {
    sent.push(datagram);
    const passes = watchers.map((watcher) => watcher(datagram)).every(Boolean);
    if (!passes || random() < (link.loss ?? 0)) return;
    const delay = (link.delayMs ?? 10) + random() * (link.jitterMs ?? 0);
    clock.after(delay, () => ends.get(keyOf(datagram.to))?.(datagram));
  };

  return {
    sent,
    nat: (address, kind) => createNat(address, kind, ends, carry),
    watch: (watcher) => void watchers.push(watcher),
    inject: carry,
    host: (address, nat) => ({
      socket(component, more = {}) {
        nextPort += 1;
        const listeners = new Set<DatagramListener>();
        const base: Candidate = {
          host: address,
          port: nextPort,
          component,
          foundation: '1',
          transport: 'udp',
          priority: candidatePriority('host', 65_535, component),
          type: 'host',
          related: null,
          ...more,
        };
        const reserved = new Map<string, Set<(datagram: Buffer) => void>>();
        const reach = nat === undefined ? ends : nat.inside;
        reach.set(keyOf(base), ({ bytes, from }) => {
          for (const listener of [...(reserved.get(keyOf(from)) ?? listeners)]) listener(bytes, from);
        });
        const out = nat === undefined ? carry : nat.out;
        return {
          base,
          send: (bytes, host, port) => out({ bytes: Buffer.from(bytes), from: base, to: { host, port } }),
          onDatagram(listener) {
            listeners.add(listener);
            return () => void listeners.delete(listener);
          },
          reserve(from, listener) {
            const readers = reserved.get(keyOf(from)) ?? new Set();
            reserved.set(keyOf(from), readers.add(listener));
            return () => {
              readers.delete(listener);
              if (readers.size === 0) reserved.delete(keyOf(from));
            };
          },
          close: () => Promise.resolve(void reach.delete(keyOf(base))),
        };
      },
    }),
  };
}

type Ends = Map<string, (datagram: Datagram) => void>;

export interface Nat {
  /** Who is behind it; from outside nobody reaches them. */
  readonly inside: Ends;
  out(datagram: Datagram): void;
  /** Where a server would see a socket: its reflexive candidate. */
  mapped(inside: TransportAddress): TransportAddress;
}

function createNat(address: string, kind: NatKind, ends: Ends, carry: (datagram: Datagram) => void): Nat {
  const insides: Ends = new Map();
  const permissions = new Map<string, Set<string>>();
  const outside = new Map<string, TransportAddress>();
  let nextPort = 50_000;
  const mapping = (inside: TransportAddress, to: TransportAddress): TransportAddress => {
    const key = kind === 'symmetric' ? `${keyOf(inside)} ${keyOf(to)}` : keyOf(inside);
    const known = outside.get(key);
    if (known !== undefined) return known;
    nextPort += 1;
    const made = { host: address, port: nextPort };
    outside.set(key, made);
    const heard = new Set<string>();
    permissions.set(keyOf(made), heard);
    ends.set(keyOf(made), (datagram) => {
      if (admits(heard, datagram.from)) insides.get(keyOf(inside))?.({ ...datagram, to: inside });
    });
    return made;
  };
  const admits = (heard: ReadonlySet<string>, from: TransportAddress) => {
    if (kind === 'full-cone') return true;
    return heard.has(kind === 'address-restricted' ? from.host : keyOf(from));
  };
  return {
    inside: insides,
    out({ bytes, from, to }) {
      const made = mapping(from, to);
      permissions.get(keyOf(made))?.add(kind === 'address-restricted' ? to.host : keyOf(to));
      carry({ bytes, from: made, to });
    },
    mapped: (inside) => mapping(inside, { host: '192.0.2.53', port: 3478 }),
  };
}

function keyOf({ host, port }: TransportAddress): string {
  return `${host} ${port}`;
}

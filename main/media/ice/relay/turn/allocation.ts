import { isIP } from 'node:net';
import type { Clock, Random } from '../../../../core/ports.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { randomBytes } from '../../random-bytes.ts';
import type { DatagramListener } from '../../sockets/ice-socket.ts';
import { attribute, type StunMessage } from '../../stun/message.ts';
import { readStun } from '../../stun/read-stun.ts';
import { writeStun } from '../../stun/write-stun.ts';
import type { TransportAddress } from '../../transport-address.ts';
import type { RelayAllocation, RelayFailure, RelaySocket } from '../relay.ts';
import { looksLikeChannelData, readChannelData, writeChannelData } from './channel-data.ts';
import { type Channels, createChannels } from './channels.ts';
import type { Granted } from './granted.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import { createRefresh, type Refresh } from './refresh.ts';
import type { TurnRequests } from './requests.ts';
import { turnFailure } from './turn-failure.ts';
import { peerAttribute, turnAttributes, turnErrors, turnMethods, xorAddressOf } from './turn-message.ts';
import type { TurnWire } from './wire.ts';

export interface TurnAllocationDeps {
  readonly granted: Granted;
  readonly wire: TurnWire;
  readonly requests: TurnRequests;
  readonly clock: Clock;
  readonly random: Random;
}

/** What a relay granted, kept until it is closed or lost (RFC 8656 sections 7 to 12). */
export class TurnAllocation implements RelayAllocation {
  readonly relayed: TransportAddress;
  readonly beside: TransportAddress | null;
  readonly transports = ['udp'] as const;
  readonly mapped: TransportAddress | null;
  readonly #deps: TurnAllocationDeps;
  readonly #permissions: Permissions;
  readonly #channels: Channels;
  readonly #refresh: Refresh;
  readonly #listeners = new Set<DatagramListener>();
  #tellLost: (failure: RelayFailure) => void = () => {};
  /** Set once it is over. */
  #over: RelayFailure | 'closed' | null = null;
  #closed: Promise<void> | null = null;

  constructor(deps: TurnAllocationDeps) {
    const { granted, wire, requests, clock } = deps;
    this.#deps = deps;
    this.relayed = granted.relayed;
    this.beside = granted.beside;
    // Over TCP it sees the connection's port, at which nobody can reach us.
    this.mapped = wire.reliable ? null : granted.mapped;
    this.#permissions = createPermissions({
      requests,
      clock,
      onRefused: (reply) => {
        if (reply.code === turnErrors.allocationMismatch) this.#lose(turnFailure(reply));
      },
    });
    this.#channels = createChannels(requests, clock);
    this.#refresh = createRefresh({ requests, clock, onLost: (failure) => this.#lose(failure) }, granted.lifetimeS);
    wire.onMessage((message) => this.#received(message));
    wire.onBroken((message) => this.#lose({ kind: 'unreachable', message }));
  }

  as(base: Candidate): RelaySocket {
    return {
      base,
      send: (datagram, host, port) => {
        if (this.#reaches(base, { host, port })) this.#send(datagram, { host, port });
      },
      onDatagram: (listener) => {
        const ofFamily: DatagramListener = (datagram, from) => {
          if (isOneFamily(base, from)) listener(datagram, from);
        };
        this.#listeners.add(ofFamily);
        return () => void this.#listeners.delete(ofFamily);
      },
      permit: (peer) => {
        if (this.#reaches(base, peer)) this.#permissions.ask(peer.host);
      },
      prefer: (peer) => {
        if (this.#reaches(base, peer)) this.#channels.bind(peer);
      },
      close: () => this.close(),
    };
  }

  onLost(listener: (failure: RelayFailure) => void): void {
    this.#tellLost = listener;
    if (this.#over !== null && this.#over !== 'closed') listener(this.#over);
  }

  close(): Promise<void> {
    this.#closed ??= this.#giveBack();
    return this.#closed;
  }

  #giveBack(): Promise<void> {
    const wasLost = this.#over !== null;
    this.#over ??= 'closed';
    this.#stop();
    return wasLost ? Promise.resolve(this.#end()) : this.#refresh.giveBack().then(() => this.#end());
  }

  #lose(failure: RelayFailure): void {
    if (this.#over !== null) return;
    this.#over = failure;
    this.#stop();
    this.#end();
    this.#tellLost(failure);
  }

  #stop(): void {
    this.#listeners.clear();
    this.#permissions.close();
    this.#channels.close();
    this.#refresh.stop();
  }

  #end(): void {
    this.#deps.requests.close();
    this.#deps.wire.close();
  }

  /** A relayed address reaches only those of its own family. */
  #reaches(base: TransportAddress, peer: TransportAddress): boolean {
    return this.#over === null && isOneFamily(base, peer);
  }

  #send(data: Buffer, peer: TransportAddress): void {
    this.#permissions.ask(peer.host);
    const channel = this.#channels.numberOf(peer);
    this.#deps.wire.send(channel === null ? this.#indication(data, peer) : writeChannelData({ channel, data }));
  }

  #indication(data: Buffer, peer: TransportAddress): Buffer {
    const transactionId = randomBytes(this.#deps.random, 12);
    const attributes = [...peerAttribute(peer, transactionId), [turnAttributes.data, data] as const];
    const draft = { class: 'indication', method: turnMethods.send, transactionId, attributes } as const;
    return writeStun(draft, { form: 'rfc5389', key: null });
  }

  #received(bytes: Buffer): void {
    const message = looksLikeChannelData(bytes) ? null : readStun(bytes);
    if (message === null) this.#channelData(bytes);
    else if (message.class === 'indication') this.#indicated(message);
    else if (message.class !== 'request') this.#deps.requests.received(message);
  }

  #channelData(bytes: Buffer): void {
    const read = readChannelData(bytes);
    const peer = read && this.#channels.peerOf(read.channel);
    if (read !== null && peer !== null) this.#pass(read.data, peer);
  }

  #indicated(message: StunMessage): void {
    const data = attribute(message, turnAttributes.data)?.value;
    const peer = xorAddressOf(message, turnAttributes.xorPeerAddress);
    if (message.method === turnMethods.data && data !== undefined && peer !== null) this.#pass(data, peer);
  }

  /** A relay passes on nothing of hosts that it was not told of. */
  #pass(data: Buffer, peer: TransportAddress): void {
    if (this.#over !== null || !this.#permissions.admits(peer.host)) return;
    for (const listener of [...this.#listeners]) listener(data, peer);
  }
}

function isOneFamily(one: TransportAddress, other: TransportAddress): boolean {
  return isIP(one.host) === isIP(other.host);
}

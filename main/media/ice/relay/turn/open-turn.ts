import { failed, ok, type Result } from '../../../../core/result.ts';
import { readPlainAddress } from '../../stun/mapped-address.ts';
import { attribute, attributeTypes, type StunMessage } from '../../stun/message.ts';
import { readStun } from '../../stun/read-stun.ts';
import { addressText, type TransportAddress } from '../../transport-address.ts';
import type { OpenRelay, RelayAllocation, RelayFailure, RelayRequest } from '../relay.ts';
import { TurnAllocation } from './allocation.ts';
import { readGranted } from './granted.ts';
import { createTurnRequests, type TurnReply, type TurnRequest } from './requests.ts';
import { turnFailure } from './turn-failure.ts';
import { turnAttributes, turnErrors, turnMethods } from './turn-message.ts';
import { openWire, type TurnWire, type WireOpening } from './wire.ts';

type Outcome = Result<RelayAllocation, RelayFailure>;

/** IANA's number of UDP, and three bytes that are not used (RFC 8656 section 18.8). */
const udp = Buffer.from([17, 0, 0, 0]);
/** An address of IPv6 beside that of IPv4, which is given unasked (RFC 8656 sections 7.1 and 18.11). */
const ipv6Too = Buffer.from([2, 0, 0, 0]);
const allocate: TurnRequest = {
  method: turnMethods.allocate,
  attributes: [
    [turnAttributes.requestedTransport, udp],
    [turnAttributes.additionalAddressFamily, ipv6Too],
    [turnAttributes.additionalAddressFamilyOfDraft, ipv6Too],
  ],
};
/** To a relay that refuses to give two. */
const allocateOne: TurnRequest = { ...allocate, attributes: [[turnAttributes.requestedTransport, udp]] };
/** What such a relay may say: it has no addresses of that family, or not two more for this user. */
const refusalsOfTwo: readonly number[] = [
  turnErrors.badRequest,
  turnErrors.familyNotSupported,
  turnErrors.quotaReached,
  turnErrors.insufficientCapacity,
];
/** So many servers are asked, one in the place of the other. */
const mostServers = 3;

/** Asks a relay of RFC 8656 for an address. */
export const openTurn: OpenRelay = (request) => {
  const attempt = new Attempt(request);
  return { outcome: attempt.outcome, cancel: () => attempt.cancel() };
};

const cancelled: RelayFailure = { kind: 'cancelled', message: 'nobody waits for the relay any more' };

class Attempt {
  readonly outcome: Promise<Outcome>;
  readonly #request: RelayRequest;
  readonly #tried = new Set<string>();
  #settle: (outcome: Outcome) => void = () => {};
  #opening: WireOpening | null = null;
  /** Ends what is asked, if nothing can come of it. */
  #abandon: () => void = () => {};
  #allocation: RelayAllocation | null = null;
  #state: 'asking' | 'settled' | 'cancelled' = 'asking';

  constructor(request: RelayRequest) {
    this.#request = request;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#try(request.server);
  }

  /** A request that the relay may grant goes on: it would keep the address for ten minutes. */
  cancel(): void {
    this.#finish(failed(cancelled));
    this.#state = 'cancelled';
    this.#opening?.cancel();
    this.#abandon();
    void this.#allocation?.close();
  }

  #finish(outcome: Outcome): void {
    if (this.#state === 'asking') this.#state = 'settled';
    this.#settle(outcome);
  }

  #try(server: TransportAddress): void {
    this.#tried.add(addressText(server));
    const opening = openWire(this.#request, server);
    this.#opening = opening;
    void opening.outcome.then((wire) => {
      this.#opening = null;
      if (!wire.ok) this.#finish(failed({ kind: 'unreachable', message: wire.failure }));
      else if (this.#state === 'cancelled') wire.value.close();
      else this.#ask(wire.value);
    });
  }

  #ask(wire: TurnWire): void {
    const { credentials, clock, random } = this.#request;
    const requests = createTurnRequests({ wire, credentials, clock, random });
    this.#abandon = () => {
      if (requests.mayBeGranted()) return;
      requests.close();
      wire.close();
    };
    wire.onBroken((message) => {
      requests.close();
      this.#finish(failed({ kind: 'unreachable', message }));
    });
    wire.onMessage((bytes) => {
      const message = readStun(bytes);
      if (message !== null) requests.received(message);
    });
    const settle = (reply: TurnReply) => {
      const granted = reply.kind === 'success' ? readGranted(reply.message, this.#request.admits) : null;
      if (granted !== null) return this.#granted(new TurnAllocation({ granted, wire, requests, clock, random }));
      requests.close();
      wire.close();
      this.#refused(reply);
    };
    requests.ask(allocate, (reply) => {
      const isOfTwo = reply.kind === 'error' && refusalsOfTwo.includes(reply.code);
      if (isOfTwo && this.#state === 'asking') requests.ask(allocateOne, settle);
      else settle(reply);
    });
  }

  #granted(allocation: RelayAllocation): void {
    if (this.#state === 'cancelled') return void allocation.close();
    this.#abandon = () => {};
    this.#allocation = allocation;
    this.#finish(ok(allocation));
  }

  #refused(reply: TurnReply): void {
    const isElsewhere = reply.kind === 'error' && reply.code === turnErrors.tryAlternate;
    const server = isElsewhere ? this.#alternate(reply.message) : null;
    if (server !== null && this.#state === 'asking') this.#try(server);
    else this.#finish(failed(reply.kind === 'success' ? useless : turnFailure(reply)));
  }

  /** Null for one that was tried already, or may not be asked. On the port that the user's server named any host may be. */
  #alternate(message: StunMessage): TransportAddress | null {
    const { server, admits } = this.#request;
    const value = attribute(message, attributeTypes.alternateServer)?.value;
    const named = value === undefined ? null : readPlainAddress(value);
    if (named === null || this.#tried.size === mostServers) return null;
    const isUsualPort = named.port === server.port || named.port === 443;
    const host = admits(named.host, isUsualPort ? 65_535 : named.port)?.host;
    const next = host === undefined ? null : { host, port: named.port };
    return next === null || this.#tried.has(addressText(next)) ? null : next;
  }
}

const useless: RelayFailure = { kind: 'refused', message: 'the relay gives an address that cannot be used' };

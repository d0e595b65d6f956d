import type { Clock, Random } from '../../../../core/ports.ts';
import { randomBytes } from '../../random-bytes.ts';
import { errorCodeOf } from '../../stun/binding-attributes.ts';
import { hasFingerprint } from '../../stun/fingerprint.ts';
import { sealedForm } from '../../stun/integrity.ts';
import { attribute, attributeTypes, type StunMessage } from '../../stun/message.ts';
import { writeStun } from '../../stun/write-stun.ts';
import type { TransportAddress } from '../../transport-address.ts';
import type { RelayCredentials } from '../relay.ts';
import { type Challenge, challengeAttributes, challengeOf, sealKey } from './challenge.ts';
import { peerAttribute, turnErrors } from './turn-message.ts';
import type { TurnWire } from './wire.ts';

export interface TurnRequest {
  readonly method: number;
  /** Told as XOR-PEER-ADDRESS. */
  readonly peer?: TransportAddress;
  readonly attributes?: readonly (readonly [type: number, value: Buffer])[];
}

export type TurnReply =
  | { readonly kind: 'success'; readonly message: StunMessage }
  | { readonly kind: 'error'; readonly code: number; readonly message: StunMessage }
  | { readonly kind: 'silent' };

/** Requests to a relay, sealed as it wants them, and the replies to them. */
export interface TurnRequests {
  /** The reply comes once, unless all is closed before. */
  ask(request: TurnRequest, onReply: (reply: TurnReply) => void): void;
  /** A response came; what is not proved to be the relay's is dropped. */
  received(message: StunMessage): void;
  /** Whether something that was asked may be granted: what is not sealed never is. */
  mayBeGranted(): boolean;
  /** No reply counts any more. */
  close(): void;
}

export interface TurnRequestsDeps {
  readonly wire: TurnWire;
  readonly credentials: RelayCredentials;
  readonly clock: Clock;
  readonly random: Random;
}

/** Voice waits for it, so that a lost request is repeated sooner than after the 500 ms of RFC 8489 section 6.2.1. */
const firstDelayMs = 250;
const longestDelayMs = 2000;
const patienceMs = 8000;
/** A relay that finds every nonce stale would go on for ever. */
const mostTries = 4;
/** More at a time than there are peers to be let in. */
const mostPending = 64;
/** What a relay says that does not know us yet, or no longer, so that it cannot seal it. */
const unsealedErrors: readonly number[] = [
  turnErrors.badRequest,
  turnErrors.unauthenticated,
  turnErrors.staleNonce,
  turnErrors.wrongCredentials,
];

interface Pending {
  readonly request: TurnRequest;
  readonly tries: number;
  /** What it was sealed with. */
  readonly challenge: Challenge | null;
  readonly onReply: (reply: TurnReply) => void;
  readonly over: () => void;
  again: () => void;
}

export function createTurnRequests({ wire, credentials, clock, random }: TurnRequestsDeps): TurnRequests {
  const pending = new Map<string, Pending>();
  let challenge: Challenge | null = null;
  /** By which the relay was convinced; it may be out of date by now. */
  let proven: Challenge | null = null;

  const end = (key: string): Pending | null => {
    const row = pending.get(key) ?? null;
    pending.delete(key);
    row?.again();
    row?.over();
    return row;
  };
  const repeat = (row: Pending, datagram: Buffer, delayMs: number) => {
    wire.send(datagram);
    if (wire.reliable) return;
    row.again = clock.after(delayMs, () => repeat(row, datagram, Math.min(delayMs * 2, longestDelayMs)));
  };
  const ask = (request: TurnRequest, tries: number, onReply: (reply: TurnReply) => void) => {
    if (pending.size === mostPending) return onReply({ kind: 'silent' });
    const transactionId = randomBytes(random, 12);
    const key = transactionId.toString('hex');
    const over = clock.after(patienceMs, () => end(key)?.onReply({ kind: 'silent' }));
    const row: Pending = { request, tries, challenge, onReply, over, again: () => {} };
    pending.set(key, row);
    repeat(row, written(request, transactionId, credentials, challenge), firstDelayMs);
  };
  /** The challenge to try again with; null where that would come to the same. */
  const better = ({ challenge: used, tries }: Pending, code: number, message: StunMessage): Challenge | null => {
    // Some relays say so too of a nonce that is out of date.
    const isUnknown = code === turnErrors.unauthenticated && (used === null || used === proven);
    const isChallenge = code === turnErrors.staleNonce || isUnknown;
    return isChallenge && tries < mostTries ? challengeOf(message, used) : null;
  };

  return {
    ask: (request, onReply) => ask(request, 1, onReply),
    received(message) {
      const key = message.transactionId.toString('hex');
      const row = pending.get(key);
      const reply = row === undefined ? null : replyOf(message, row, credentials);
      if (row === undefined || reply === null) return;
      end(key);
      if (reply.kind === 'success') proven = row.challenge;
      const next = reply.kind === 'error' ? better(row, reply.code, message) : null;
      if (next === null) return row.onReply(reply);
      challenge = next;
      ask(row.request, row.tries + 1, row.onReply);
    },
    mayBeGranted: () => [...pending.values()].some((row) => row.challenge !== null),
    close() {
      for (const key of [...pending.keys()]) end(key);
    },
  };
}

function written(
  { method, peer, attributes = [] }: TurnRequest,
  transactionId: Buffer,
  credentials: RelayCredentials,
  challenge: Challenge | null,
): Buffer {
  const proof = challenge === null ? [] : challengeAttributes(credentials, challenge);
  const told = [...peerAttribute(peer, transactionId), ...attributes, ...proof];
  return writeStun(
    { class: 'request', method, transactionId, attributes: told },
    { form: 'rfc5389', key: challenge === null ? null : sealKey(credentials, challenge) },
  );
}

/** Null for what is not proved to be an answer to that very request. */
function replyOf(
  message: StunMessage,
  { request, challenge }: Pending,
  credentials: RelayCredentials,
): TurnReply | null {
  if (message.method !== request.method || isDamaged(message)) return null;
  const seal = attribute(message, attributeTypes.messageIntegrity);
  const key = challenge === null ? null : sealKey(credentials, challenge);
  const isProved = seal !== null && key !== null && sealedForm(message, key) === 'rfc5389';
  if (message.class === 'success') return isProved ? { kind: 'success', message } : null;
  const code = message.class === 'error' ? errorCodeOf(message) : null;
  if (code === null) return null;
  const mayBeUnsealed = seal === null && (challenge === null || unsealedErrors.includes(code));
  return isProved || mayBeUnsealed ? { kind: 'error', code, message } : null;
}

function isDamaged(message: StunMessage): boolean {
  return attribute(message, attributeTypes.fingerprint) !== null && !hasFingerprint(message);
}

import type { TransportAddress } from '../transport-address.ts';
import { xorMappedAddress } from './mapped-address.ts';
import { attributeTypes, type StunForm } from './message.ts';
import { uint32, writeStun } from './write-stun.ts';

/** The version of [MS-ICE2] that we tell: below 3, so that both sides speak the form of draft-02. */
const implementationVersion = 2;

/** What a connectivity check says (RFC 8445 section 7.1). */
export interface BindingRequest {
  readonly transactionId: Buffer;
  readonly username: string;
  readonly controlling: boolean;
  /** Eight bytes. */
  readonly tieBreaker: Buffer;
  /** Of the candidate that the peer would learn from it. */
  readonly priority: number;
  readonly useCandidate: boolean;
  /** Of our candidate; told to peers of [MS-ICE2] only. */
  readonly foundation: string;
}

export interface BindingAnswer {
  readonly transactionId: Buffer;
  /** As the request had it. */
  readonly username: Buffer;
}

/** How the peer wants its messages. */
export interface Manner {
  readonly form: StunForm;
  /** With the attributes of [MS-ICE2]. */
  readonly microsoft: boolean;
}

export function writeRequest(request: BindingRequest, key: Buffer, { form, microsoft }: Manner): Buffer {
  const role = request.controlling ? attributeTypes.iceControlling : attributeTypes.iceControlled;
  const attributes: [number, Buffer][] = [
    ...(request.useCandidate ? ([[attributeTypes.useCandidate, Buffer.alloc(0)]] as [number, Buffer][]) : []),
    [attributeTypes.priority, uint32(request.priority)],
    [role, request.tieBreaker],
    [attributeTypes.username, Buffer.from(request.username)],
  ];
  if (microsoft) {
    attributes.push([attributeTypes.candidateIdentifier, Buffer.from(request.foundation)], version);
  }
  return writeStun({ class: 'request', transactionId: request.transactionId, attributes }, { form, key });
}

/** A response without USERNAME is reported to be ignored by Skype for Business. */
export function writeSuccess(answer: BindingAnswer, seen: TransportAddress, key: Buffer, manner: Manner): Buffer {
  const mapped = xorMappedAddress(seen, answer.transactionId);
  const attributes: [number, Buffer][] = [[attributeTypes.xorMappedAddress, mapped]];
  if (manner.microsoft) attributes.push([attributeTypes.username, answer.username], version);
  const { form } = manner;
  return writeStun({ class: 'success', transactionId: answer.transactionId, attributes }, { form, key });
}

/** `key` is null where the request proved nothing: the answer then is no longer than the shortest such request. */
export function writeError(answer: BindingAnswer, code: 401 | 487, key: Buffer | null, manner: Manner): Buffer {
  const error = Buffer.from([0, 0, Math.floor(code / 100), code % 100]);
  const attributes: [number, Buffer][] = [[attributeTypes.errorCode, error]];
  if (manner.microsoft && key !== null) attributes.push([attributeTypes.username, answer.username], version);
  const { form } = manner;
  return writeStun({ class: 'error', transactionId: answer.transactionId, attributes }, { form, key });
}

const version: [number, Buffer] = [attributeTypes.implementationVersion, uint32(implementationVersion)];

/** What requests say, and what of it cannot be. */
import type { Allocation } from './allocation.ts';
import { type Refusal, refusal } from './proof-check.ts';
import { readAddress, type TransportAddress } from './wire/address.ts';
import { attribute, type Message } from './wire/message.ts';
import { isUnknownMandatory, attributeTypes as types } from './wire/names.ts';

export function destinationOf(request: Message): TransportAddress | null {
  const value = attribute(request, types.destinationAddress);
  return value === null ? null : readAddress(value);
}

/** Seconds: what is asked for, or as many as the server gives. */
export function lifetimeOf(request: Message, longest: number): number {
  const asked = attribute(request, types.lifetime);
  return asked?.length === 4 ? Math.min(asked.readUInt32BE(0), longest) : longest;
}

export function faultOfSend(request: Message): string | null {
  if (destinationOf(request) === null) return 'it has no Destination Address';
  return attribute(request, types.data) === null ? 'it has no Data' : null;
}

/** Where a request counts what was counted before, or for another allocation. */
export function sequenceFault(request: Message, allocation: Allocation | null): Refusal | null {
  const sequence = attribute(request, types.msSequenceNumber);
  if (sequence === null || allocation === null) return null;
  const fault = allocation.sequenceFault(sequence);
  return fault === null ? null : refusal(400, fault);
}

/** Where a request has attributes that the server would have to know. */
export function unknownRefusal({ attributes }: Message): Refusal | null {
  const unknown = attributes.map(({ type }) => type).filter(isUnknownMandatory);
  if (unknown.length === 0) return null;
  return refusal(420, unknown.map((type) => `0x${type.toString(16).padStart(4, '0')}`).join(', '), unknown);
}

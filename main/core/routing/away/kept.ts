import * as v from 'valibot';
import { fields } from '../../schema/fields.ts';
import { list } from '../../schema/list.ts';
import { oneOf, text } from '../../schema/pieces.ts';
import { read, type Schema } from '../../schema/schema.ts';
import type { CallForwarding } from '../../ucwa/decode/call-forwarding.ts';
import type { ChosenAway, Destination, Wanted } from '../state.ts';

/** Forwarding as it was before calls were sent elsewhere, and where they were sent. */
export interface KeptForwarding {
  readonly of: string;
  readonly sentTo: Destination;
  readonly before: Wanted;
}

export const awayRecord = 'forward-while-away';
export const beforeRecord = 'forwarding-before';

/** So many people do not share a computer's account. */
const mostKept = 8;
const uri = v.pipe(text(256), v.minLength(1));
const destination: Schema<Destination> = v.union([
  fields({ kind: oneOf(['voicemail', 'delegates', 'team']) }),
  fields({ kind: v.literal('contact'), uri }),
]);
const delay = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3_600)));
const before: Schema<Wanted> = fields({
  period: oneOf(['always', 'work-hours']),
  setting: oneOf(['none', 'simultaneous']),
  handlesUnanswered: v.boolean(),
  simultaneous: v.exactOptional(fields({ to: destination, ringDelay: delay })),
  unanswered: v.exactOptional(fields({ to: destination, ringDelay: delay })),
});
const kept = list(fields({ of: text(512), sentTo: destination, before }), { most: mostKept, looks: 100 });
const chosen = fields({ of: text(512), to: destination });

export function decodeChosenAway(document: unknown): ChosenAway | null {
  return read(chosen, document);
}

export function decodeKept(document: unknown): readonly KeptForwarding[] {
  return read(kept, document) ?? [];
}

/** With this one in place of another of the same user; the newest are kept. */
export function withKept(all: readonly KeptForwarding[], one: KeptForwarding): readonly KeptForwarding[] {
  return [one, ...withoutKept(all, one.of)].slice(0, mostKept);
}

export function withoutKept(all: readonly KeptForwarding[], of: string): readonly KeptForwarding[] {
  return all.filter((other) => other.of !== of);
}

/** What brings forwarding back to what it is now; null where something of it could not be brought back. */
export function wayBackTo(forwarding: CallForwarding): Wanted | null {
  const { period, setting, handlesUnanswered, simultaneous, unanswered } = forwarding;
  if (setting !== 'none' && setting !== 'simultaneous') return null;
  const others = setting === 'simultaneous' ? destinationOf(simultaneous) : null;
  if (setting === 'simultaneous' && others === null) return null;
  const nobody = destinationOf(unanswered);
  return {
    period,
    setting,
    handlesUnanswered,
    ...(others !== null && { simultaneous: { to: others, ringDelay: simultaneous.ringDelay } }),
    ...(nobody !== null && { unanswered: { to: nobody, ringDelay: unanswered.ringDelay } }),
  };
}

/** Null where there is none, or nobody knows how to name it again. */
export function destinationOf({
  target,
  contact,
}: Pick<CallForwarding['immediate'], 'target' | 'contact'>): Destination | null {
  if (target === 'none' || target === 'other') return null;
  if (target !== 'contact') return { kind: target };
  const known = contact?.uri ?? contact?.workPhoneNumber ?? contact?.mobilePhoneNumber ?? contact?.otherPhoneNumber;
  return known === null || known === undefined || known.length > 80 ? null : { kind: 'contact', uri: known };
}

import * as v from 'valibot';
import type { PastInvitationView, Words } from '../../../preload/contract/index.ts';
import { placeLines } from '../calls/invited/project-invited.ts';
import { type RingReason, ringReasons, type Whose } from '../calls/invited/ring-reasons.ts';
import { reasonSentence } from '../calls/invited/say-reason.ts';
import type { Call } from '../calls/state.ts';
import { fields, ifFits } from '../schema/fields.ts';
import { list } from '../schema/list.ts';
import { cutText } from '../schema/pieces.ts';
import type { Schema } from '../schema/schema.ts';
import { cleanText } from '../text.ts';

/** What a past call said of itself, as it is kept: facts and cleaned text; what it did not say is absent. */
export interface CallAbout {
  readonly why?: readonly RingReason[];
  readonly importance?: 'urgent' | 'emergency';
  readonly privateLine?: true;
  readonly subject?: string;
  /** Lines of an address. */
  readonly place?: readonly string[];
  /** What a program sent along. */
  readonly content?: string;
}

/** Null where a call said nothing of itself. */
export function aboutOf({ invited, importance, subject }: Call, whose: Whose): CallAbout | null {
  const why = ringReasons(invited, whose).map(({ reason }) => reason);
  const [place, plainSubject] = [placeLines(invited.place), cleanText(subject)];
  const content = cleanText(invited.content?.text ?? null);
  const about: CallAbout = {
    ...(why.length > 0 && { why }),
    ...(importance !== 'normal' && { importance }),
    ...(invited.privateLine && { privateLine: true as const }),
    ...(plainSubject !== null && { subject: plainSubject }),
    ...(place.length > 0 && { place }),
    ...(content !== null && { content }),
  };
  return Object.keys(about).length === 0 ? null : about;
}

/** The same as the windows show it. `caller`: what the caller is called. */
export function projectAbout(about: CallAbout, caller: string, words: Words): PastInvitationView {
  const { why = [], importance = 'normal', privateLine = false, subject = null, place = [], content = null } = about;
  return {
    why: why.map((reason) => ({ kind: reason.kind, sentence: reasonSentence(reason, caller, words), pending: false })),
    ...{ importance, privateLine, subject, place, content },
  };
}

const longest = cutText(256);
const name = v.nullable(longest);
const reason: Schema<RingReason> = v.union([
  fields({ kind: v.picklist(['for', 'team', 'on-behalf']), name }),
  fields({ kind: v.literal('forwarded'), name, by: name }),
  fields({ kind: v.literal('transferred'), by: name }),
]);

/** As a record has it. */
export const aboutSchema: Schema<CallAbout> = fields({
  why: ifFits(list(reason, { most: 5 })),
  importance: ifFits(v.picklist(['urgent', 'emergency'])),
  privateLine: ifFits(v.literal(true)),
  subject: ifFits(longest),
  place: ifFits(list(longest, { most: 3 })),
  content: ifFits(longest),
});

import * as v from 'valibot';
import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { isEndReason } from '../calls/end-reasons.ts';
import type { EndReason } from '../calls/state.ts';
import { isMeetingEnd } from '../meetings/record.ts';
import type { MeetingEnd } from '../meetings/state.ts';
import type { KeptParty } from '../party/party.ts';
import { fields, ifFits } from '../schema/fields.ts';
import { isRecord } from '../schema/record.ts';
import { read, type Schema } from '../schema/schema.ts';
import type { OutageCause } from '../session/state.ts';
import { aboutSchema } from './about.ts';
import { isAsWritten } from './as-written.ts';
import { earlierHiddenLabel, factOfNote } from './earlier-notes.ts';
import type { HistoryFact } from './fact.ts';
import { isCause } from './not-rung.ts';
import { isOutcome } from './outcomes.ts';
import type { History, HistoryEntry } from './state.ts';

const outside = ifFits(v.literal(true));
const named: Schema<KeptParty> = fields({
  label: v.string(),
  named: v.fallback(v.boolean(), false),
  number: v.fallback(v.nullable(v.string()), null),
  initials: v.fallback(v.string(), ''),
  domain: ifFits(v.string()),
  outside,
  unconfirmed: ifFits(v.literal(true)),
});
const hidden: Schema<KeptParty> = v.pipe(
  fields({ outside }),
  v.transform((known) => ({ hidden: true as const, ...known })),
);
const party = v.lazy((value) => (isHidden(value) ? hidden : named));

const fact: Schema<HistoryFact> = v.union([
  fields({
    kind: v.literal('ended'),
    reason: v.custom<EndReason>(isEndReason),
    by: v.fallback(v.nullable(v.string()), null),
    hadVoice: v.fallback(v.boolean(), false),
    code: ifFits(v.string()),
  }),
  fields({
    kind: v.literal('meeting'),
    reason: v.custom<MeetingEnd>(isMeetingEnd),
    entered: v.fallback(v.boolean(), false),
  }),
  fields({ kind: v.literal('not-rung'), cause: v.fallback(v.nullable(v.custom<OutageCause>(isCause)), null) }),
  fields({ kind: v.literal('told'), text: v.string(), rang: v.fallback(v.boolean(), true) }),
]);

const known = {
  id: v.string(),
  party,
  direction: v.fallback(v.picklist(['incoming', 'outgoing']), 'incoming'),
  outcome: v.custom<HistoryOutcome>(isOutcome),
  at: v.number(),
  talkedMs: v.fallback(v.number(), 0),
  seen: v.fallback(v.boolean(), true),
  threadId: ifFits(v.string()),
  byPhone: ifFits(v.literal(true)),
  logged: ifFits(v.literal(true)),
  about: ifFits(aboutSchema),
};

const today: Schema<HistoryEntry> = fields({ ...known, fact: v.fallback(v.nullable(fact), null) });

/** Earlier versions wrote a sentence; that a call did not ring they told by its id or by a word of its own. */
const earlier: Schema<HistoryEntry> = v.pipe(
  fields({ ...known, note: v.fallback(v.string(), ''), onlyLogged: ifFits(v.picklist(['unexplained', 'explained'])) }),
  v.transform(({ note, onlyLogged, ...entry }) => {
    const isLogged = onlyLogged !== undefined || entry.id.startsWith('log-');
    return { ...entry, fact: factOfNote(note, !isLogged, entry.outcome === 'answered') };
  }),
);

const entry = v.lazy((value) => (isRecord(value) && value.fact === undefined ? earlier : today));

/** The history as it was written by an earlier run, of this version or an earlier one; entries that do not fit are left out. */
export function decodeHistory(document: unknown): History {
  if (!Array.isArray(document)) return [];
  return document.flatMap((value) => (isAsWritten(value) ? value : (readEntry(value) ?? [])));
}

/** An entry by its schema, with what is wrong in it mended where it can be; null where it does not fit. */
export function readEntry(value: unknown): HistoryEntry | null {
  return read(entry, value);
}

/** Earlier versions wrote a sentence in place of a name. */
function isHidden(value: unknown): boolean {
  return isRecord(value) && (value.hidden === true || value.label === earlierHiddenLabel);
}

import * as v from 'valibot';
import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { isEndReason } from '../calls/end-reasons.ts';
import type { EndReason } from '../calls/state.ts';
import type { KeptParty } from '../party/kept-party.ts';
import { fields, ifFits } from '../schema/fields.ts';
import { list } from '../schema/list.ts';
import { read, type Schema } from '../schema/schema.ts';
import type { OutageCause } from '../session/state.ts';
import { earlierHiddenLabel, factOfNote } from './earlier-notes.ts';
import type { HistoryFact } from './fact.ts';
import { isCause } from './not-rung.ts';
import type { History } from './state.ts';

const outcomes: readonly HistoryOutcome[] = ['missed', 'declined', 'elsewhere', 'answered', 'failed'];

const party: Schema<KeptParty> = v.pipe(
  fields({
    label: ifFits(v.string()),
    named: v.fallback(v.boolean(), false),
    number: v.fallback(v.nullable(v.string()), null),
    initials: v.fallback(v.string(), ''),
    hidden: ifFits(v.literal(true)),
    outside: ifFits(v.literal(true)),
  }),
  v.transform(({ label, hidden, ...known }): KeptParty | null => {
    if (hidden !== true && label !== earlierHiddenLabel) return label === undefined ? null : { label, ...known };
    return { hidden: true, ...(known.outside === true && { outside: true as const }) };
  }),
  v.custom<KeptParty>((known) => known !== null),
);

const fact: Schema<HistoryFact> = v.union([
  fields({
    kind: v.literal('ended'),
    reason: v.custom<EndReason>(isEndReason),
    by: v.fallback(v.nullable(v.string()), null),
    hadVoice: v.fallback(v.boolean(), false),
  }),
  fields({ kind: v.literal('not-rung'), cause: v.fallback(v.nullable(v.custom<OutageCause>(isCause)), null) }),
  fields({ kind: v.literal('told'), text: v.string(), rang: v.fallback(v.boolean(), true) }),
]);

const entries = list(
  v.pipe(
    fields({
      id: v.string(),
      party,
      direction: v.fallback(v.picklist(['incoming', 'outgoing']), 'incoming'),
      outcome: v.picklist(outcomes),
      fact: v.exactOptional(v.fallback(v.nullable(fact), null)),
      note: ifFits(v.string()),
      onlyLogged: ifFits(v.picklist(['unexplained', 'explained'])),
      at: v.number(),
      talkedMs: v.fallback(v.number(), 0),
      seen: v.fallback(v.boolean(), true),
      threadId: ifFits(v.string()),
      logged: ifFits(v.literal(true)),
    }),
    // Earlier versions wrote a sentence; that a call did not ring they told by its id or by a word of its own.
    v.transform(({ note, onlyLogged, fact, ...entry }) => {
      if (fact !== undefined) return { ...entry, fact };
      const isLogged = onlyLogged !== undefined || entry.id.startsWith('log-');
      return { ...entry, fact: factOfNote(note ?? '', !isLogged, entry.outcome === 'answered') };
    }),
  ),
);

/** The history as it was written by an earlier run, of this version or an earlier one; entries that do not fit are left out. */
export function decodeHistory(document: unknown): History {
  return read(entries, document) ?? [];
}

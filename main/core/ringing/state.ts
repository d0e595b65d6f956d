import * as v from 'valibot';
import type { SilenceSpan, ToneSetting } from '../../../preload/contract/index.ts';
import { fields } from '../schema/fields.ts';
import { read } from '../schema/schema.ts';

/**
 * Whether the user wants to hear rings:
 *
 *     aloud --silence-rings--> silent until then --its time is over, or ring-again--> aloud
 */
export interface RingingModel {
  /** In ms since 1970; null while rings are heard. */
  readonly silentUntil: number | null;
  /** The setting whose tone the user listens to. */
  readonly sample: ToneSetting | null;
}

export const aloud: RingingModel = { silentUntil: null, sample: null };

/** The document in which that outlives the app. */
export const silenceRecord = 'silence';

const minuteMs = 60_000;
/** At which hour of the next day rings are heard again. */
const morning = 8;
/** No silence lasts longer: a record, or a clock, that says so is wrong. */
export const longestSilenceMs = 2 * 24 * 60 * minuteMs;

/** When a silence that begins at `wall` is over; both in ms since 1970. Tomorrow begins in the morning, where the user is. */
export function endOfSilence(span: SilenceSpan, wall: number): number {
  if (span === '30-minutes') return wall + 30 * minuteMs;
  if (span === '1-hour') return wall + 60 * minuteMs;
  const end = new Date(wall);
  end.setDate(end.getDate() + 1);
  return end.setHours(morning, 0, 0, 0);
}

const kept = fields({ until: v.pipe(v.number(), v.finite()) });

/** What is left of a silence of an earlier run at `wall`. */
export function decodeSilence(document: unknown, wall: number): RingingModel {
  const until = read(kept, document)?.until ?? null;
  return until !== null && until > wall && until - wall <= longestSilenceMs ? { ...aloud, silentUntil: until } : aloud;
}

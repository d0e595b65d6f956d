import type {
  CheckAction,
  CheckId,
  CheckLevel,
  CheckView,
  Sentence,
  Words,
} from '../../../../preload/contract/index.ts';
import type { Known } from '../known.ts';

/** What a check looks at. */
export interface Facts {
  readonly model: Known;
  /** What is found is said in them. */
  readonly words: Words;
  /** On the monotonic clock. */
  readonly now: number;
  /** In ms since 1970. */
  readonly wall: number;
}

/** Makes what a check found, under its title. */
export function finding(id: CheckId, { say }: Words) {
  const title = say(`check.${id}.title`);
  const make =
    (level: CheckLevel) =>
    (evidence: string | Sentence, fix = '', action: CheckAction | null = null): CheckView => ({
      id,
      level,
      title,
      evidence: typeof evidence === 'string' ? [evidence] : evidence,
      fix,
      action,
    });
  return { ok: make('ok'), warning: make('warning'), failed: make('failed'), unknown: make('unknown') };
}

export function checkAgain({ say }: Words): CheckAction {
  return { label: say('check.try-again'), command: { type: 'check-again' } };
}

export function tryNow({ say }: Words): CheckAction {
  return { label: say('check.try-now'), command: { type: 'reconnect' } };
}

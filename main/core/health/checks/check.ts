import type { CheckAction, CheckId, CheckLevel, CheckView, Sentence } from '../../../../preload/contract/index.ts';
import type { Known } from '../known.ts';

/** What a check looks at. */
export interface Facts {
  readonly model: Known;
  /** On the monotonic clock. */
  readonly now: number;
  /** In ms since 1970. */
  readonly wall: number;
}

/** Makes what a check found, under its title. */
export function finding(id: CheckId, title: string) {
  const make =
    (level: CheckLevel) =>
    (evidence: Sentence, fix = '', action: CheckAction | null = null): CheckView => ({
      id,
      level,
      title,
      evidence,
      fix,
      action,
    });
  return { ok: make('ok'), warning: make('warning'), failed: make('failed'), unknown: make('unknown') };
}

export const checkAgain: CheckAction = { label: 'Try again', command: { type: 'check-again' } };
export const tryNow: CheckAction = { label: 'Try now', command: { type: 'reconnect' } };

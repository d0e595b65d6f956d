import type { HistoryOutcome } from '../../../preload/contract/index.ts';

const outcomes: Readonly<Record<HistoryOutcome, true>> = {
  missed: true,
  declined: true,
  elsewhere: true,
  answered: true,
  failed: true,
  'no-answer': true,
  busy: true,
  cancelled: true,
};

/** Whether something that was kept is what became of a call. */
export function isOutcome(value: unknown): value is HistoryOutcome {
  return typeof value === 'string' && Object.hasOwn(outcomes, value);
}

import type { MessageId, Refusal } from '../../preload/contract/index.ts';

type Problem = 'dial.not-callable' | 'dial.engaged' | 'dial.unavailable';

const ids: Readonly<Partial<Record<Refusal, Problem & MessageId>>> = {
  'not-callable': 'dial.not-callable',
  invalid: 'dial.not-callable',
  engaged: 'dial.engaged',
};

/** The sentence for a call out that was refused: what is wrong with it, else that it is not possible now. */
export function dialProblemId(refusal: Refusal): Problem {
  return ids[refusal] ?? 'dial.unavailable';
}

import type { JSX } from 'preact';
import type { KeysProblem, Words } from '../../../../preload/contract/index.ts';
import { useWords } from '../../../wording/words-context.ts';

export interface KeysProblemProps {
  readonly problem: KeysProblem;
  /** As they are written for people. */
  readonly keys: string;
  readonly mac: boolean;
}

/** Why these keys cannot be had, and what to do. */
export function KeysProblemText({ problem, keys, mac }: KeysProblemProps): JSX.Element {
  const { say } = useWords();
  return (
    <p class="field-error" id="recorder-problem" role="alert">
      {sentenceOf(problem, keys, mac, say)}
    </p>
  );
}

function sentenceOf(problem: KeysProblem, keys: string, mac: boolean, say: Words['say']): string {
  switch (problem.kind) {
    case 'unknown':
      return say('settings.keys.problem.unknown');
    case 'alone':
      return say(mac ? 'settings.keys.problem.alone-mac' : 'settings.keys.problem.alone');
    case 'used':
      return say('settings.keys.problem.used', { keys, action: say(`settings.shortcut.${problem.action}`) });
    default:
      return say(`settings.keys.problem.${problem.kind}`, { keys });
  }
}

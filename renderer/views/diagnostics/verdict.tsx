import type { JSX } from 'preact';
import type { HealthLevel, HealthView } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Note, type NoteKind } from '../../components/notes/note.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

const kinds: Readonly<Record<HealthLevel, NoteKind>> = { reachable: 'ok', degraded: 'warning', unreachable: 'error' };

export interface VerdictProps {
  readonly health: HealthView;
  /** Goes to the first check that is not well. */
  readonly onHow: () => void;
}

/** The answer, in one sentence, with what it means. */
export function Verdict({ health, onHow }: VerdictProps): JSX.Element {
  const { say } = useWords();
  const { level, answer, help, warnings } = health;
  return (
    <div class="verdict" data-health={level}>
      <Note
        kind={kinds[level]}
        title={answer}
        action={warnings > 0 && <Button label={say('diagnostics.how')} kind="standard" onPress={onHow} />}
      >
        {help.length > 0 && (
          <span class="note-help">
            <Sentence pieces={help} />
          </span>
        )}
      </Note>
    </div>
  );
}

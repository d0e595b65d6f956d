import type { JSX, Ref } from 'preact';
import { QuestionWords, questionIds } from '../../components/notes/question.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface QuitViewProps {
  readonly keepRef: Ref<HTMLButtonElement>;
  readonly onAnswer: (yes: boolean) => void;
}

/** Whether to quit, and what that means. */
export function QuitView({ keepRef, onAnswer }: QuitViewProps): JSX.Element {
  const { say } = useWords();
  return (
    <div class="quit" role="alertdialog" {...questionIds}>
      <QuestionWords
        title={say('quit.title')}
        help={say('quit.help')}
        yes={say('quit.yes')}
        no={say('quit.no')}
        noRef={keepRef}
        onYes={() => onAnswer(true)}
        onNo={() => onAnswer(false)}
      />
    </div>
  );
}

import type { JSX, Ref } from 'preact';
import { QuestionWords, questionIds } from '../../components/notes/question.tsx';

export interface QuitViewProps {
  readonly keepRef: Ref<HTMLButtonElement>;
  readonly onAnswer: (yes: boolean) => void;
}

/** Whether to quit, and what that means. */
export function QuitView({ keepRef, onAnswer }: QuitViewProps): JSX.Element {
  return (
    <div class="quit" role="alertdialog" {...questionIds}>
      <QuestionWords
        title="Quit Switchhook?"
        help="Calls will not ring on this computer."
        yes="Quit"
        no="Keep running"
        noRef={keepRef}
        onYes={() => onAnswer(true)}
        onNo={() => onAnswer(false)}
      />
    </div>
  );
}

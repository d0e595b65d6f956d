import type { JSX } from 'preact';
import { Button } from '../../components/button.tsx';
import { questionIds } from '../../components/notes/question.tsx';
import { useModal } from '../../components/use-modal.ts';
import { useWords } from '../../wording/words-context.ts';

export interface EndQuestionProps {
  /** How many are in it. */
  readonly count: number;
  readonly onEnd: () => void;
  readonly onLeave: () => void;
  /** Also for Esc. */
  readonly onStay: () => void;
}

/** Asks before a meeting is ended for everybody; the focus is on what changes nothing. */
export function EndQuestion({ count, onEnd, onLeave, onStay }: EndQuestionProps): JSX.Element {
  const { say } = useWords();
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      class="question"
      {...questionIds}
      onCancel={(event) => {
        event.preventDefault();
        onStay();
      }}
    >
      <h2 class="section" id={questionIds['aria-labelledby']}>
        {say('meeting.end-question.title')}
      </h2>
      <p class="question-help" id={questionIds['aria-describedby']}>
        {say('meeting.end-question.help', { count })}
      </p>
      <div class="question-answers">
        <Button label={say('meeting.end-question.yes')} kind="hang-up" onPress={onEnd} />
        <Button label={say('meeting.leave')} kind="standard" onPress={onLeave} />
        <Button label={say('meeting.end-question.no')} kind="standard" autofocus onPress={onStay} />
      </div>
    </dialog>
  );
}

import type { JSX, Ref } from 'preact';
import { Button } from '../button.tsx';
import { useModal } from '../use-modal.ts';

export interface QuestionProps {
  readonly title: string;
  readonly help: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  /** Also for Esc. */
  readonly onNo: () => void;
}

/** What names and what describes the dialog that holds {@link QuestionWords}. */
export const questionIds = { 'aria-labelledby': 'question-title', 'aria-describedby': 'question-help' } as const;

/** A modal question before something that cannot be undone; focus starts on the harmless answer. */
export function Question(props: QuestionProps): JSX.Element {
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      class="question"
      {...questionIds}
      onCancel={(event) => {
        event.preventDefault();
        props.onNo();
      }}
    >
      <QuestionWords {...props} />
    </dialog>
  );
}

export interface QuestionWordsProps extends QuestionProps {
  readonly noRef?: Ref<HTMLButtonElement>;
}

/** A question and its two answers, without what they stand in. */
export function QuestionWords({ title, help, yes, no, onYes, onNo, noRef }: QuestionWordsProps): JSX.Element {
  return (
    <>
      <h2 class="section" id={questionIds['aria-labelledby']}>
        {title}
      </h2>
      <p class="question-help" id={questionIds['aria-describedby']}>
        {help}
      </p>
      <div class="question-answers">
        <Button label={yes} kind="hang-up" onPress={onYes} />
        <Button label={no} kind="standard" autofocus onPress={onNo} {...(noRef ? { elementRef: noRef } : {})} />
      </div>
    </>
  );
}

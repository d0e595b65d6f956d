import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../button.tsx';

export interface QuestionProps {
  readonly title: string;
  readonly help: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  /** Also for Esc. */
  readonly onNo: () => void;
}

/** A modal question before something that cannot be undone; focus starts on the harmless answer. */
export function Question({ title, help, yes, no, onYes, onNo }: QuestionProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="question"
      aria-labelledby="question-title"
      aria-describedby="question-help"
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <h2 class="section" id="question-title">
        {title}
      </h2>
      <p id="question-help">{help}</p>
      <div class="question-answers">
        <Button label={yes} kind="hang-up" onPress={onYes} />
        <Button label={no} kind="standard" autofocus onPress={onNo} />
      </div>
    </dialog>
  );
}

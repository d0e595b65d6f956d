import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useModal } from '../../components/use-modal.ts';
import { useWords } from '../../wording/words-context.ts';

export interface MeetingDialogProps {
  /** Of its title, which names it. */
  readonly id: string;
  readonly title: string;
  readonly yes: string;
  readonly onYes: () => void;
  /** Also for Esc. */
  readonly onDone: () => void;
  /** The fields; the first one has the focus. */
  readonly children: ComponentChildren;
}

/** Asks what has to be known before somebody is in a meeting. */
export function MeetingDialog({ id, title, yes, onYes, onDone, children }: MeetingDialogProps): JSX.Element {
  const { say } = useWords();
  const dialog = useModal();
  useLayoutEffect(() => dialog.current?.querySelector('input')?.focus(), []);
  return (
    <dialog
      ref={dialog}
      class="question"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <form
        class="join-form"
        onSubmit={(event) => {
          event.preventDefault();
          onYes();
        }}
      >
        <h2 class="section" id={id}>
          {title}
        </h2>
        {children}
        <div class="question-answers">
          <Button label={yes} kind="primary" submits />
          <Button label={say('call.cancel-preview')} kind="standard" onPress={onDone} />
        </div>
      </form>
    </dialog>
  );
}

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { longestOwnMessage, type ThreadView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { useDraft } from './use-draft.ts';

export interface ComposerProps {
  readonly thread: ThreadView;
  /** Id of the sentence that says why nothing can be sent. */
  readonly describedBy: string;
  readonly act: Act;
}

/** Where the user writes: Enter sends, Shift Enter breaks the line. */
export function Composer({ thread, describedBy, act }: ComposerProps): JSX.Element {
  const { say } = useWords();
  const draft = useDraft(thread.id, thread.draft, act);
  const box = useRef<HTMLTextAreaElement>(null);
  // Before the next key can come: what is typed as soon as the thread is seen belongs in the box.
  useLayoutEffect(() => box.current?.focus(), []);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    current.style.blockSize = 'auto';
    current.style.blockSize = `${current.scrollHeight + 2}px`;
  }, [draft.text]);

  const send = async (): Promise<void> => {
    if (draft.text.trim() === '' || !thread.writable) return;
    const result = await act({ type: 'send-message', threadId: thread.id, text: draft.text });
    if (result.ok) draft.clear();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!event.repeat) void send();
  };
  const label = say('messages.write-to', { name: thread.party.label });
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={box}
        class="text-area composer-box"
        dir="auto"
        rows={1}
        aria-label={label}
        placeholder={label}
        value={draft.text}
        maxLength={longestOwnMessage}
        onInput={(event) => draft.type(event.currentTarget.value)}
        onKeyDown={key}
      />
      <Button
        label={say('messages.send')}
        kind="primary"
        icon="send"
        size="wide"
        submits
        off={!thread.writable}
        {...(thread.writable ? {} : { describedBy })}
      />
    </form>
  );
}

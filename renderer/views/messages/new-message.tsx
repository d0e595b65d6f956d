import type { JSX, Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { ComboInput } from '../dial/combo-input.tsx';
import { SuggestionList } from '../dial/suggestion-list.tsx';
import { useCombobox } from '../dial/use-combobox.ts';
import type { Suggesting } from '../dial/use-suggestions.ts';

export interface NewMessageProps {
  readonly suggesting: Suggesting;
  readonly act: Act;
  readonly backRef: Ref<HTMLDivElement>;
  readonly onBack: () => void;
}

/** To whom: whoever is meant is suggested while one types, and the app turns to the thread with them. */
export function NewMessage({ suggesting, act, backRef, onBack }: NewMessageProps): JSX.Element {
  const { say } = useWords();
  const [isRefused, setRefused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const open = async (to: string): Promise<void> => {
    const result = await act({ type: 'open-thread', to });
    setRefused(!result.ok);
    if (!result.ok) input.current?.focus();
  };
  const box = useCombobox(suggesting, (to) => void open(to));
  return (
    <section class="thread" aria-label={say('messages.new')} data-pane>
      <header class="thread-head">
        <div class="details-back" ref={backRef}>
          <Button label={say('calls.back')} kind="quiet" size="small" icon="back" onPress={onBack} />
        </div>
        <h2 class="thread-name">{say('messages.new')}</h2>
      </header>
      <form
        class="new-message"
        onSubmit={(event) => {
          event.preventDefault();
          box.enter();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onBack();
        }}
      >
        <div class="field">
          <div class="field-head">
            <label for="message-to">{say('messages.to')}</label>
          </div>
          <div class={`field-box new-message-to${isRefused ? ' field-bad' : ''}`}>
            <ComboInput
              id="message-to"
              box={box}
              boxRef={input}
              bad={isRefused}
              describedBy="message-to-note"
              onType={() => setRefused(false)}
            />
            {box.shown.length > 0 && (
              <SuggestionList suggestions={box.shown} active={box.active} onChoose={box.choose} />
            )}
          </div>
          <p
            id="message-to-note"
            class={isRefused ? 'field-error' : 'field-hint'}
            {...(isRefused ? { role: 'alert' } : {})}
          >
            {say(isRefused ? 'messages.to-missing' : 'messages.to-hint')}
          </p>
          <p class="unseen-text" aria-live="polite">
            {box.counted > 0 && say('dial.count', { count: box.counted })}
          </p>
        </div>
        <Button label={say('messages.write')} kind="primary" submits />
      </form>
    </section>
  );
}

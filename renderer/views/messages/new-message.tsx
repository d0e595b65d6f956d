import type { JSX, Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/form/field.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface NewMessageProps {
  readonly act: Act;
  readonly backRef: Ref<HTMLDivElement>;
  readonly onBack: () => void;
}

/** To whom: the app turns to the thread with them. */
export function NewMessage({ act, backRef, onBack }: NewMessageProps): JSX.Element {
  const { say } = useWords();
  const [to, setTo] = useState('');
  const [isRefused, setRefused] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const open = async (): Promise<void> => {
    const result = await act({ type: 'open-thread', to });
    setRefused(!result.ok);
    if (!result.ok) form.current?.querySelector('input')?.focus();
  };
  return (
    <section class="thread" aria-label={say('messages.new')} data-pane>
      <header class="thread-head">
        <div class="details-back" ref={backRef}>
          <Button label={say('calls.back')} kind="quiet" size="small" icon="back" onPress={onBack} />
        </div>
        <h2 class="thread-name">{say('messages.new')}</h2>
      </header>
      <form
        ref={form}
        class="new-message"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onBack();
        }}
      >
        <Field
          id="message-to"
          label={say('messages.to')}
          value={to}
          bad={isRefused}
          {...(isRefused ? { error: say('messages.to-missing') } : { hint: say('messages.to-hint') })}
          onInput={(value) => {
            setTo(value);
            setRefused(false);
          }}
        />
        <Button label={say('messages.write')} kind="primary" submits />
      </form>
    </section>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../../wording/words-context.ts';
import { Icon } from '../icons/icon.tsx';
import { Field } from './field.tsx';

export interface PasswordFieldProps {
  readonly id: string;
  readonly label: string;
  /** What the button is called that shows what was typed, and what it is called then. */
  readonly show: string;
  readonly hide: string;
  readonly autocomplete: string;
  readonly value: string;
  readonly bad: boolean;
  readonly error: string | null;
  readonly hint: string;
  readonly readOnly: boolean;
  readonly onInput: (value: string) => void;
}

/** A password, hidden until it is asked to show, with a warning while Caps Lock is on. */
export function PasswordField(props: PasswordFieldProps): JSX.Element {
  const { say } = useWords();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const doing = shown ? props.hide : props.show;
  const toggle = (
    <button type="button" class="field-end" aria-label={doing} title={doing} onClick={() => setShown(!shown)}>
      <Icon name={shown ? 'eye-off' : 'eye'} />
    </button>
  );
  const warning = (
    <p class="field-warning" aria-live="polite">
      {capsLock && (
        <>
          <Icon name="warning" size="small" />
          {say('sign-in.caps-lock')}
        </>
      )}
    </p>
  );
  return (
    <Field
      {...props}
      hidden={!shown}
      onKey={(event) => setCapsLock(event.getModifierState('CapsLock'))}
      end={toggle}
      below={warning}
    />
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';
import { Field } from './field.tsx';

export interface PasswordFieldProps {
  readonly id: string;
  /** Such as "Password". */
  readonly label: string;
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
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const doing = `${shown ? 'Hide' : 'Show'} ${props.label.toLowerCase()}`;
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
          Caps Lock is on
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

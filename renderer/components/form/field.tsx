import type { ComponentChildren, JSX } from 'preact';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Beside the label, such as "Optional"; part of the description. */
  readonly aside?: string;
  readonly value: string;
  /** What is typed is not shown. */
  readonly hidden?: boolean;
  readonly autocomplete?: string;
  readonly placeholder?: string;
  /** Marked as wrong, here or by the note above the form. */
  readonly bad?: boolean;
  /** What is wrong, below the field. */
  readonly error?: string | null;
  readonly hint?: string;
  readonly readOnly?: boolean;
  /** A button at the end of the box. */
  readonly end?: ComponentChildren;
  /** Below the box, such as a warning of its own. */
  readonly below?: ComponentChildren;
  readonly onInput: (value: string) => void;
  readonly onKey?: (event: KeyboardEvent) => void;
}

/** A text field: label above, hint or error below. */
export function Field(props: FieldProps): JSX.Element {
  const { id, error, hint, aside } = props;
  const described = [error && `${id}-error`, hint && `${id}-hint`, aside && `${id}-aside`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{props.label}</label>
        {aside && (
          <span class="field-aside" id={`${id}-aside`}>
            {aside}
          </span>
        )}
      </div>
      <div class={`field-box${props.bad ? ' field-bad' : ''}`}>
        <input
          id={id}
          class="field-input"
          dir="auto"
          {...(props.hidden ? { type: 'password' } : { type: 'text' })}
          value={props.value}
          spellcheck={false}
          autocapitalize="none"
          autocomplete={props.autocomplete ?? 'off'}
          readOnly={props.readOnly ?? false}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
          {...(props.bad ? { 'aria-invalid': true } : {})}
          {...(described ? { 'aria-describedby': described } : {})}
          {...(props.onKey ? { onKeyDown: props.onKey, onKeyUp: props.onKey } : {})}
        />
        {props.end}
      </div>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {props.below}
    </div>
  );
}

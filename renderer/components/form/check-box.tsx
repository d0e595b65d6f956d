import type { JSX } from 'preact';

export interface CheckBoxProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A tick box with its label and a line on what it does. */
export function CheckBox({ id, label, hint, checked, disabled, onChange }: CheckBoxProps): JSX.Element {
  return (
    <div class="tick">
      <input
        id={id}
        class="tick-box"
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div class="tick-words">
        <label for={id}>{label}</label>
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
    </div>
  );
}

import type { ComponentChildren, JSX } from 'preact';

export interface ChoiceRowProps {
  /** Of the radio button. */
  readonly id: string;
  /** Rows of one name exclude each other. */
  readonly group: string;
  readonly label: string;
  readonly hint?: string;
  readonly chosen: boolean;
  /** Not possible: the server does not offer it. */
  readonly disabled?: boolean;
  readonly onChoose: () => void;
  /** What is set with it, at the end. */
  readonly children?: ComponentChildren;
}

/** One of several ways, with its radio button at the start. */
export function ChoiceRow(props: ChoiceRowProps): JSX.Element {
  const { id, group, label, hint, chosen, disabled = false, onChoose, children } = props;
  return (
    <div class="setting">
      <input
        id={id}
        class="choice"
        type="radio"
        name={group}
        checked={chosen}
        disabled={disabled}
        onChange={onChoose}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
      />
      <div class="setting-words">
        <label class="setting-label" for={id}>
          {label}
        </label>
        {hint !== undefined && (
          <p class="setting-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      {children !== undefined && <div class="setting-control choice-control">{children}</div>}
    </div>
  );
}

import type { JSX, Ref } from 'preact';
import { longestDialled } from '../../../preload/contract/index.ts';
import { listId, optionId } from './suggestion-list.tsx';
import type { Combobox } from './use-combobox.ts';

export interface ComboInputProps {
  readonly id: string;
  readonly box: Combobox;
  readonly boxRef: Ref<HTMLInputElement>;
  /** What it is called, where no label points at it; it stands in the empty box too. */
  readonly name?: string;
  /** For readers, such as "Control+K". */
  readonly keys?: string;
  readonly bad: boolean;
  /** Id of what is said of it. */
  readonly describedBy?: string;
  /** Something was typed. */
  readonly onType?: () => void;
}

/** The box of a combobox: its suggestions are drawn below it by {@link SuggestionList}. */
export function ComboInput(props: ComboInputProps): JSX.Element {
  const { id, box, boxRef, name, keys, bad, describedBy, onType } = props;
  return (
    <input
      ref={boxRef}
      id={id}
      class="field-input"
      dir="auto"
      type="text"
      role="combobox"
      {...(name === undefined ? {} : { 'aria-label': name, placeholder: name })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
      aria-autocomplete="list"
      aria-controls={listId}
      aria-expanded={box.shown.length > 0}
      {...(box.active < 0 ? {} : { 'aria-activedescendant': optionId(box.active) })}
      {...(bad ? { 'aria-invalid': true } : {})}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      value={box.text}
      maxLength={longestDialled}
      spellcheck={false}
      autocapitalize="none"
      autocomplete="off"
      onInput={(event) => {
        onType?.();
        box.type(event.currentTarget.value);
      }}
      onKeyDown={box.key}
      onBlur={box.close}
    />
  );
}

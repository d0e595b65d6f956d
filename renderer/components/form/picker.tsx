import type { JSX } from 'preact';
import { Icon } from '../icons/icon.tsx';

/** A line of the list. */
export interface PickerChoice {
  readonly id: string;
  readonly label: string;
}

export interface PickerProps {
  readonly id: string;
  /** The accessible name, unless a label element points at `id`. */
  readonly name?: string;
  readonly look: 'box' | 'quiet';
  readonly choices: readonly PickerChoice[];
  readonly chosen: PickerChoice | null;
  /** Said where nothing is chosen. */
  readonly empty?: string;
  readonly describedBy?: string;
  /** It is shown, and cannot be changed. */
  readonly disabled?: boolean;
  readonly onChoose: (id: string) => void;
}

/**
 * A choice out of a list. The system's own list opens over what is drawn here, so that it works with every keyboard and
 * reader, while its width follows the chosen name.
 */
export function Picker(props: PickerProps): JSX.Element {
  const { choices, chosen, empty = '' } = props;
  const listed = chosen === null || choices.some(({ id }) => id === chosen.id) ? choices : [chosen, ...choices];
  return (
    <span class={`picker picker-${props.look}`}>
      <span class="picker-label cut" aria-hidden="true">
        <bdi>{chosen?.label ?? empty}</bdi>
      </span>
      <Icon name="chevron-down" size="small" />
      <select
        id={props.id}
        class="picker-list"
        value={chosen?.id ?? ''}
        disabled={props.disabled === true || listed.length === 0}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
        {...(props.name ? { 'aria-label': props.name } : {})}
        {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      >
        {chosen === null && (
          <option value="" disabled>
            {empty}
          </option>
        )}
        {listed.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}

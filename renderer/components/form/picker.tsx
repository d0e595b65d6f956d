import type { JSX } from 'preact';
import type { DeviceView } from '../../../preload/contract.ts';
import { Icon } from '../icons/icon.tsx';

export interface PickerProps {
  readonly id: string;
  /** The accessible name, unless a label element points at `id`. */
  readonly name?: string;
  readonly look: 'box' | 'quiet';
  readonly devices: readonly DeviceView[];
  readonly chosen: DeviceView | null;
  /** Said where there is no device to choose. */
  readonly empty: string;
  readonly describedBy?: string;
  readonly onChoose: (deviceId: string) => void;
}

/**
 * A choice of device. The system's own list opens over what is drawn here, so that it works with every keyboard and
 * reader, while its width follows the chosen name.
 */
export function Picker(props: PickerProps): JSX.Element {
  const { devices, chosen } = props;
  const listed = chosen === null || devices.some(({ id }) => id === chosen.id) ? devices : [chosen, ...devices];
  return (
    <span class={`picker picker-${props.look}`}>
      <span class="picker-label cut" aria-hidden="true">
        {chosen?.label ?? props.empty}
      </span>
      <Icon name="chevron-down" size="small" />
      <select
        id={props.id}
        class="picker-list"
        value={chosen?.id ?? ''}
        disabled={listed.length === 0}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
        {...(props.name ? { 'aria-label': props.name } : {})}
        {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      >
        {chosen === null && (
          <option value="" disabled>
            {props.empty}
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

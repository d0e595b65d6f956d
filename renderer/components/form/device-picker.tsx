import type { JSX } from 'preact';
import type { DevicePurpose, DevicesView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { useWords } from '../../wording/words-context.ts';
import { Picker, type PickerProps } from './picker.tsx';

export interface DevicePickerProps extends Pick<PickerProps, 'id' | 'name' | 'look' | 'describedBy'> {
  readonly purpose: Exclude<DevicePurpose, 'camera' | 'ring-too'>;
  readonly devices: DevicesView;
  readonly act: Act;
}

/** The choice of the device for a purpose, wherever it is offered; it holds at once, also in a call. */
export function DevicePicker({ purpose, devices, act, ...picker }: DevicePickerProps): JSX.Element {
  const { say } = useWords();
  const spokenInto = purpose === 'microphone';
  return (
    <Picker
      {...picker}
      choices={spokenInto ? devices.inputs : devices.outputs}
      chosen={devices.chosen[purpose]}
      empty={say(spokenInto ? 'device.no-microphone' : 'device.no-speaker')}
      onChoose={(deviceId) => act({ type: 'choose-device', purpose, deviceId })}
    />
  );
}

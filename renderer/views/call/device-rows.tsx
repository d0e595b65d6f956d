import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { LevelMeter } from '../../components/level-meter.tsx';
import type { Loudness } from '../../hooks/use-levels.ts';
import { useWords } from '../../wording/words-context.ts';

export interface DeviceRowsProps {
  readonly devices: DevicesView;
  readonly loudness: Loudness;
  /** The other side hears nothing from here. */
  readonly silent: boolean;
  readonly act: Act;
}

/** Which devices carry the call, and what goes through them. */
export function DeviceRows({ devices, loudness, silent, act }: DeviceRowsProps): JSX.Element {
  const { say } = useWords();
  const shared = { look: 'quiet', devices, act } as const;
  return (
    <div class="device-rows">
      <div class="device-row">
        <Icon name={silent ? 'microphone-off' : 'microphone'} />
        <DevicePicker id="microphone" name={say('call.microphone')} purpose="microphone" {...shared} />
        <LevelMeter name={say('call.microphone-level')} level={loudness.microphone} />
      </div>
      <div class="device-row">
        <Icon name="speaker" />
        <DevicePicker id="speaker" name={say('call.speaker')} purpose="speaker" {...shared} />
        <LevelMeter name={say('call.speaker-level')} level={loudness.speaker} />
      </div>
    </div>
  );
}

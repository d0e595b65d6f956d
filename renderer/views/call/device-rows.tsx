import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract.ts';
import type { Act } from '../../bridge.ts';
import { Picker } from '../../components/form/picker.tsx';
import { Icon } from '../../components/icon.tsx';
import { LevelMeter } from '../../components/level-meter.tsx';
import type { Loudness } from '../../use-levels.ts';

export interface DeviceRowsProps {
  readonly devices: DevicesView;
  readonly loudness: Loudness;
  /** The other side hears nothing from here. */
  readonly silent: boolean;
  readonly act: Act;
}

/** Which devices carry the call, and what goes through them. */
export function DeviceRows({ devices, loudness, silent, act }: DeviceRowsProps): JSX.Element {
  const { inputs, outputs, chosen } = devices;
  return (
    <div class="device-rows">
      <div class="device-row">
        <Icon name={silent ? 'microphone-off' : 'microphone'} />
        <Picker
          id="microphone"
          name="Microphone"
          look="quiet"
          devices={inputs}
          chosen={chosen.microphone}
          empty="No microphone"
          onChoose={(deviceId) => act({ type: 'choose-device', purpose: 'microphone', deviceId })}
        />
        <LevelMeter name="Microphone level" level={loudness.microphone} />
      </div>
      <div class="device-row">
        <Icon name="speaker" />
        <Picker
          id="speaker"
          name="Speaker"
          look="quiet"
          devices={outputs}
          chosen={chosen.speaker}
          empty="No speaker"
          onChoose={(deviceId) => act({ type: 'choose-device', purpose: 'speaker', deviceId })}
        />
        <LevelMeter name="Speaker level" level={loudness.speaker} />
      </div>
    </div>
  );
}

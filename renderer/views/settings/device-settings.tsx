import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract.ts';
import type { Act } from '../../bridge.ts';
import { Picker } from '../../components/form/picker.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

/** What one talks into and listens to. */
export function DeviceSettings({ devices, act }: { readonly devices: DevicesView; readonly act: Act }): JSX.Element {
  const { inputs, outputs, chosen } = devices;
  return (
    <SettingGroup id="in-a-call" title="In a call">
      <SettingRow id="talk-into" label="Microphone" hint="Opened only while you are in a call">
        <Picker
          id="talk-into"
          look="box"
          devices={inputs}
          chosen={chosen.microphone}
          empty="No microphone found"
          describedBy="talk-into-hint"
          onChoose={(deviceId) => act({ type: 'choose-device', purpose: 'microphone', deviceId })}
        />
      </SettingRow>
      <SettingRow id="listen-to" label="Speaker" hint="Where you hear the other side">
        <Picker
          id="listen-to"
          look="box"
          devices={outputs}
          chosen={chosen.speaker}
          empty="No speaker found"
          describedBy="listen-to-hint"
          onChoose={(deviceId) => act({ type: 'choose-device', purpose: 'speaker', deviceId })}
        />
      </SettingRow>
    </SettingGroup>
  );
}

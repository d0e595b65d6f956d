import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract.ts';
import type { Act } from '../../bridge.ts';
import { Picker } from '../../components/form/picker.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

/** Where calls ring. */
export function RingingSettings({ devices, act }: { readonly devices: DevicesView; readonly act: Act }): JSX.Element {
  return (
    <SettingGroup id="where-it-rings" title="Where it rings">
      <SettingRow id="ring-on" label="Ring on" hint="Can differ from the device you talk on">
        <Picker
          id="ring-on"
          look="box"
          devices={devices.outputs}
          chosen={devices.chosen.ring}
          empty="No speaker found"
          describedBy="ring-on-hint"
          onChoose={(deviceId) => act({ type: 'choose-device', purpose: 'ring', deviceId })}
        />
      </SettingRow>
    </SettingGroup>
  );
}

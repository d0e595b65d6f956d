import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

/** What one talks into and listens to. */
export function DeviceSettings({ devices, act }: { readonly devices: DevicesView; readonly act: Act }): JSX.Element {
  const shared = { look: 'box', devices, act } as const;
  return (
    <SettingGroup id="in-a-call" title="In a call">
      <SettingRow id="talk-into" label="Microphone" hint="Opened only while you are in a call">
        <DevicePicker id="talk-into" purpose="microphone" describedBy="talk-into-hint" {...shared} />
      </SettingRow>
      <SettingRow id="listen-to" label="Speaker" hint="Where you hear the other side">
        <DevicePicker id="listen-to" purpose="speaker" describedBy="listen-to-hint" {...shared} />
      </SettingRow>
    </SettingGroup>
  );
}

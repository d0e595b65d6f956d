import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

/** Where calls ring. */
export function RingingSettings({ devices, act }: { readonly devices: DevicesView; readonly act: Act }): JSX.Element {
  return (
    <SettingGroup id="where-it-rings" title="Where it rings">
      <SettingRow id="ring-on" label="Ring on" hint="Can differ from the device you talk on">
        <DevicePicker id="ring-on" purpose="ring" look="box" describedBy="ring-on-hint" devices={devices} act={act} />
      </SettingRow>
    </SettingGroup>
  );
}

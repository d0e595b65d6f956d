import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup, SettingRow } from './setting-row.tsx';

/** Where calls ring. */
export function RingingSettings({ devices, act }: { readonly devices: DevicesView; readonly act: Act }): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="where-it-rings" title={say('settings.where-it-rings')}>
      <SettingRow id="ring-on" label={say('settings.ring-on')} hint={say('settings.ring-on-hint')}>
        <DevicePicker id="ring-on" purpose="ring" look="box" describedBy="ring-on-hint" devices={devices} act={act} />
      </SettingRow>
    </SettingGroup>
  );
}

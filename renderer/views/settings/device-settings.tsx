import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup, SettingRow } from './setting-row.tsx';

/** What one talks into and listens to. */
export function DeviceSettings({ devices, act }: { readonly devices: DevicesView; readonly act: Act }): JSX.Element {
  const { say } = useWords();
  const shared = { look: 'box', devices, act } as const;
  return (
    <SettingGroup id="in-a-call" title={say('settings.in-a-call')}>
      <SettingRow id="talk-into" label={say('settings.microphone')} hint={say('settings.microphone-hint')}>
        <DevicePicker id="talk-into" purpose="microphone" describedBy="talk-into-hint" {...shared} />
      </SettingRow>
      <SettingRow id="listen-to" label={say('settings.speaker')} hint={say('settings.speaker-hint')}>
        <DevicePicker id="listen-to" purpose="speaker" describedBy="listen-to-hint" {...shared} />
      </SettingRow>
    </SettingGroup>
  );
}

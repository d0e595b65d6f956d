import type { JSX } from 'preact';
import type { DevicesView } from '../../../preload/contract/index.ts';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { SettingsProps } from './setting-picker.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';
import { VoiceSettings } from './voice-settings.tsx';

export interface DeviceSettingsProps extends SettingsProps {
  readonly devices: DevicesView;
  /** Names of those whose buttons are heard. */
  readonly headsets: readonly string[];
}

/** What one talks into and listens to, and whose buttons are heard. */
export function DeviceSettings({ devices, headsets, settings, locked, act }: DeviceSettingsProps): JSX.Element {
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
      <VoiceSettings settings={settings} locked={locked} act={act} />
      {headsets.length > 0 && (
        <div class="setting">
          <div class="setting-words">
            <p class="setting-label">{say('settings.headset-buttons')}</p>
            {headsets.map((name, index) => (
              <p key={index} class="setting-hint">
                {say('settings.headset-heard', { name })}
              </p>
            ))}
          </div>
        </div>
      )}
    </SettingGroup>
  );
}

import type { JSX } from 'preact';
import { useWords } from '../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from './setting-picker.tsx';
import { SettingGroup } from './setting-row.tsx';

/** What others can read on the user's screen. */
export function PrivacySettings(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="in-notifications" title={say('settings.in-notifications')}>
      <SettingPicker
        {...props}
        setting="namesInNotices"
        id="names-in-notices"
        label={say('settings.names-in-notices')}
        hint={say('settings.names-in-notices-hint')}
        labelOf={(wish) => say(`settings.names-in-notices.${wish}`)}
      />
    </SettingGroup>
  );
}

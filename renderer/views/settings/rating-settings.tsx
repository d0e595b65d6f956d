import type { JSX } from 'preact';
import { useWords } from '../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from './setting-picker.tsx';
import { SettingGroup } from './setting-row.tsx';

/** What is asked once a call is over. */
export function RatingSettings(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="after-a-call" title={say('settings.after-a-call')}>
      <SettingPicker
        {...props}
        setting="rateCalls"
        id="rate-calls"
        label={say('settings.rate-calls')}
        hint={say('settings.rate-calls-hint')}
        labelOf={(wish) => say(`settings.rate-calls.${wish}`)}
      />
    </SettingGroup>
  );
}

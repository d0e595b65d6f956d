import type { JSX } from 'preact';
import { useWords } from '../../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from '../setting-picker.tsx';
import { SettingGroup } from '../setting-row.tsx';

/** Whether the sound of a call is prepared with the caller before anybody answers. */
export function EarlySettings(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="while-it-rings" title={say('settings.while-it-rings')}>
      <SettingPicker
        {...props}
        setting="tellEarly"
        id="tell-early"
        label={say('settings.tell-early')}
        hint={say('settings.tell-early-hint')}
        labelOf={(wish) => say(`settings.tell-early.${wish}`)}
      />
    </SettingGroup>
  );
}

import type { JSX } from 'preact';
import type { SettingName } from '../../../../preload/contract/index.ts';
import { useWords } from '../../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from '../setting-picker.tsx';
import { SettingGroup } from '../setting-row.tsx';

/** Settings that are chosen here. */
export type PopUpSetting = Extract<SettingName, 'cardScreen' | 'cardCorner' | 'cardInCaptures'>;

/** Where the card of a ring stands, and who sees it. */
export function PopUpSettings(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="pop-up" title={say('settings.pop-up')}>
      <SettingPicker
        {...props}
        setting="cardScreen"
        id="card-screen"
        label={say('settings.card-screen')}
        hint={say('settings.card-screen-hint')}
        labelOf={(wish) => say(`settings.card-screen.${wish}`)}
      />
      <SettingPicker
        {...props}
        setting="cardCorner"
        id="card-corner"
        label={say('settings.card-corner')}
        hint={say('settings.card-corner-hint')}
        labelOf={(wish) => say(`settings.card-corner.${wish}`)}
      />
      <SettingPicker
        {...props}
        setting="cardInCaptures"
        id="card-in-captures"
        label={say('settings.card-in-captures')}
        hint={say('settings.card-in-captures-hint')}
        labelOf={(wish) => say(`settings.card-in-captures.${wish}`)}
      />
    </SettingGroup>
  );
}

import type { JSX } from 'preact';
import { type SettingsView, type TextSize, textSizes } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Picker, type PickerChoice } from '../../components/form/picker.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

export interface AppearanceSettingsProps {
  readonly settings: SettingsView;
  readonly act: Act;
}

/** How the windows look. */
export function AppearanceSettings({ settings, act }: AppearanceSettingsProps): JSX.Element {
  const choose = (id: string): void => {
    const chosen = textSizes.find((size) => String(size) === id);
    if (chosen !== undefined) act({ type: 'choose-setting', setting: 'textSize', value: chosen });
  };
  return (
    <SettingGroup id="in-every-window" title="In every window">
      <SettingRow id="text-size" label="Text size" hint="The pop-up and the call window grow with it">
        <Picker
          id="text-size"
          look="box"
          choices={textSizes.map(choiceOf)}
          chosen={choiceOf(settings.textSize)}
          describedBy="text-size-hint"
          onChoose={choose}
        />
      </SettingRow>
    </SettingGroup>
  );
}

function choiceOf(textSize: TextSize): PickerChoice {
  return { id: String(textSize), label: `${textSize} %` };
}

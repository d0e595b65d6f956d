import type { JSX } from 'preact';
import {
  type SettingName,
  type SettingsView,
  settingNames,
  type TextSize,
  textSizes,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Picker, type PickerChoice } from '../../components/form/picker.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

export interface AppearanceSettingsProps {
  readonly settings: SettingsView;
  readonly act: Act;
}

/** The control of each setting: the compiler asks for it. */
const rows: Readonly<Record<SettingName, (props: AppearanceSettingsProps) => JSX.Element>> = {
  textSize: TextSizeRow,
};

/** How the windows look. */
export function AppearanceSettings(props: AppearanceSettingsProps): JSX.Element {
  return (
    <SettingGroup id="in-every-window" title="In every window">
      {settingNames.map((name) => {
        const Row = rows[name];
        return <Row key={name} {...props} />;
      })}
    </SettingGroup>
  );
}

function TextSizeRow({ settings, act }: AppearanceSettingsProps): JSX.Element {
  const choose = (id: string): void => {
    const chosen = textSizes.find((size) => String(size) === id);
    if (chosen !== undefined) act({ type: 'choose-setting', setting: 'textSize', value: chosen });
  };
  return (
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
  );
}

function choiceOf(textSize: TextSize): PickerChoice {
  return { id: String(textSize), label: `${textSize} %` };
}

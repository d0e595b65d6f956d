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
import { useWords } from '../../wording/words-context.ts';
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
  const { say } = useWords();
  return (
    <SettingGroup id="in-every-window" title={say('settings.every-window')}>
      {settingNames.map((name) => {
        const Row = rows[name];
        return <Row key={name} {...props} />;
      })}
    </SettingGroup>
  );
}

function TextSizeRow({ settings, act }: AppearanceSettingsProps): JSX.Element {
  const { say } = useWords();
  const choiceOf = (size: TextSize): PickerChoice => ({
    id: String(size),
    label: say('settings.percent', { percent: size }),
  });
  const choose = (id: string): void => {
    const chosen = textSizes.find((size) => String(size) === id);
    if (chosen !== undefined) act({ type: 'choose-setting', setting: 'textSize', value: chosen });
  };
  return (
    <SettingRow id="text-size" label={say('settings.text-size')} hint={say('settings.text-size-hint')}>
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

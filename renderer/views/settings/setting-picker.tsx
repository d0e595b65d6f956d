import type { ComponentChildren, JSX } from 'preact';
import {
  type SettingName,
  type SettingsCommand,
  type SettingsView,
  settingValues,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Picker } from '../../components/form/picker.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingRow } from './setting-row.tsx';

/** The settings as they are, and how they are changed. */
export interface SettingsProps {
  readonly settings: SettingsView;
  /** Those that the administrator decided. */
  readonly locked: readonly SettingName[];
  readonly act: Act;
}

export interface SettingPickerProps<Name extends SettingName> extends SettingsProps {
  readonly setting: Name;
  /** Of the control. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly labelOf: (value: SettingsView[Name]) => string;
  /** Beside the picker. */
  readonly children?: ComponentChildren;
}

/** A setting that is one of a few values. One that the administrator decided is shown with its value and cannot be changed. */
export function SettingPicker<Name extends SettingName>(props: SettingPickerProps<Name>): JSX.Element {
  const { say } = useWords();
  const { setting, id, label, hint, labelOf, settings, locked, act } = props;
  const isLocked = locked.includes(setting);
  // The values are those of that very setting, which the compiler cannot follow.
  const values = settingValues[setting] as readonly SettingsView[SettingName][] as readonly SettingsView[Name][];
  const choiceOf = (value: SettingsView[Name]) => ({ id: String(value), label: labelOf(value) });
  const choose = (chosen: string): void => {
    const value = values.find((one) => String(one) === chosen);
    if (value !== undefined) act({ type: 'choose-setting', setting, value } as SettingsCommand);
  };
  return (
    <SettingRow id={id} label={label} hint={hint} {...(isLocked ? { lock: say('settings.locked') } : {})}>
      <Picker
        id={id}
        look="box"
        choices={values.map(choiceOf)}
        chosen={choiceOf(settings[setting])}
        describedBy={isLocked ? `${id}-hint ${id}-lock` : `${id}-hint`}
        disabled={isLocked}
        onChoose={choose}
      />
      {props.children}
    </SettingRow>
  );
}

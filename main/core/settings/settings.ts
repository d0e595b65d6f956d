import type { SettingName, SettingsCommand, SettingsView } from '../../../preload/contract/index.ts';
import { type CommandHandlers, taken } from '../commands.ts';
import type { Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { decodeSettings, record } from './table.ts';

export interface SettingsDeps {
  readonly store: Store<{ readonly settings: SettingsView }>;
  readonly records: Records;
}

/** What the user chose about the app as a whole. */
export function createSettings({ store, records }: SettingsDeps): {
  readonly commands: CommandHandlers<SettingsCommand>;
} {
  return {
    commands: {
      'choose-setting'({ setting, value }) {
        const settings = withSetting(store.model.settings, setting, value);
        records.write(record, settings);
        store.change({ settings });
        return taken;
      },
    },
  };
}

function withSetting<Name extends SettingName>(
  settings: SettingsView,
  name: Name,
  value: SettingsView[Name],
): SettingsView {
  return { ...settings, [name]: value };
}

/** The settings of an earlier run. */
export function startingSettings(records: Records): SettingsView {
  return decodeSettings(records.read(record));
}

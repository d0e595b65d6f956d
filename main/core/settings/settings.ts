import type { AutostartCommand, SettingName, SettingsCommand, SettingsView } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Policy } from '../policy/policy.ts';
import type { Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { decodeSettings, record } from './table.ts';

export interface SettingsModel {
  readonly settings: SettingsView;
  readonly lockedSettings: readonly SettingName[];
}

export interface SettingsDeps {
  readonly store: Store<SettingsModel>;
  readonly records: Records;
}

/** What the user chose about the app as a whole. */
export function createSettings({ store, records }: SettingsDeps): {
  readonly commands: CommandHandlers<SettingsCommand | AutostartCommand>;
} {
  /** Under a lock too, for the day on which it goes. */
  let chosen = decodeSettings(records.read(record));
  return {
    commands: {
      'choose-setting'({ setting, value }) {
        const { settings, lockedSettings } = store.model;
        if (lockedSettings.includes(setting)) return refused('locked');
        chosen = withSetting(chosen, setting, value);
        records.write(record, chosen);
        store.change({ settings: withSetting(settings, setting, value) });
        return taken;
      },
      // The desktop carries it out, and keeps what comes of it.
      'start-with-system': () => refused('unavailable'),
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

/** The settings of an earlier run, but for those that the administrator decided. */
export function startingSettings(records: Records, { settings: decided }: Policy): SettingsModel {
  return {
    settings: { ...decodeSettings(records.read(record)), ...decided },
    lockedSettings: Object.keys(decided) as SettingName[],
  };
}

import type { SettingsCommand, TextSize } from '../../../preload/contract/index.ts';
import { type CommandHandlers, taken } from '../commands.ts';
import type { Records } from '../ports.ts';
import type { Store } from '../store.ts';

export interface SettingsDeps {
  readonly store: Store<{ readonly textSize: TextSize }>;
  readonly records: Records;
}

/** What the user chose about the windows. */
export function createSettings({ store, records }: SettingsDeps): {
  readonly commands: CommandHandlers<SettingsCommand>;
} {
  return {
    commands: {
      'choose-text-size'({ textSize }) {
        records.write('appearance', { textSize });
        store.change({ textSize });
        return taken;
      },
    },
  };
}

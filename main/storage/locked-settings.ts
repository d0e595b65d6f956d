import { type SettingName, type SettingsView, settingNames, settingValues } from '../../preload/contract/index.ts';
import { oneOf } from '../core/schema/pieces.ts';
import { isRecord } from '../core/schema/record.ts';
import { read } from '../core/schema/schema.ts';

/** What the administrator's file says of settings: each that it names has that value and no other. */
export interface LockedSettings {
  readonly settings: Partial<SettingsView>;
  readonly faults: readonly string[];
  readonly unknownKeys: readonly string[];
}

/** Takes what is right of it: a setting with a wrong value stays the user's. */
export function readLockedSettings(given: unknown): LockedSettings {
  if (!isRecord(given)) return { settings: {}, faults: ['settings is not an object'], unknownKeys: [] };
  const named = settingNames.filter((name) => Object.hasOwn(given, name));
  const known = named.map((name) => ({
    name,
    value: read(oneOf<SettingsView[typeof name]>(settingValues[name]), given[name]),
  }));
  const nameOf = (name: string): string => `settings.${name}`;
  return {
    settings: Object.fromEntries(known.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]))),
    faults: known
      .filter(({ value }) => value === null)
      .map(({ name }) => `${nameOf(name)} has a value that it cannot have`),
    unknownKeys: Object.keys(given)
      .filter((key) => !settingNames.includes(key as SettingName))
      .map(nameOf),
  };
}

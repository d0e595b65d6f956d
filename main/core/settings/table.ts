import { type SettingName, type SettingsView, settingNames, settingValues } from '../../../preload/contract/index.ts';
import { isRecord } from '../ucwa/resource.ts';

/** The document that holds the settings; it is called by what the first of them was about. */
export const record = 'appearance';

/** What each is until the user chooses. A new setting gets its line here, as the compiler asks. */
export const usualSettings: SettingsView = { textSize: 100 };

/** The settings as an earlier run wrote them: what is missing, or has a value that it cannot have, is as usual. */
export function decodeSettings(document: unknown): SettingsView {
  const kept = isRecord(document) ? document : {};
  const chosen = settingNames.flatMap((name) => chosenOf(name, kept[name]));
  return { ...usualSettings, ...Object.fromEntries(chosen) };
}

function chosenOf(name: SettingName, kept: unknown): readonly (readonly [SettingName, unknown])[] {
  const values: readonly unknown[] = settingValues[name];
  return values.includes(kept) ? [[name, kept]] : [];
}

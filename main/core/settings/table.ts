import { type SettingsView, settingNames, settingValues } from '../../../preload/contract/index.ts';
import { fields, ifFits } from '../schema/fields.ts';
import { oneOf } from '../schema/pieces.ts';
import { read } from '../schema/schema.ts';

/** The document that holds the settings; it is called by what the first of them was about. */
export const record = 'appearance';

/** What each is until the user chooses. A new setting gets its line here, as the compiler asks. */
export const usualSettings: SettingsView = {
  textSize: 100,
  language: 'system',
  rateCalls: 'ask',
  tellEarly: 'organization',
  namesInNotices: 'show',
  ringPrivateLine: 'through',
  ringFavourites: 'through',
  ringDoNotDisturb: 'card',
  ringTeamWhileBusy: 'ring',
  ringVolume: 100,
  alsoRingAfter: 'never',
  toneOwn: 'ring',
  toneTeam: 'ring-low',
  toneDelegate: 'ring-low',
  toneForwarded: 'as-own',
  tonePrivateLine: 'ring-glass',
  cardScreen: 'pointer',
  cardCorner: 'bottom-right',
  cardInCaptures: 'show',
  echoCancellation: 'on',
  noiseSuppression: 'on',
  automaticGain: 'on',
};

const kept = fields(
  Object.fromEntries(settingNames.map((name) => [name, ifFits(oneOf<SettingsView[typeof name]>(settingValues[name]))])),
);

/** The settings as an earlier run wrote them: what is missing, or has a value that it cannot have, is as usual. */
export function decodeSettings(document: unknown): SettingsView {
  return { ...usualSettings, ...read(kept, document) };
}

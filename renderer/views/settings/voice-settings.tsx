import type { JSX } from 'preact';
import type { SettingName } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from './setting-picker.tsx';

/** What is done to one's voice, each with its id on the page and the first part of its words' ids. */
const rows = [
  ['echoCancellation', 'cancel-echo', 'settings.echo'],
  ['noiseSuppression', 'suppress-noise', 'settings.noise'],
  ['automaticGain', 'adjust-gain', 'settings.gain'],
] as const satisfies readonly (readonly [SettingName, string, string])[];

export type VoiceSetting = (typeof rows)[number][0];

/** What is done to the microphone's voice before it goes out, within the group of devices. */
export function VoiceSettings(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <>
      {rows.map(([setting, id, words]) => (
        <SettingPicker
          key={setting}
          {...props}
          setting={setting}
          id={id}
          label={say(words)}
          hint={say(`${words}-hint`)}
          labelOf={(wish) => say(`settings.voice.${wish}`)}
        />
      ))}
    </>
  );
}

import type { JSX } from 'preact';
import type { DevicesView, SettingName } from '../../../../preload/contract/index.ts';
import { Picker } from '../../../components/form/picker.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from '../setting-picker.tsx';
import { SettingGroup, SettingRow } from '../setting-row.tsx';

/** Settings that are chosen here. */
export type ToneSetting = Extract<
  SettingName,
  'ringVolume' | 'alsoRingAfter' | 'toneOwn' | 'toneTeam' | 'tonePrivateLine'
>;

const tones = [
  ['toneOwn', 'tone-own'],
  ['toneTeam', 'tone-team'],
  ['tonePrivateLine', 'tone-private-line'],
] as const;

/** How a ring sounds: how loud, where else, and by which tone one knows what it is. */
export function ToneSettings({ devices, ...props }: SettingsProps & { readonly devices: DevicesView }): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="how-it-rings" title={say('settings.how-it-rings')}>
      <SettingPicker
        {...props}
        setting="ringVolume"
        id="ring-volume"
        label={say('settings.ring-volume')}
        hint={say('settings.ring-volume-hint')}
        labelOf={(percent) => say('settings.percent', { percent })}
      />
      <SettingPicker
        {...props}
        setting="alsoRingAfter"
        id="also-ring"
        label={say('settings.also-ring')}
        hint={say('settings.also-ring-hint')}
        labelOf={(seconds) =>
          seconds === 'never' ? say('settings.also-ring.never') : say('settings.also-ring.after', { seconds })
        }
      />
      {devices.alsoRing !== undefined && (
        <SettingRow id="also-ring-on" label={say('settings.also-ring-on')}>
          <Picker
            id="also-ring-on"
            look="box"
            choices={devices.outputs}
            chosen={devices.alsoRing}
            empty={say('device.no-speaker')}
            onChoose={(deviceId) => props.act({ type: 'choose-device', purpose: 'ring-too', deviceId })}
          />
        </SettingRow>
      )}
      {tones.map(([setting, id]) => (
        <SettingPicker
          key={id}
          {...props}
          setting={setting}
          id={id}
          label={say(`settings.${id}`)}
          hint={say(`settings.${id}-hint`)}
          labelOf={(tone) => say(`settings.tone.${tone}`)}
        />
      ))}
    </SettingGroup>
  );
}

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type DevicesView, type ToneSetting, toneSettings } from '../../../../preload/contract/index.ts';
import { Button } from '../../../components/button.tsx';
import { Picker } from '../../../components/form/picker.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingPicker, type SettingsProps } from '../setting-picker.tsx';
import { SettingGroup, SettingRow } from '../setting-row.tsx';

const ids = {
  toneOwn: 'tone-own',
  toneTeam: 'tone-team',
  toneDelegate: 'tone-delegate',
  toneForwarded: 'tone-forwarded',
  tonePrivateLine: 'tone-private-line',
} as const;

export interface ToneSettingsProps extends SettingsProps {
  readonly devices: DevicesView;
  /** The setting whose tone is heard now. */
  readonly sample: ToneSetting | null;
}

/** How a ring sounds: how loud, where else, and by which tone one knows what it is. */
export function ToneSettings({ devices, sample, ...props }: ToneSettingsProps): JSX.Element {
  const { say } = useWords();
  const plays = useRef(false);
  plays.current = sample !== null;
  useEffect(
    () => () => {
      // Who leaves the page has heard enough.
      if (plays.current) props.act({ type: 'stop-tone' });
    },
    [],
  );
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
      {toneSettings.map((setting) => (
        <SettingPicker
          key={setting}
          {...props}
          setting={setting}
          id={ids[setting]}
          label={say(`settings.${ids[setting]}`)}
          hint={say(`settings.${ids[setting]}-hint`)}
          labelOf={(tone) => say(`settings.tone.${tone}`)}
        >
          <PlayButton {...props} setting={setting} plays={sample === setting} />
        </SettingPicker>
      ))}
    </SettingGroup>
  );
}

interface PlayButtonProps extends Pick<SettingsProps, 'settings' | 'act'> {
  readonly setting: ToneSetting;
  readonly plays: boolean;
}

function PlayButton({ setting, plays, settings, act }: PlayButtonProps): JSX.Element {
  const { say } = useWords();
  const wish = settings[setting];
  const tone = say(`settings.tone.${wish === 'as-own' ? settings.toneOwn : wish}`);
  return (
    <Button
      kind="standard"
      iconOnly
      icon={plays ? 'stop' : 'play'}
      label={say(plays ? 'settings.tone-stop' : 'settings.tone-play', { tone })}
      onPress={() => act(plays ? { type: 'stop-tone' } : { type: 'play-tone', setting })}
    />
  );
}

import type { JSX } from 'preact';
import {
  type LanguageWish,
  languageNames,
  type SettingName,
  type ToneSetting,
} from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';
import type { PopUpSetting } from './ringing/pop-up-settings.tsx';
import type { RuleSetting } from './ringing/ring-rules.tsx';
import { SettingPicker, type SettingsProps } from './setting-picker.tsx';
import { SettingGroup } from './setting-row.tsx';
import type { VoiceSetting } from './voice-settings.tsx';

type HowItRings = ToneSetting | 'ringVolume' | 'alsoRingAfter';
/** Settings that stand in another section. */
type ElsewhereName =
  | 'rateCalls'
  | 'tellEarly'
  | 'namesInNotices'
  | RuleSetting
  | PopUpSetting
  | HowItRings
  | VoiceSetting;

/** The control of each setting of this section: the compiler asks for it. */
const rows: Readonly<Record<Exclude<SettingName, ElsewhereName>, (props: SettingsProps) => JSX.Element>> = {
  textSize: TextSizeRow,
  language: LanguageRow,
};

/** How the windows look. */
export function AppearanceSettings(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="in-every-window" title={say('settings.every-window')}>
      {Object.entries(rows).map(([name, Row]) => (
        <Row key={name} {...props} />
      ))}
    </SettingGroup>
  );
}

function TextSizeRow(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingPicker
      {...props}
      setting="textSize"
      id="text-size"
      label={say('settings.text-size')}
      hint={say('settings.text-size-hint')}
      labelOf={(percent) => say('settings.percent', { percent })}
    />
  );
}

/** Each language is called as it calls itself, for who reads no other. */
function LanguageRow(props: SettingsProps): JSX.Element {
  const { say } = useWords();
  const labelOf = (wish: LanguageWish): string =>
    wish === 'system' ? say('settings.language.system') : languageNames[wish];
  return (
    <SettingPicker
      {...props}
      setting="language"
      id="language"
      label={say('settings.language')}
      hint={say('settings.language-hint')}
      labelOf={labelOf}
    />
  );
}

import type { JSX } from 'preact';
import type { AppView, DevicesView, RingingView } from '../../../../preload/contract/index.ts';
import type { Act } from '../../../bridge.ts';
import { DevicePicker } from '../../../components/form/device-picker.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup, SettingRow } from '../setting-row.tsx';
import { AutostartSettings } from './autostart-settings.tsx';
import { EarlySettings } from './early-settings.tsx';
import { PopUpSettings } from './pop-up-settings.tsx';
import { RingRules } from './ring-rules.tsx';
import { SilenceRow } from './silence-row.tsx';
import { ToneSettings } from './tone-settings.tsx';

export interface RingingSettingsProps {
  readonly view: AppView;
  readonly act: Act;
  readonly onDiagnostics: () => void;
}

/** Where calls ring, which of them, and what is prepared meanwhile. */
export function RingingSettings({ view, act, onDiagnostics }: RingingSettingsProps): JSX.Element {
  const props = { settings: view.settings, locked: view.lockedSettings, act };
  return (
    <>
      <WhereItRings devices={view.devices} ringing={view.ringing} act={act} />
      <ToneSettings {...props} devices={view.devices} sample={view.ringing.sample} />
      <AutostartSettings autostart={view.autostart} act={act} />
      <RingRules {...props} ringing={view.ringing} onDiagnostics={onDiagnostics} />
      <PopUpSettings {...props} />
      <EarlySettings {...props} />
    </>
  );
}

interface WhereItRingsProps {
  readonly devices: DevicesView;
  readonly ringing: RingingView;
  readonly act: Act;
}

function WhereItRings({ devices, ringing, act }: WhereItRingsProps): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="where-it-rings" title={say('settings.where-it-rings')}>
      <SettingRow id="ring-on" label={say('settings.ring-on')} hint={say('settings.ring-on-hint')}>
        <DevicePicker id="ring-on" purpose="ring" look="box" describedBy="ring-on-hint" devices={devices} act={act} />
      </SettingRow>
      <SilenceRow ringing={ringing} act={act} />
    </SettingGroup>
  );
}

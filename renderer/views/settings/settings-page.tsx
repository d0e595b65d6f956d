import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AppView, SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Notes } from '../../components/notes/notes.tsx';
import { AccountSettings } from './account-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { DeviceSettings } from './device-settings.tsx';
import { RingingSettings } from './ringing-settings.tsx';
import { ShortcutSettings } from './shortcut-settings.tsx';

const sections: readonly { readonly section: SettingsSection; readonly label: string }[] = [
  { section: 'ringing', label: 'Ringing' },
  { section: 'devices', label: 'Devices' },
  { section: 'shortcuts', label: 'Shortcuts' },
  { section: 'appearance', label: 'Appearance' },
  { section: 'account', label: 'Account' },
];

export interface SettingsPageProps {
  readonly view: AppView;
  /** The section that is open at first. */
  readonly first: SettingsSection;
  readonly act: Act;
}

/** The settings by section; what is changed holds at once. */
export function SettingsPage({ view, first, act }: SettingsPageProps): JSX.Element {
  const [section, setSection] = useState<SettingsSection>(first);
  const label = sections.find((one) => one.section === section)?.label ?? '';
  return (
    <div class="settings">
      <div class="settings-side" data-pane>
        <h1 class="title settings-title">Settings</h1>
        <nav class="settings-nav" aria-label="Settings">
          {sections.map((one) => (
            <button
              key={one.section}
              type="button"
              class="settings-entry"
              onClick={() => setSection(one.section)}
              {...(one.section === section ? { 'aria-current': 'true' } : {})}
            >
              {one.label}
            </button>
          ))}
        </nav>
      </div>
      <main class="settings-main" aria-labelledby="settings-section" data-pane>
        <h2 class="section" id="settings-section">
          {label}
        </h2>
        <Notes notes={view.notes} act={act} />
        {section === 'ringing' && <RingingSettings devices={view.devices} act={act} />}
        {section === 'devices' && <DeviceSettings devices={view.devices} act={act} />}
        {section === 'shortcuts' && <ShortcutSettings shortcuts={view.shortcuts} />}
        {section === 'appearance' && <AppearanceSettings settings={view.settings} act={act} />}
        {section === 'account' && <AccountSettings user={view.session.user} act={act} />}
      </main>
    </div>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AppView, SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Notes } from '../../components/notes/notes.tsx';
import { useWords } from '../../wording/words-context.ts';
import { AccountSettings } from './account-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { DeviceSettings } from './device-settings.tsx';
import { ForwardingSettings } from './forwarding/forwarding-settings.tsx';
import { HookSettings } from './hook-settings.tsx';
import { OwnPhoneSettings } from './own-phone-settings.tsx';
import { PhoneNumberSettings } from './phone-number-settings.tsx';
import { PrivacySettings } from './privacy-settings.tsx';
import { RatingSettings } from './rating-settings.tsx';
import { RingingSettings } from './ringing/ringing-settings.tsx';
import { ShortcutSettings } from './shortcuts/shortcut-settings.tsx';
import { UpdateSettings } from './update-settings.tsx';

const sections: readonly SettingsSection[] = [
  'ringing',
  'devices',
  'shortcuts',
  'forwarding',
  'appearance',
  'privacy',
  'account',
  'updates',
];

/** What the server offers nothing of has no section. */
function sectionsOf({ routing }: AppView): readonly SettingsSection[] {
  return routing.state === 'none' ? sections.filter((section) => section !== 'forwarding') : sections;
}

export interface SettingsPageProps {
  readonly view: AppView;
  /** The section that is open at first. */
  readonly first: SettingsSection;
  readonly act: Act;
  readonly onDiagnostics: () => void;
  /** Opens the way through microphone, ring and keys again. */
  readonly onGuide: () => void;
}

/** The settings by section; what is changed holds at once. */
export function SettingsPage({ view, first, act, onDiagnostics, onGuide }: SettingsPageProps): JSX.Element {
  const { say } = useWords();
  const [wanted, setSection] = useState<SettingsSection>(first);
  const offered = sectionsOf(view);
  const section = offered.includes(wanted) ? wanted : 'ringing';
  const settings = { settings: view.settings, locked: view.lockedSettings, act };
  return (
    <div class="settings">
      <div class="settings-side" data-pane>
        <h1 class="title settings-title">{say('settings.title')}</h1>
        <nav class="settings-nav" aria-label={say('settings.title')}>
          {offered.map((one) => (
            <button
              key={one}
              type="button"
              class="settings-entry"
              onClick={() => setSection(one)}
              {...(one === section ? { 'aria-current': 'true' } : {})}
            >
              {say(`settings.section.${one}`)}
            </button>
          ))}
        </nav>
      </div>
      <main class="settings-main" aria-labelledby="settings-section" data-pane>
        <h2 class="section" id="settings-section">
          {say(`settings.section.${section}`)}
        </h2>
        <Notes notes={view.notes} act={act} />
        {section === 'ringing' && <RingingSettings view={view} act={act} onDiagnostics={onDiagnostics} />}
        {section === 'ringing' && <HookSettings hook={view.callHook} act={act} />}
        {section === 'devices' && <DeviceSettings devices={view.devices} headsets={view.headsets} {...settings} />}
        {section === 'devices' && <RatingSettings {...settings} />}
        {section === 'devices' && <OwnPhoneSettings ownPhones={view.ownPhones} act={act} />}
        {section === 'devices' && <PhoneNumberSettings ownPhones={view.ownPhones} act={act} />}
        {section === 'shortcuts' && (
          <ShortcutSettings shortcuts={view.shortcuts} setup={view.shortcutSetup} act={act} />
        )}
        {section === 'forwarding' && <ForwardingSettings routing={view.routing} act={act} />}
        {section === 'appearance' && <AppearanceSettings {...settings} />}
        {section === 'privacy' && <PrivacySettings {...settings} />}
        {section === 'account' && (
          <AccountSettings user={view.session.user} about={view.ownPresence.about} act={act} onGuide={onGuide} />
        )}
        {section === 'updates' && <UpdateSettings updates={view.updates} act={act} />}
      </main>
    </div>
  );
}

import type { JSX } from 'preact';
import type { ShortcutAction, ShortcutView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';
import { SettingGroup } from './setting-row.tsx';

const labels: Readonly<Record<ShortcutAction, string>> = {
  answer: 'Answer',
  decline: 'Decline',
  mute: 'Mute and unmute',
  'hang-up': 'Hang up',
  'show-call': 'Show the call',
};

/** The keys that work in every program, and which of them another program holds. */
export function ShortcutSettings({ shortcuts }: { readonly shortcuts: readonly ShortcutView[] }): JSX.Element {
  return (
    <SettingGroup id="everywhere" title="In every program">
      {shortcuts.map(({ action, keys, registered }) => (
        <div key={action} class="setting">
          <div class="setting-words">
            <p class="setting-label">{labels[action]}</p>
            {!registered && (
              <p class="setting-hint setting-warning">
                <Icon name="warning" size="small" />
                Another program uses these keys
              </p>
            )}
          </div>
          <div class="setting-control">
            <KeyCaps keys={keys} />
          </div>
        </div>
      ))}
      {shortcuts.length === 0 && <p class="setting-none">This desktop does not let programs take keys.</p>}
    </SettingGroup>
  );
}

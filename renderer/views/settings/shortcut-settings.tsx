import type { JSX } from 'preact';
import type { ShortcutView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup } from './setting-row.tsx';

/** The keys that work in every program, and which of them another program holds. */
export function ShortcutSettings({ shortcuts }: { readonly shortcuts: readonly ShortcutView[] }): JSX.Element {
  const { say } = useWords();
  return (
    <SettingGroup id="everywhere" title={say('settings.every-program')}>
      {shortcuts.map(({ action, keys, registered }) => (
        <div key={action} class="setting">
          <div class="setting-words">
            <p class="setting-label">{say(`settings.shortcut.${action}`)}</p>
            {!registered && (
              <p class="setting-hint setting-warning">
                <Icon name="warning" size="small" />
                {say('settings.keys-taken')}
              </p>
            )}
          </div>
          <div class="setting-control">
            <KeyCaps keys={keys} />
          </div>
        </div>
      ))}
      {shortcuts.length === 0 && <p class="setting-none">{say('settings.no-keys')}</p>}
    </SettingGroup>
  );
}

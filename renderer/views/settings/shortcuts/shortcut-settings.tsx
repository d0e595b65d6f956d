import type { JSX } from 'preact';
import { type ShortcutSetupView, type ShortcutView, shortcutActions } from '../../../../preload/contract/index.ts';
import type { Act } from '../../../bridge.ts';
import { Button } from '../../../components/button.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup } from '../setting-row.tsx';
import { ShortcutCommands } from './shortcut-commands.tsx';
import { ShortcutRow } from './shortcut-row.tsx';

export interface ShortcutSettingsProps {
  readonly shortcuts: readonly ShortcutView[];
  readonly setup: ShortcutSetupView;
  readonly act: Act;
}

/** The keys that work in every program: which they are, whether they arrive, and others in their place. */
export function ShortcutSettings({ shortcuts, setup, act }: ShortcutSettingsProps): JSX.Element {
  const { say } = useWords();
  const of = (wanted: string): ShortcutView | null => shortcuts.find(({ action }) => action === wanted) ?? null;
  return (
    <>
      <SettingGroup id="everywhere" title={say('settings.every-program')}>
        {setup.reach !== 'everywhere' && (
          <p class="setting-none" id="keys-reach">
            {say(`settings.keys.reach.${setup.reach}`, { command: 'switchhook answer' })}
          </p>
        )}
        {shortcutActions.map((action) => (
          <ShortcutRow key={action} action={action} shortcut={of(action)} setup={setup} act={act} />
        ))}
      </SettingGroup>
      {setup.changed && (
        <div>
          <Button label={say('settings.keys.reset')} kind="standard" onPress={() => act({ type: 'reset-shortcuts' })} />
        </div>
      )}
      {setup.unsure && <ShortcutCommands />}
    </>
  );
}

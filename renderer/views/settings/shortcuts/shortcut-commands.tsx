import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { copyText } from '../../../copy-text.ts';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup } from '../setting-row.tsx';

/** The same from the command line. */
const commands = ['answer', 'decline', 'mute', 'unmute', 'hangup', 'show'].map((order) => `switchhook ${order}`);

/** What to set for keys in the settings of a desktop that gives programs none, or that gave them to another program. */
export function ShortcutCommands(): JSX.Element {
  const { say } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <SettingGroup id="as-commands" title={say('settings.keys.commands')}>
      {commands.map((command) => (
        <div key={command} class="setting">
          <div class="setting-words">
            <code class="selectable" dir="ltr">
              {command}
            </code>
          </div>
          <div class="setting-control">
            <span role="status">{copied === command && say('settings.keys.copied')}</span>
            <Button
              label={say('settings.keys.copy-command')}
              name={say('settings.keys.copy-command-named', { command })}
              kind="quiet"
              icon="copy"
              onPress={() => setCopied(copyText(command) ? command : null)}
            />
          </div>
        </div>
      ))}
      <p class="setting-none">{say('settings.keys.by-command')}</p>
    </SettingGroup>
  );
}

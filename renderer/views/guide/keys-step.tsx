import type { JSX } from 'preact';
import type { ShortcutView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { KeyCaps } from '../../components/key-caps.tsx';
import { useWords } from '../../wording/words-context.ts';
import { ShortcutCommands } from '../settings/shortcuts/shortcut-commands.tsx';
import { GuideChecks, type GuideStepProps } from './guide-checks.tsx';

type KeyState = 'works' | 'not-pressed' | 'taken';

const icons: Readonly<Record<KeyState, IconName>> = {
  works: 'check-circle',
  'not-pressed': 'unknown',
  taken: 'warning',
};
const looks = { works: 'ok', 'not-pressed': 'unknown', taken: 'warning' } as const;

/** Whether the keys arrive from everywhere: each counts once it was pressed. */
export function KeysStep({ view, act, onSettings }: GuideStepProps): JSX.Element {
  const { say } = useWords();
  const { shortcuts, shortcutSetup } = view;
  const stateOf = ({ action, registered }: ShortcutView): KeyState => {
    if (shortcutSetup.proven.includes(action)) return 'works';
    return registered ? 'not-pressed' : 'taken';
  };
  const states = shortcuts.map(stateOf);
  return (
    <>
      {shortcuts.length > 0 && (
        <ul class="card-list" aria-label={say('settings.every-program')} aria-live="polite">
          {shortcuts.map((shortcut, index) => {
            const state = states[index] ?? 'not-pressed';
            return (
              <li
                key={shortcut.action}
                class={`check check-${looks[state]}`}
                data-key={shortcut.action}
                data-state={state}
              >
                <Icon name={icons[state]} />
                <p class="check-title">{say(`settings.shortcut.${shortcut.action}`)}</p>
                <p class="check-words">{say(`guide.keys.${state}`)}</p>
                <KeyCaps keys={shortcut.keys} />
              </li>
            );
          })}
        </ul>
      )}
      <p class="setting-hint">{say('guide.keys.hint')}</p>
      {(shortcuts.length === 0 || shortcutSetup.unsure) && <ShortcutCommands />}
      {(shortcuts.length === 0 || states.includes('taken')) && (
        <GuideChecks ids={['shortcuts']} {...{ view, act, onSettings }} />
      )}
    </>
  );
}

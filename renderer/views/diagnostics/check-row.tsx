import type { JSX } from 'preact';
import type { CheckLevel, CheckView, SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

const icons: Readonly<Record<CheckLevel, IconName>> = {
  ok: 'check-circle',
  warning: 'warning',
  failed: 'error',
  unknown: 'unknown',
};

export interface CheckRowProps {
  readonly check: CheckView;
  readonly act: Act;
  readonly onSettings: (section: SettingsSection) => void;
}

/** A check: whether it passed, what shows it, what to do, and the button that does it. */
export function CheckRow({ check, act, onSettings }: CheckRowProps): JSX.Element {
  const { say } = useWords();
  const { id, level, title, evidence, fix, action } = check;
  const press = (): void => {
    if (action === null) return;
    if ('command' in action) void act(action.command);
    else onSettings(action.settings);
  };
  return (
    <li class={`check check-${level}`} data-check={id} data-level={level} tabIndex={-1}>
      <Icon name={icons[level]} />
      <p class="check-title">
        <span class="unseen-text">{say(`diagnostics.level.${level}`)} </span>
        {title}
      </p>
      <p class="check-words" id={`check-${id}`}>
        <Sentence pieces={evidence} />
        {fix !== '' && <span class="check-fix">{fix}</span>}
      </p>
      {action && (
        <Button label={action.label} kind="standard" size="small" describedBy={`check-${id}`} onPress={press} />
      )}
    </li>
  );
}

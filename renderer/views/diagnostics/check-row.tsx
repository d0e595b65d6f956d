import type { JSX } from 'preact';
import type { CheckLevel, CheckView, SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { Sentence } from '../../components/notes/sentence.tsx';

const looks: Readonly<Record<CheckLevel, readonly [icon: IconName, word: string]>> = {
  ok: ['check-circle', 'Passed'],
  warning: ['warning', 'Warning'],
  failed: ['error', 'Failed'],
  unknown: ['unknown', 'Not known'],
};

export interface CheckRowProps {
  readonly check: CheckView;
  readonly act: Act;
  readonly onSettings: (section: SettingsSection) => void;
}

/** A check: whether it passed, what shows it, what to do, and the button that does it. */
export function CheckRow({ check, act, onSettings }: CheckRowProps): JSX.Element {
  const { id, level, title, evidence, fix, action } = check;
  const [icon, word] = looks[level];
  const press = (): void => {
    if (action === null) return;
    if ('command' in action) void act(action.command);
    else onSettings(action.settings);
  };
  return (
    <li class={`check check-${level}`} data-check={id} data-level={level} tabIndex={-1}>
      <Icon name={icon} />
      <p class="check-title">
        <span class="unseen-text">{word}: </span>
        {title}
      </p>
      <p class="check-words" id={`check-${id}`}>
        <Sentence words={evidence} />
        {fix !== '' && <span class="check-fix">{fix}</span>}
      </p>
      {action && (
        <Button label={action.label} kind="standard" size="small" describedBy={`check-${id}`} onPress={press} />
      )}
    </li>
  );
}

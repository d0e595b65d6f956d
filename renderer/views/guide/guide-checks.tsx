import type { JSX } from 'preact';
import type { AppView, CheckId, SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { useWords } from '../../wording/words-context.ts';
import { CheckRow } from '../diagnostics/check-row.tsx';

/** What each step is drawn from. */
export interface GuideStepProps {
  readonly view: AppView;
  readonly act: Act;
  readonly onSettings: (section: SettingsSection) => void;
}

/** Some checks of "Will I ring?": each with its cause, and what to do about it. */
export function GuideChecks({
  ids,
  view,
  act,
  onSettings,
}: GuideStepProps & { readonly ids: readonly CheckId[] }): JSX.Element | null {
  const { say } = useWords();
  const checks = view.health.checks.filter(({ id }) => ids.includes(id));
  if (checks.length === 0) return null;
  return (
    <ul class="card-list" aria-label={say('diagnostics.checks')}>
      {checks.map((check) => (
        <CheckRow key={check.id} check={check} act={act} onSettings={onSettings} />
      ))}
    </ul>
  );
}

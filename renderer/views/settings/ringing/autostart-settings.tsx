import type { JSX } from 'preact';
import type { AutostartView } from '../../../../preload/contract/index.ts';
import type { Act } from '../../../bridge.ts';
import { CheckBox } from '../../../components/form/check-box.tsx';
import { Note } from '../../../components/notes/note.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingGroup } from '../setting-row.tsx';

export interface AutostartSettingsProps {
  readonly autostart: AutostartView;
  readonly act: Act;
}

/** Whether calls ring without anybody starting the app; nothing where the system cannot start this copy of it. */
export function AutostartSettings({ autostart: { state, failed }, act }: AutostartSettingsProps): JSX.Element | null {
  const { say } = useWords();
  if (state === 'none') return null;
  return (
    <SettingGroup id="when-the-computer-starts" title={say('settings.autostart.title')}>
      <div class="setting">
        <CheckBox
          // A box that is pressed ticks itself; it is drawn anew where the system has it otherwise.
          key={`${state} ${failed}`}
          id="start-with-system"
          label={say('settings.autostart.label')}
          hint={say('settings.autostart.hint')}
          checked={state !== 'off'}
          disabled={false}
          onChange={(on) => act({ type: 'start-with-system', on })}
        />
      </div>
      {state === 'blocked' && (
        <Note kind="warning" title={say('settings.autostart.blocked')}>
          {say('settings.autostart.blocked-help')}
        </Note>
      )}
      {failed && (
        <Note kind="warning" title={say('settings.autostart.failed')}>
          {say('settings.autostart.failed-help')}
        </Note>
      )}
    </SettingGroup>
  );
}

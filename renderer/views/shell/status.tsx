import type { JSX } from 'preact';
import type { SessionStatus, SessionView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon, Spinner } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { statusIds } from '../../wording/status-ids.ts';
import { useWords } from '../../wording/words-context.ts';

const icons: Readonly<Record<Exclude<SessionStatus, 'Connecting'>, IconName>> = {
  Ready: 'check-circle',
  Reconnecting: 'warning',
  'No calls': 'warning',
  'Signed out': 'offline',
};

export interface StatusProps {
  readonly session: SessionView;
  /** How many checks are not well. */
  readonly warnings: number;
  readonly act: Act;
}

/** Whether calls ring here, announced when it changes, with what can be done about it beside it. */
export function Status({ session, warnings, act }: StatusProps): JSX.Element {
  const { say } = useWords();
  const { status, detail } = session;
  const said = say(statusIds[status]);
  const warned = status === 'Ready' && warnings > 0;
  return (
    <div
      class={`status status-${warned ? 'warned' : status.toLowerCase().replace(' ', '-')}`}
      title={say('shell.status', { status: said, detail })}
    >
      {status === 'Connecting' ? <Spinner /> : <Icon name={warned ? 'warning' : icons[status]} />}
      <div class="status-words">
        <p role="status">
          <strong>{said}</strong> <span class="status-detail">{detail}</span>
        </p>
        {status === 'Reconnecting' && (
          <Button
            label={say('shell.try-now')}
            kind="standard"
            size="small"
            icon="retry"
            onPress={() => act({ type: 'reconnect' })}
          />
        )}
      </div>
    </div>
  );
}

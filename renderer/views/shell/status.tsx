import type { JSX } from 'preact';
import type { SessionStatus, SessionView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon, Spinner } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';

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
  const { status, detail } = session;
  const warned = status === 'Ready' && warnings > 0;
  return (
    <div
      class={`status status-${warned ? 'warned' : status.toLowerCase().replace(' ', '-')}`}
      title={`${status}. ${detail}`}
    >
      {status === 'Connecting' ? <Spinner /> : <Icon name={warned ? 'warning' : icons[status]} />}
      <div class="status-words">
        <p role="status">
          <strong>{status}</strong> <span class="status-detail">{detail}</span>
        </p>
        {status === 'Reconnecting' && (
          <Button
            label="Try now"
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

import type { MessageId, SessionStatus } from '../../preload/contract/index.ts';

/** How each status is said. */
export const statusIds = {
  Ready: 'session.ready',
  Connecting: 'session.connecting',
  Reconnecting: 'session.reconnecting',
  'No calls': 'session.no-calls',
  'Signed out': 'session.signed-out',
} as const satisfies Readonly<Record<SessionStatus, MessageId>>;

import type { NoteView } from '../../../preload/contract/index.ts';
import { callsRefused } from '../health/calls-refused.ts';
import type { SessionModel } from '../session/state.ts';
import { projectProblem } from './problems.ts';

/** What stands above the pages about a session that is there, or that is being sought without the user. */
export function sessionNotes(session: SessionModel): readonly NoteView[] {
  const { state, failure, reach } = session;
  if (state === 'reconnecting' && failure !== null) {
    const { title, help } = projectProblem(failure, session);
    const doing = failure.kind === 'proxy-auth' ? 'To type them, sign out and sign in again.' : help;
    return [{ id: 'session', kind: 'error', title, help: `${doing} Switchhook keeps trying.` }];
  }
  if (state === 'online' && reach.callsRefused === true) {
    return [{ id: 'session', kind: 'error', ...callsRefused }];
  }
  return [];
}

import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { SessionModel } from '../session/state.ts';
import { projectProblem } from './problems.ts';

/** What stands above the pages about a session that is there, or that is being sought without the user. */
export function sessionNotes(session: SessionModel, words: Words): readonly NoteView[] {
  const { state, failure, reach } = session;
  if (state === 'reconnecting' && failure !== null) {
    const { title, help } = projectProblem(failure, session, words);
    const doing =
      failure.kind === 'proxy-auth' ? words.say('note.session.proxy-help') : words.say('note.session.help', { help });
    return [{ id: 'session', kind: 'error', title, help: doing }];
  }
  if (state === 'online' && reach.callsRefused === true) {
    const [title, help] = [words.say('problem.not-allowed.title'), words.say('problem.not-allowed.help')];
    return [{ id: 'session', kind: 'error', title, help }];
  }
  return [];
}

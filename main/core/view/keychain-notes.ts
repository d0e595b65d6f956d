import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { KeychainState, SessionModel } from '../session/state.ts';

/** What the user should know of the keychain: that it does not keep the sign-in, or still has one that it should not have. */
export function keychainNotes(session: SessionModel, words: Words): readonly NoteView[] {
  const { keychain, undeleted } = session;
  const note = undeleted ? leftOver(keychain, words) : noteOf(session, words);
  return note === null ? [] : [{ id: 'keychain', kind: 'warning', ...note }];
}

type Note = Pick<NoteView, 'title' | 'help' | 'action'>;

function noteOf({ keychain, state }: SessionModel, words: Words): Note | null {
  const { say } = words;
  switch (keychain) {
    case 'working':
      return null;
    case 'locked': {
      const help = say('note.keychain-locked.help', { signedIn: state === 'signed-out' ? 'other' : 'yes' });
      return { title: say('note.keychain-locked.title'), help, action: unlock(words) };
    }
    default:
      return { title: say(`note.keychain-${keychain}.title`), help: say(`note.keychain-${keychain}.help`) };
  }
}

function leftOver(keychain: KeychainState, words: Words): Note {
  const { say } = words;
  if (keychain === 'unlocking') {
    return { title: say('note.keychain-unlocking.title'), help: say('note.keychain-unlocking.help') };
  }
  const isLocked = keychain === 'locked';
  return {
    title: say('note.left-in-keychain.title'),
    help: say('note.left-in-keychain.help', { locked: isLocked ? 'yes' : 'other' }),
    ...(isLocked ? { action: unlock(words) } : {}),
  };
}

function unlock({ say }: Words): NonNullable<NoteView['action']> {
  return { label: say('keychain.unlock'), command: { type: 'unlock-keychain' } };
}

import type { NoteView } from '../../../preload/contract/index.ts';
import type { KeychainState, SessionModel } from '../session/state.ts';

const unlock: NonNullable<NoteView['action']> = { label: 'Unlock', command: { type: 'unlock-keychain' } };
const untilQuit = 'You stay signed in until you quit.';

/** What the user should know of the keychain: that it does not keep the sign-in, or still has one that it should not have. */
export function keychainNotes(session: SessionModel): readonly NoteView[] {
  const { keychain, undeleted } = session;
  const words = undeleted ? leftOver(keychain) : wordsFor(session);
  return words === null ? [] : [{ id: 'keychain', kind: 'warning', ...words }];
}

type Words = Pick<NoteView, 'title' | 'help' | 'action'>;

function wordsFor({ keychain, state }: SessionModel): Words | null {
  switch (keychain) {
    case 'working':
      return null;
    case 'locked':
      return {
        title: 'Your keychain is locked.',
        help:
          state === 'signed-out'
            ? 'Your sign-in is in it. Unlock it, and Switchhook signs in by itself.'
            : `Unlock it to be kept signed in. Otherwise ${untilQuit.replace(/^Y/, 'y')}`,
        action: unlock,
      };
    case 'unlocking':
      return unlocking;
    case 'unavailable':
      return { title: 'This computer has no keychain.', help: untilQuit };
    case 'failing':
      return { title: 'The keychain does not answer.', help: untilQuit };
    case 'corrupt':
      return { title: 'Your kept sign-in cannot be read.', help: 'Sign in again; it is then kept anew.' };
    case 'too-long':
      return { title: 'Your sign-in does not fit into the keychain.', help: untilQuit };
  }
}

const unlocking: Words = {
  title: 'Your keychain is locked.',
  help: 'Type its password in the window that your system shows.',
};

function leftOver(keychain: KeychainState): Words {
  const title = 'Your sign-in is still in the keychain.';
  switch (keychain) {
    case 'unlocking':
      return unlocking;
    case 'locked':
      return { title, help: 'The keychain is locked. Unlock it, and Switchhook deletes it.', action: unlock };
    default:
      return { title, help: 'The keychain does not answer. Switchhook deletes it as soon as it does.' };
  }
}

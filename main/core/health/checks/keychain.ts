import type { CheckAction, CheckView } from '../../../../preload/contract/index.ts';
import type { KeychainState } from '../../session/state.ts';
import { type Facts, finding } from './check.ts';

const unlock: CheckAction = { label: 'Unlock', command: { type: 'unlock-keychain' } };

interface Trouble {
  readonly evidence: string;
  readonly fix: string;
  readonly action: CheckAction | null;
}

const signInAgain = 'Sign in again after each start.';

const troubles: Readonly<Record<Exclude<KeychainState, 'working'>, Trouble>> = {
  locked: {
    evidence: 'Locked. Calls ring until you quit',
    fix: 'Unlock it to be signed in at the next start.',
    action: unlock,
  },
  unlocking: {
    evidence: 'The system asks for its password',
    fix: 'Type the password to be signed in at the next start.',
    action: null,
  },
  unavailable: {
    evidence: 'This computer has no keychain. Calls ring until you quit',
    fix: signInAgain,
    action: null,
  },
  failing: {
    evidence: 'The keychain does not answer. Calls ring until you quit',
    fix: 'Start the keychain of your desktop again, then unlock it here.',
    action: unlock,
  },
  corrupt: { evidence: 'What was kept there cannot be read', fix: 'Sign in again to have it kept anew.', action: null },
  'too-long': {
    evidence: 'The sign-in is too long for the keychain. Calls ring until you quit',
    fix: signInAgain,
    action: null,
  },
};

/** Whether the next start signs in by itself. */
export function checkKeychain({ model }: Facts): CheckView {
  const { ok, warning } = finding('keychain', 'Keychain');
  const { keychain, account } = model.session;
  if (!account.keep) return ok(['Not used: you stay signed in until you quit']);
  if (keychain === 'working') return ok(['Keeps you signed in']);
  const { evidence, fix, action } = troubles[keychain];
  return warning([evidence], fix, action);
}

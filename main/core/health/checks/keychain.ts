import type { CheckAction, CheckView } from '../../../../preload/contract/index.ts';
import { type Facts, finding } from './check.ts';

/** Whether the next start signs in by itself. */
export function checkKeychain({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, warning } = finding('keychain', words);
  const { keychain, account } = model.session;
  if (!account.keep) return ok(say('check.keychain.not-used'));
  if (keychain === 'working') return ok(say('check.keychain.works'));
  const isLocked = keychain === 'locked' || keychain === 'failing';
  const unlock: CheckAction = { label: say('keychain.unlock'), command: { type: 'unlock-keychain' } };
  return warning(say(`check.keychain.${keychain}`), say(`check.keychain.${keychain}-fix`), isLocked ? unlock : null);
}

import type { Clock, Log, SecretStore } from '../../ports.ts';
import type { Account, KeychainState } from '../state.ts';
import type { KeptSecrets } from './kept-secrets.ts';
import { addressOf, type KeptSignIn } from './kept-sign-in.ts';
import { isAway, stateOf } from './keychain-state.ts';
import { createRemovals } from './removals.ts';
import { createRepeatedWork } from './repeated-work.ts';

/**
 * What is to be in the keychain, and brings it there as soon as the keychain lets it: at once, when the user unlocks it, or when it
 * comes up. One thing at a time, because a token that is still being written must not come after its deletion.
 */
export interface Keeping {
  /** Looks for the last sign-in; it comes by `onFound`, at once or when the keychain is unlocked. */
  recall(account: Account): Promise<void>;
  /** The user signs in by hand: what was kept is not waited for any longer. */
  supersede(): void;
  keep(account: Account, secrets: KeptSecrets): void;
  /** Deletes what is kept for an account; resolves when it is gone or cannot be deleted now. */
  forget(account: Account): Promise<void>;
  /** Deletes what earlier sign-ins left behind, but for an account that is kept. */
  sweep(kept: Account | null): Promise<void>;
  /** False where there is nothing to unlock. */
  unlock(): boolean;
  /** Tries nothing again; resolves when nothing is under way. */
  stop(): Promise<void>;
}

export interface KeepingDeps {
  readonly kept: KeptSignIn;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly onState: (keychain: KeychainState, undeleted: boolean) => void;
  readonly onFound: (account: Account, secrets: KeptSecrets) => void;
}

export function createKeeping({ kept, secrets, clock, log, onState, onFound }: KeepingDeps): Keeping {
  let recalled: Account | null = null;
  let wanted: { readonly address: string; readonly secrets: KeptSecrets } | null = null;
  let state: KeychainState = 'working';
  /** Said to the user only where they asked for the deletion. */
  let undeleted = false;
  const removals = createRemovals(kept);
  const work = createRepeatedWork(clock, bringAbout);

  function tell(next: KeychainState): void {
    state = next;
    onState(state, undeleted);
  }

  const isBusy = () => recalled !== null || wanted !== null || !removals.isEmpty();

  async function bringAbout(): Promise<boolean> {
    await removals.run();
    if (undeleted) {
      undeleted = !removals.isEmpty();
      tell(removals.state());
    }
    if (wanted !== null) await write(wanted);
    if (recalled !== null) await look(recalled);
    return isBusy() && (state === 'failing' || removals.state() === 'failing');
  }

  async function write(mine: NonNullable<typeof wanted>): Promise<void> {
    const outcome = await kept.write(mine.address, mine.secrets);
    if (wanted !== mine) return;
    if (outcome.kind === 'done' || outcome.kind === 'too-long') wanted = null;
    tell(outcome.kind === 'done' ? 'working' : outcome.kind === 'too-long' ? 'too-long' : stateOf(outcome));
  }

  async function look(account: Account): Promise<void> {
    const outcome = await kept.read(addressOf(account));
    if (recalled !== account) return;
    if (isAway(outcome)) return tell(stateOf(outcome));
    recalled = null;
    tell(outcome.kind === 'corrupt' ? 'corrupt' : 'working');
    if (outcome.kind !== 'found') return;
    onFound(account, outcome.secrets);
    const checked = await secrets.check();
    if (checked.kind === 'done') return;
    log.warn('the keychain gives, but does not take', { outcome: checked.kind });
    tell(stateOf(checked));
  }

  async function unlock(): Promise<void> {
    tell('unlocking');
    const outcome = await secrets.unlock();
    log.info('keychain unlocked', { outcome: outcome.kind });
    tell(outcome.kind === 'done' ? 'working' : stateOf(outcome));
    if (outcome.kind === 'done') await work.now();
  }

  secrets.onChange(() => {
    if (isBusy() && state !== 'unlocking') void work.now();
  });

  return {
    recall(account) {
      recalled = account;
      return work.now();
    },
    supersede() {
      recalled = null;
    },
    keep(account, what) {
      removals.drop(addressOf(account));
      wanted = { address: addressOf(account), secrets: what };
      void work.now();
    },
    async forget(account) {
      const address = addressOf(account);
      if (wanted?.address === address) wanted = null;
      recalled = null;
      if (!account.keep && !kept.held().includes(address)) return;
      removals.add(address);
      await work.now();
      if (!removals.has(address)) return tell('working');
      undeleted = true;
      tell(removals.state());
    },
    sweep(account) {
      const mine = account === null ? null : addressOf(account);
      for (const address of kept.held()) if (address !== mine) removals.add(address);
      return removals.isEmpty() ? Promise.resolve() : work.now();
    },
    unlock() {
      if (state !== 'locked') return false;
      void unlock();
      return true;
    },
    stop: work.stop,
  };
}

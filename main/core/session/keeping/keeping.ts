import type { Clock, Log, SecretStore, SecretsUnavailable } from '../../ports.ts';
import type { Account, KeychainState } from '../state.ts';
import { addressOf, type KeptSecrets, type KeptSignIn } from './kept-sign-in.ts';

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

export interface KeepingParts {
  readonly kept: KeptSignIn;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly onState: (keychain: KeychainState, undeleted: boolean) => void;
  readonly onFound: (account: Account, secrets: KeptSecrets) => void;
}

/** A keychain that does not answer may only be slow, as all is while a desktop starts: it tells nobody when it is there. */
const [firstRetryMs, lastRetryMs] = [3_000, 60_000];

export function createKeeping({ kept, secrets, clock, log, onState, onFound }: KeepingParts): Keeping {
  let recalled: Account | null = null;
  let wanted: { readonly address: string; readonly secrets: KeptSecrets } | null = null;
  const unwanted = new Set<string>();
  let state: KeychainState = 'working';
  /** Said to the user only where they asked for the deletion. */
  let undeleted = false;
  let removal: KeychainState = 'working';
  let last: Promise<void> = Promise.resolve();
  let retryMs = firstRetryMs;
  let stopRetry = (): void => {};
  let stopped = false;

  function tell(next: KeychainState): void {
    state = next;
    onState(state, undeleted);
  }

  function settle(): Promise<void> {
    last = last.then(bringAbout, bringAbout);
    return last;
  }

  async function bringAbout(): Promise<void> {
    stopRetry();
    await removeUnwanted();
    if (wanted !== null) await write(wanted);
    if (recalled !== null) await look(recalled);
    if (stopped || !isBusy() || (state !== 'failing' && removal !== 'failing')) {
      retryMs = firstRetryMs;
      return;
    }
    stopRetry = clock.after(retryMs, () => void settle());
    retryMs = Math.min(retryMs * 2, lastRetryMs);
  }

  async function removeUnwanted(): Promise<void> {
    removal = 'working';
    for (const address of [...unwanted]) {
      const outcome = await kept.remove(address);
      if (outcome.kind === 'done') {
        unwanted.delete(address);
        continue;
      }
      removal = stateOf(outcome);
      break;
    }
    if (!undeleted) return;
    undeleted = unwanted.size > 0;
    tell(removal);
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
    if (outcome.kind === 'done') await settle();
  }

  const isBusy = () => recalled !== null || wanted !== null || unwanted.size > 0;
  secrets.onChange(() => {
    if (isBusy() && state !== 'unlocking') void settle();
  });

  return {
    recall(account) {
      recalled = account;
      return settle();
    },
    supersede() {
      recalled = null;
    },
    keep(account, what) {
      unwanted.delete(addressOf(account));
      wanted = { address: addressOf(account), secrets: what };
      void settle();
    },
    async forget(account) {
      const address = addressOf(account);
      if (wanted?.address === address) wanted = null;
      recalled = null;
      if (!account.keep && !kept.held().includes(address)) return;
      unwanted.add(address);
      await settle();
      if (!unwanted.has(address)) return tell('working');
      undeleted = true;
      tell(removal);
    },
    sweep(account) {
      const mine = account === null ? null : addressOf(account);
      for (const address of kept.held()) if (address !== mine) unwanted.add(address);
      return unwanted.size === 0 ? Promise.resolve() : settle();
    },
    unlock() {
      if (state !== 'locked') return false;
      void unlock();
      return true;
    },
    stop() {
      stopped = true;
      stopRetry();
      return last;
    },
  };
}

type Away = { readonly kind: 'locked' } | SecretsUnavailable;

function isAway(outcome: { readonly kind: string }): outcome is Away {
  return outcome.kind === 'locked' || outcome.kind === 'unavailable';
}

function stateOf(outcome: Away): KeychainState {
  if (outcome.kind === 'locked') return 'locked';
  return outcome.why === 'absent' ? 'unavailable' : 'failing';
}

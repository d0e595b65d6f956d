import type { Clock, Log, SecretStore, SecretWriteOutcome } from '../core/ports.ts';

/** What is used of keytar. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainDeps {
  /** Loads the native module; may reject where it, or the library it needs, is missing. */
  load(): Promise<Keytar>;
  readonly clock: Clock;
  readonly log: Log;
}

const service = 'Switchhook';
const canary = 'check';
const deadlineMs = 3_000;

type Attempt<Value> = { readonly kind: 'done'; readonly value: Value } | Failure;
type Failure = { readonly kind: 'locked' } | { readonly kind: 'unavailable'; readonly message: string };

/**
 * The operating system's keychain by keytar. One call at a time, because a daemon that hangs never answers; while one
 * hangs the keychain is unavailable. A locked collection reads as empty, so a trial write tells it from a missing secret.
 */
export function createKeychain({ load, clock, log }: KeychainDeps): SecretStore {
  let keytar: Keytar | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let stuck = 0;

  function attempt<Value>(work: (keytar: Keytar) => Promise<Value>): Promise<Attempt<Value>> {
    const turn = last.then(() => (stuck > 0 ? hanging : within(work)));
    last = turn;
    return turn;
  }

  function within<Value>(work: (keytar: Keytar) => Promise<Value>): Promise<Attempt<Value>> {
    return new Promise((resolve) => {
      let late = false;
      const stopWaiting = clock.after(deadlineMs, () => {
        late = true;
        stuck += 1;
        log.warn('The keychain does not answer');
        resolve(hanging);
      });
      const settle = (outcome: Attempt<Value>) => {
        stopWaiting();
        if (late) stuck -= 1;
        resolve(outcome);
      };
      start(work).then(
        (value) => settle({ kind: 'done', value }),
        (error: unknown) => {
          log.warn('The keychain refused', { error });
          settle(failureOf(error));
        },
      );
    });
  }

  async function start<Value>(work: (keytar: Keytar) => Promise<Value>): Promise<Value> {
    keytar ??= await load();
    return work(keytar);
  }

  async function write(account: string, text: string): Promise<SecretWriteOutcome> {
    const outcome = await attempt((chain) => chain.setPassword(service, account, text));
    return outcome.kind === 'done' ? { kind: 'done' } : outcome;
  }

  /** Nothing was found: a trial write that is refused tells that the collection is locked. */
  async function whyNothing(): Promise<{ readonly kind: 'missing' } | Failure> {
    const outcome = await write(canary, canary);
    if (outcome.kind !== 'done') return outcome;
    await attempt((chain) => chain.deletePassword(service, canary));
    return { kind: 'missing' };
  }

  return {
    read: async (account) => {
      const outcome = await attempt((chain) => chain.getPassword(service, account));
      if (outcome.kind !== 'done') return outcome;
      return outcome.value === null ? whyNothing() : { kind: 'found', secret: outcome.value };
    },
    write,
    remove: async (account) => {
      const outcome = await attempt((chain) => chain.deletePassword(service, account));
      if (outcome.kind !== 'done') return outcome;
      const why = outcome.value ? null : await whyNothing();
      return why === null || why.kind === 'missing' ? { kind: 'done' } : why;
    },
  };
}

const hanging: Failure = { kind: 'unavailable', message: 'The keychain does not answer' };

/** libsecret's and gnome-keyring's words; there are no codes. */
function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return /locked|prompt was dismissed/i.test(message) ? { kind: 'locked' } : { kind: 'unavailable', message };
}

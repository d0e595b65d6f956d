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

export interface Keychain extends SecretStore {
  /** A call never came back. It holds a thread, so the process cannot end by itself. */
  hangs(): boolean;
}

const service = 'Switchhook';
const canary = 'check';
const deadlineMs = 3_000;

type Attempt<Value> = { readonly kind: 'done'; readonly value: Value } | Failure;
type Failure = { readonly kind: 'locked' } | { readonly kind: 'unavailable'; readonly message: string };

/**
 * The operating system's keychain by keytar. One call at a time, because a daemon that hangs never answers, and while one
 * hangs no other is tried. A locked collection reads as empty, so a trial write tells it from a missing secret. A write
 * that hangs where reading works waits for somebody to unlock the collection.
 */
export function createKeychain({ load, clock, log }: KeychainDeps): Keychain {
  let keytar: Keytar | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let hanging: Failure | null = null;
  let answersReads = false;

  function attempt<Value>(late: () => Failure, work: (keytar: Keytar) => Promise<Value>): Promise<Attempt<Value>> {
    const turn = last.then(() => hanging ?? within(late, work));
    last = turn;
    return turn;
  }

  function within<Value>(late: () => Failure, work: (keytar: Keytar) => Promise<Value>): Promise<Attempt<Value>> {
    return new Promise((resolve) => {
      const stopWaiting = clock.after(deadlineMs, () => {
        hanging = late();
        log.warn('The keychain does not answer', { taken: hanging.kind });
        resolve(hanging);
      });
      const settle = (outcome: Attempt<Value>) => {
        stopWaiting();
        hanging = null;
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

  async function get(account: string): Promise<Attempt<string | null>> {
    const outcome = await attempt(notAnswering, (chain) => chain.getPassword(service, account));
    answersReads = outcome.kind === 'done';
    return outcome;
  }

  async function set(account: string, text: string): Promise<SecretWriteOutcome> {
    if (!answersReads) await get(canary);
    const late = () => (answersReads ? locked : notAnswering());
    const outcome = await attempt(late, (chain) => chain.setPassword(service, account, text));
    return outcome.kind === 'done' ? { kind: 'done' } : outcome;
  }

  async function remove(account: string): Promise<Attempt<boolean>> {
    return attempt(notAnswering, (chain) => chain.deletePassword(service, account));
  }

  /** Nothing was found: because there is nothing, or because nothing can be seen. */
  async function whyNothing(): Promise<{ readonly kind: 'missing' } | Failure> {
    const outcome = await set(canary, canary);
    if (outcome.kind !== 'done') return outcome;
    await remove(canary);
    return { kind: 'missing' };
  }

  return {
    hangs: () => hanging !== null,
    read: async (account) => {
      const outcome = await get(account);
      if (outcome.kind !== 'done') return outcome;
      return outcome.value === null ? whyNothing() : { kind: 'found', secret: outcome.value };
    },
    write: set,
    remove: async (account) => {
      const outcome = await remove(account);
      if (outcome.kind !== 'done') return outcome;
      const why = outcome.value ? null : await whyNothing();
      return why === null || why.kind === 'missing' ? { kind: 'done' } : why;
    },
  };
}

const locked: Failure = { kind: 'locked' };

function notAnswering(): Failure {
  return { kind: 'unavailable', message: 'The keychain does not answer' };
}

/** libsecret's and gnome-keyring's words; there are no codes. */
function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return /locked|prompt was dismissed/i.test(message) ? locked : { kind: 'unavailable', message };
}

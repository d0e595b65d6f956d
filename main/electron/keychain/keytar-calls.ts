import type { Clock, Log, SecretsUnavailable } from '../../core/ports.ts';

/** What is used of keytar. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export type KeychainFailure = { readonly kind: 'locked' } | SecretsUnavailable;

export type KeytarOutcome<Value> = { readonly kind: 'done'; readonly value: Value } | KeychainFailure;

export interface KeytarCallsDeps {
  /** Loads the native module; may reject where it, or the library it needs, is missing. */
  load(): Promise<Keytar>;
  readonly clock: Clock;
  readonly log: Log;
  /** A call that was given up came back after all. */
  onBack(): void;
}

/** Calls of keytar, one at a time, each with a deadline. */
export interface KeytarCalls {
  /** Never rejects. `late` is what a call comes to that does not answer within `limitMs`. */
  call<Value>(
    late: KeychainFailure,
    work: (keytar: Keytar) => Promise<Value>,
    limitMs?: number,
  ): Promise<KeytarOutcome<Value>>;
  /** A call never came back. It holds a thread, so the process cannot end by itself. */
  hangs(): boolean;
}

const deadlineMs = 3_000;

export const locked: KeychainFailure = { kind: 'locked' };
export const silent: KeychainFailure = {
  kind: 'unavailable',
  why: 'silent',
  message: 'The keychain does not answer',
};

/** One call at a time, because a daemon that hangs never answers, and while one hangs no other is tried. */
export function createKeytarCalls({ load, clock, log, onBack }: KeytarCallsDeps): KeytarCalls {
  let keytar: Keytar | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let hanging: KeychainFailure | null = null;

  async function start<Value>(work: (chain: Keytar) => Promise<Value>): Promise<Value> {
    keytar ??= await load();
    return work(keytar);
  }

  function within<Value>(late: KeychainFailure, work: (chain: Keytar) => Promise<Value>, limitMs: number) {
    return new Promise<KeytarOutcome<Value>>((resolve) => {
      const stopWaiting = clock.after(limitMs, () => {
        hanging = late;
        log.warn('The keychain does not answer', { taken: late.kind });
        resolve(late);
      });
      const settle = (outcome: KeytarOutcome<Value>) => {
        stopWaiting();
        const wasHanging = hanging !== null;
        hanging = null;
        resolve(outcome);
        if (wasHanging) onBack();
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

  return {
    call(late, work, limitMs = deadlineMs) {
      const turn = last.then(() => hanging ?? within(late, work, limitMs));
      last = turn;
      return turn;
    },
    hangs: () => hanging !== null,
  };
}

export function refused(message: string): SecretsUnavailable {
  return { kind: 'unavailable', why: 'failed', message };
}

/** libsecret's and gnome-keyring's words; there are no codes. Without the library or the bus there is no keychain. */
function failureOf(error: unknown): KeychainFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (/locked|prompt was dismissed/i.test(message)) return locked;
  const absent =
    /cannot open shared object|autolaunch|ServiceUnknown|not provided by any|Cannot find module|No such file/i;
  return absent.test(message) ? { kind: 'unavailable', why: 'absent', message } : refused(message);
}

import type { Clock, Log, SecretStore, SecretsUnavailable, SecretWriteOutcome } from '../../core/ports.ts';
import type { SecretService } from './secret-service.ts';

/** What is used of keytar. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainDeps {
  /** Loads the native module; may reject where it, or the library it needs, is missing. */
  load(): Promise<Keytar>;
  /** Linux only: what can be said of the keychain without keytar. */
  readonly service: SecretService | null;
  readonly longestBytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Keychain extends SecretStore {
  /** A call never came back. It holds a thread, so the process cannot end by itself. */
  hangs(): boolean;
}

/** Windows: CRED_MAX_CREDENTIAL_BLOB_SIZE (wincred.h); keytar hands over UTF-8. Elsewhere far more than any sign-in. */
export function longestSecret(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 2_560 : 65_536;
}

const service = 'Switchhook';
/** As libsecret writes it for keytar's items. */
const schema = { 'xdg:schema': 'org.freedesktop.Secret.Generic', service };
const canary = 'check';
const deadlineMs = 3_000;
const promptDeadlineMs = 600_000;

type Attempt<Value> = { readonly kind: 'done'; readonly value: Value } | Failure;
type Failure = { readonly kind: 'locked' } | SecretsUnavailable;

/**
 * The operating system's keychain by keytar. One call at a time, because a daemon that hangs never answers, and while one
 * hangs no other is tried. On Linux keytar is asked only once the Secret Service said that it will not ask the user.
 */
export function createKeychain({ load, service: look, longestBytes, clock, log }: KeychainDeps): Keychain {
  let keytar: Keytar | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let hanging: Failure | null = null;
  let watching = false;
  const listeners: (() => void)[] = [];

  const changed = () => {
    for (const listener of listeners) listener();
  };

  /** The bus is not connected before the keychain is needed. */
  function watched(): SecretService | null {
    if (!watching) look?.onChange(changed);
    watching = true;
    return look;
  }

  function attempt<Value>(late: Failure, work: (chain: Keytar) => Promise<Value>, limitMs = deadlineMs) {
    const turn = last.then(() => hanging ?? within(late, work, limitMs));
    last = turn;
    return turn;
  }

  function within<Value>(late: Failure, work: (chain: Keytar) => Promise<Value>, limitMs: number) {
    return new Promise<Attempt<Value>>((resolve) => {
      const stopWaiting = clock.after(limitMs, () => {
        hanging = late;
        log.warn('The keychain does not answer', { taken: late.kind });
        resolve(late);
      });
      const settle = (outcome: Attempt<Value>) => {
        stopWaiting();
        const wasHanging = hanging !== null;
        hanging = null;
        resolve(outcome);
        if (wasHanging) changed();
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

  async function start<Value>(work: (chain: Keytar) => Promise<Value>): Promise<Value> {
    keytar ??= await load();
    return work(keytar);
  }

  /** What there is of an item, as far as it can be known without opening it. */
  async function item(account: string): Promise<'there' | 'missing' | Failure> {
    const found = await watched()?.item({ ...schema, account });
    if (found === undefined) return 'there';
    if (!found.ok) return found.failure;
    if (found.value === 'locked') return locked;
    return found.value === 'missing' ? 'missing' : 'there';
  }

  async function write(account: string, text: string): Promise<SecretWriteOutcome> {
    const collection = await watched()?.collection();
    if (collection?.ok === false) return collection.failure;
    if (collection?.value === 'locked') return locked;
    // Without a collection the system asks for a password for the first one, and that may take its time.
    const late = collection?.value === 'none' ? locked : silent;
    const outcome = await attempt(late, (chain) => chain.setPassword(service, account, text));
    return outcome.kind === 'done' ? done : outcome;
  }

  async function remove(account: string): Promise<SecretWriteOutcome> {
    const before = await item(account);
    if (before === 'missing') return done;
    if (before !== 'there') return before;
    const outcome = await attempt(silent, async (chain) => {
      await chain.deletePassword(service, account);
      return chain.getPassword(service, account);
    });
    if (outcome.kind !== 'done') return outcome;
    const after = look === null ? 'missing' : await item(account);
    if (outcome.value === null && after === 'missing') return done;
    return typeof after === 'object' ? after : refused('The item is still there');
  }

  async function check(): Promise<SecretWriteOutcome> {
    const collection = await watched()?.collection();
    if (collection?.ok === true && collection.value === 'none') return done;
    const written = await write(canary, canary);
    if (written.kind !== 'done') return written;
    const read = await attempt(silent, (chain) => chain.getPassword(service, canary));
    const removed = await remove(canary);
    if (read.kind !== 'done') return read;
    return read.value === canary ? removed : refused('What was written cannot be read');
  }

  return {
    longestBytes,
    hangs: () => hanging !== null,
    async read(account) {
      const there = await item(account);
      if (there === 'missing') return { kind: 'missing' };
      if (there !== 'there') return there;
      const outcome = await attempt(silent, (chain) => chain.getPassword(service, account));
      if (outcome.kind !== 'done') return outcome;
      if (outcome.value !== null) return { kind: 'found', secret: outcome.value };
      return look === null ? { kind: 'missing' } : { kind: 'corrupt' };
    },
    write,
    remove,
    check,
    async unlock() {
      if (look !== null) return look.unlock(schema);
      const outcome = await attempt(locked, (chain) => chain.setPassword(service, canary, canary), promptDeadlineMs);
      return outcome.kind === 'done' ? remove(canary) : outcome;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

const done: SecretWriteOutcome = { kind: 'done' };
const locked: Failure = { kind: 'locked' };
const silent: Failure = { kind: 'unavailable', why: 'silent', message: 'The keychain does not answer' };

function refused(message: string): SecretsUnavailable {
  return { kind: 'unavailable', why: 'failed', message };
}

/** libsecret's and gnome-keyring's words; there are no codes. Without the library or the bus there is no keychain. */
function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (/locked|prompt was dismissed/i.test(message)) return locked;
  const absent =
    /cannot open shared object|autolaunch|ServiceUnknown|not provided by any|Cannot find module|No such file/i;
  return absent.test(message) ? { kind: 'unavailable', why: 'absent', message } : refused(message);
}

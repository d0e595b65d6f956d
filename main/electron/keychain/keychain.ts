import type { SecretStore, SecretWriteOutcome } from '../../core/ports.ts';
import {
  createKeytarCalls,
  type KeychainFailure,
  type KeytarCalls,
  type KeytarCallsDeps,
  locked,
  refused,
  silent,
} from './keytar-calls.ts';
import type { SecretService } from './secret-service.ts';

export interface KeychainDeps extends Omit<KeytarCallsDeps, 'onBack'> {
  /** Linux only: what can be said of the keychain without keytar. */
  readonly service: SecretService | null;
  readonly longestBytes: number;
}

export interface Keychain extends SecretStore {
  readonly hangs: KeytarCalls['hangs'];
}

/** Windows: CRED_MAX_CREDENTIAL_BLOB_SIZE (wincred.h); keytar hands over UTF-8. Elsewhere far more than any sign-in. */
export function longestSecret(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 2_560 : 65_536;
}

const service = 'Switchhook';
/** As libsecret writes it for keytar's items. */
const schema = { 'xdg:schema': 'org.freedesktop.Secret.Generic', service };
const canary = 'check';
const promptDeadlineMs = 600_000;

/**
 * The operating system's keychain by keytar. On Linux keytar is asked only once the Secret Service said that it will not ask the user.
 */
export function createKeychain({ load, service: look, longestBytes, clock, log }: KeychainDeps): Keychain {
  let watching = false;
  const listeners: (() => void)[] = [];

  const changed = () => {
    for (const listener of listeners) listener();
  };

  const { call, hangs } = createKeytarCalls({ load, clock, log, onBack: changed });

  /** The bus is not connected before the keychain is needed. */
  function watched(): SecretService | null {
    if (!watching) look?.onChange(changed);
    watching = true;
    return look;
  }

  /** What there is of an item, as far as it can be known without opening it. */
  async function item(account: string): Promise<'there' | 'missing' | KeychainFailure> {
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
    const outcome = await call(late, (chain) => chain.setPassword(service, account, text));
    return outcome.kind === 'done' ? done : outcome;
  }

  async function remove(account: string): Promise<SecretWriteOutcome> {
    const before = await item(account);
    if (before === 'missing') return done;
    if (before !== 'there') return before;
    const outcome = await call(silent, async (chain) => {
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
    const read = await call(silent, (chain) => chain.getPassword(service, canary));
    const removed = await remove(canary);
    if (read.kind !== 'done') return read;
    return read.value === canary ? removed : refused('What was written cannot be read');
  }

  return {
    longestBytes,
    hangs,
    async read(account) {
      const there = await item(account);
      if (there === 'missing') return { kind: 'missing' };
      if (there !== 'there') return there;
      const outcome = await call(silent, (chain) => chain.getPassword(service, account));
      if (outcome.kind !== 'done') return outcome;
      if (outcome.value !== null) return { kind: 'found', secret: outcome.value };
      return look === null ? { kind: 'missing' } : { kind: 'corrupt' };
    },
    write,
    remove,
    check,
    async unlock() {
      if (look !== null) return look.unlock(schema);
      const outcome = await call(locked, (chain) => chain.setPassword(service, canary, canary), promptDeadlineMs);
      return outcome.kind === 'done' ? remove(canary) : outcome;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

const done: SecretWriteOutcome = { kind: 'done' };

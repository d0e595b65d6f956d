import type { Log, Records, SecretOutcome, SecretStore } from '../ports.ts';
import { isRecord, parseJson } from '../ucwa/resource.ts';
import type { Account, KeychainState } from './state.ts';
import type { Token } from './tokens.ts';

/** What the keychain holds for an account; nothing of it is ever written anywhere else. */
export interface KeptSecrets {
  /** Null unless the user asked to be kept signed in. */
  readonly password: string | null;
  /** By origin. */
  readonly tokens: Readonly<Record<string, Token>>;
}

/** The sign-in that outlives the process: the account in a record, its secrets in the keychain. */
export interface KeptSignIn {
  account(): Account | null;
  remember(account: Account): void;
  readSecrets(account: Account): Promise<{ readonly secrets: KeptSecrets | null; readonly keychain: KeychainState }>;
  writeSecrets(account: Account, secrets: KeptSecrets): Promise<KeychainState>;
  /** Deletes the secrets and checks that they are gone. */
  forgetSecrets(account: Account): Promise<KeychainState>;
}

const version = 1;

export function createKeptSignIn(secrets: SecretStore, records: Records, log: Log): KeptSignIn {
  let last: Promise<unknown> = Promise.resolve();

  /** A token that is still being written when the user signs out must not come after the deletion. */
  function inTurn<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  }

  async function forget(account: Account): Promise<KeychainState> {
    const removed = await secrets.remove(keyOf(account));
    const left = removed.kind === 'done' ? await secrets.read(keyOf(account)) : null;
    if (left?.kind === 'found') log.error('the keychain item is still there after its deletion');
    return stateAfterWrite(removed);
  }

  return {
    account() {
      const known = decodeAccount(records.read('account'), false);
      return known === null || known.address === '' ? null : known;
    },
    remember: (account) => records.write('account', account),
    readSecrets: (account) =>
      inTurn(async () => {
        const outcome = await secrets.read(keyOf(account));
        log.info('keychain read', { outcome: outcome.kind });
        return { secrets: outcome.kind === 'found' ? decodeSecrets(outcome.secret) : null, keychain: stateOf(outcome) };
      }),
    writeSecrets: (account, kept) =>
      inTurn(async () => stateAfterWrite(await secrets.write(keyOf(account), JSON.stringify({ version, ...kept })))),
    forgetSecrets: (account) => inTurn(() => forget(account)),
  };
}

/** The account as it was written by an earlier run; `keep` stands in where the record does not say. Null for what is none. */
export function decodeAccount(document: unknown, keep: boolean): Account | null {
  if (!isRecord(document) || typeof document.address !== 'string') return null;
  return {
    address: document.address,
    userName: typeof document.userName === 'string' ? document.userName : '',
    server: typeof document.server === 'string' ? document.server : '',
    keep: typeof document.keep === 'boolean' ? document.keep : keep,
  };
}

function keyOf(account: Account): string {
  return account.address.toLowerCase();
}

function stateOf(outcome: SecretOutcome): KeychainState {
  return outcome.kind === 'locked' || outcome.kind === 'unavailable' ? outcome.kind : 'working';
}

function stateAfterWrite(outcome: { readonly kind: 'done' | 'locked' | 'unavailable' }): KeychainState {
  return outcome.kind === 'done' ? 'working' : outcome.kind;
}

function decodeSecrets(text: string): KeptSecrets | null {
  const value = parseJson(text);
  if (!isRecord(value) || value.version !== version) return null;
  const tokens: Record<string, Token> = Object.create(null);
  for (const [origin, token] of Object.entries(isRecord(value.tokens) ? value.tokens : {})) {
    if (isRecord(token) && typeof token.value === 'string' && typeof token.expiresAt === 'number') {
      tokens[origin] = { value: token.value, expiresAt: token.expiresAt };
    }
  }
  return { password: typeof value.password === 'string' ? value.password : null, tokens };
}

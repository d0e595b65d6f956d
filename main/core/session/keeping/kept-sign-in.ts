import type { Log, Records, SecretStore, SecretsUnavailable, SecretWriteOutcome } from '../../ports.ts';
import { isRecord, parseJson } from '../../ucwa/resource.ts';
import { refusalKinds, type SignInFailure } from '../sign-in-failure.ts';
import type { Account } from '../state.ts';
import { decodeToken, type Token } from '../tokens/tokens.ts';

/** What the keychain holds for an account; nothing of it is ever written anywhere else. */
export interface KeptSecrets {
  readonly password: string | null;
  /** By origin. */
  readonly tokens: Readonly<Record<string, Token>>;
}

export type KeptOutcome =
  | { readonly kind: 'found'; readonly secrets: KeptSecrets }
  | { readonly kind: 'missing' | 'locked' | 'corrupt' }
  | SecretsUnavailable;

/** The sign-in that outlives the process: the account in a record, its secrets in one keychain item for each address. */
export interface KeptSignIn {
  /** The account that is signed in again without the user; null where they want none, or signed out. */
  recalled(): Account | null;
  /** The user signs in. What is kept for that address is still what it was, refused or not. */
  remember(account: Account): void;
  /** It worked: what is kept from now on is good. */
  accept(account: Account): void;
  /** A token service refused this sign-in for good. */
  refuse(account: Account, failure: SignInFailure): void;
  /** What it came to, where it was refused and the user has not signed in since: then it is not to be sent again without them. */
  refusal(): SignInFailure | null;
  /** The user signed out: nothing is recalled, even where the keychain could not delete its item. */
  leave(account: Account): void;
  /** Addresses, in lower case, for which there may be an item. */
  held(): readonly string[];
  read(address: string): Promise<KeptOutcome>;
  write(address: string, secrets: KeptSecrets): Promise<SecretWriteOutcome | { readonly kind: 'too-long' }>;
  remove(address: string): Promise<SecretWriteOutcome>;
}

/** Written first in every item: whoever reads another one leaves it alone. */
const version = 1;
const heldRecord = 'kept-addresses';
const mostHeld = 20;

export function createKeptSignIn(secrets: SecretStore, records: Records, log: Log): KeptSignIn {
  function held(): readonly string[] {
    const known = records.read(heldRecord);
    return Array.isArray(known) ? known.filter((entry) => typeof entry === 'string').slice(0, mostHeld) : [];
  }

  /** Known before the item is written and until it is gone, so that a crash in between leaves nothing that nobody looks for. */
  function note(address: string, isHeld: boolean): void {
    const before = held();
    if (before.includes(address) === isHeld) return;
    records.write(heldRecord, isHeld ? [address, ...before] : before.filter((other) => other !== address));
  }

  return {
    recalled() {
      const document = records.read('account');
      if (isRecord(document) && document.left === true) return null;
      const known = decodeAccount(document, false);
      return known?.keep === true && known.address !== '' ? known : null;
    },
    remember(account) {
      const before = records.read('account');
      const isSame = isRecord(before) && decodeAccount(before, false)?.address.toLowerCase() === addressOf(account);
      const refused = isSame && before.refused !== undefined ? { refused: before.refused } : {};
      records.write('account', { ...account, ...refused });
    },
    accept: (account) => records.write('account', account),
    refuse: (account, { kind, host, code }) => records.write('account', { ...account, refused: { kind, host, code } }),
    refusal() {
      const document = records.read('account');
      return isRecord(document) ? decodeRefusal(document.refused) : null;
    },
    leave: (account) => records.write('account', { ...account, left: true }),
    held,
    async read(address) {
      const outcome = await secrets.read(address);
      log.info('keychain read', { outcome: outcome.kind });
      if (outcome.kind !== 'found') return outcome;
      const decoded = decodeSecrets(outcome.secret);
      return decoded === null ? { kind: 'corrupt' } : { kind: 'found', secrets: decoded };
    },
    async write(address, kept) {
      const text = fitting(kept, secrets.longestBytes);
      if (text === null) return { kind: 'too-long' };
      note(address, true);
      return secrets.write(address, text);
    },
    async remove(address) {
      const outcome = await secrets.remove(address);
      if (outcome.kind === 'done') note(address, false);
      else log.warn('the keychain item could not be deleted', { outcome: outcome.kind });
      return outcome;
    },
  };
}

/** The account's one name in the keychain. */
export function addressOf(account: Account): string {
  return account.address.toLowerCase();
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

/** Whatever was written there, something was refused. */
function decodeRefusal(value: unknown): SignInFailure | null {
  if (!isRecord(value)) return null;
  const [host, code] = [value.host, value.code].map((text) => (typeof text === 'string' ? text : ''));
  const kind = refusalKinds.find((known) => known === value.kind) ?? 'sign-in-refused';
  return { kind, host: host ?? '', code: code ?? '' };
}

/** Tokens that can be had again are left out where not everything fits; null where the rest does not either. */
function fitting(kept: KeptSecrets, longestBytes: number): string | null {
  const texts = [kept, { ...kept, tokens: {} }].map((secrets) => JSON.stringify({ version, ...secrets }));
  return texts.find((text) => utf8Length(text) <= longestBytes) ?? null;
}

/** Bytes of UTF-8; a surrogate is half of a character of four. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}

function decodeSecrets(text: string): KeptSecrets | null {
  const value = parseJson(text);
  if (!isRecord(value) || value.version !== version) return null;
  const tokens: Record<string, Token> = Object.create(null);
  for (const [origin, kept] of Object.entries(isRecord(value.tokens) ? value.tokens : {})) {
    const token = decodeToken(kept);
    if (token !== null) tokens[origin] = token;
  }
  return { password: typeof value.password === 'string' ? value.password : null, tokens };
}

import * as v from 'valibot';
import type { Log, Records, SecretStore, SecretsUnavailable, SecretWriteOutcome } from '../../ports.ts';
import { list } from '../../schema/list.ts';
import { read } from '../../schema/schema.ts';
import type { SignInFailure } from '../sign-in-failure.ts';
import type { Account } from '../state.ts';
import { decodeAccount, decodeRefusal, hasLeft } from './kept-account.ts';
import { decodeSecrets, encodeSecrets, type KeptSecrets } from './kept-secrets.ts';

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

const heldRecord = 'kept-addresses';
const heldAddresses = list(v.string(), { most: 20 });

export function createKeptSignIn(secrets: SecretStore, records: Records, log: Log): KeptSignIn {
  function held(): readonly string[] {
    return read(heldAddresses, records.read(heldRecord)) ?? [];
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
      if (hasLeft(document)) return null;
      const known = decodeAccount(document, false);
      return known?.keep === true && known.address !== '' ? known : null;
    },
    remember(account) {
      const before = records.read('account');
      const isSame = decodeAccount(before, false)?.address.toLowerCase() === addressOf(account);
      const refused = isSame ? decodeRefusal(before) : null;
      records.write('account', refused === null ? account : { ...account, refused });
    },
    accept: (account) => records.write('account', account),
    refuse: (account, { kind, host, code }) => records.write('account', { ...account, refused: { kind, host, code } }),
    refusal: () => decodeRefusal(records.read('account')),
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
      const text = encodeSecrets(kept, secrets.longestBytes);
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

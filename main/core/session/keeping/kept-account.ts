import * as v from 'valibot';
import { fields, ifFits } from '../../schema/fields.ts';
import { read } from '../../schema/schema.ts';
import { refusalKinds, type SignInFailure } from '../sign-in-failure.ts';
import type { Account } from '../state.ts';

const account = fields({
  address: v.string(),
  userName: v.fallback(v.string(), ''),
  server: v.fallback(v.string(), ''),
  keep: ifFits(v.boolean()),
});

const left = fields({ left: v.literal(true) });

/** Whatever was written there, something was refused. */
const refused = fields({
  refused: fields({
    kind: v.fallback(v.picklist(refusalKinds), 'sign-in-refused'),
    host: v.fallback(v.string(), ''),
    code: v.fallback(v.string(), ''),
  }),
});

/** The account as it was written by an earlier run; `keep` stands in where the record does not say. Null for what is none. */
export function decodeAccount(document: unknown, keep: boolean): Account | null {
  const known = read(account, document);
  return known === null ? null : { keep, ...known };
}

/** Whether the account of that record signed out. */
export function hasLeft(document: unknown): boolean {
  return read(left, document) !== null;
}

/** What the sign-in of that record was refused with; null where it was not. */
export function decodeRefusal(document: unknown): SignInFailure | null {
  return read(refused, document)?.refused ?? null;
}

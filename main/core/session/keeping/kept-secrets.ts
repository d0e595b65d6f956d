import * as v from 'valibot';
import { byName, fields } from '../../schema/fields.ts';
import { read } from '../../schema/schema.ts';
import { parseJson } from '../../ucwa/resource.ts';
import { keptToken, type Token } from '../tokens/tokens.ts';

/** What the keychain holds for an account; nothing of it is ever written anywhere else. */
export interface KeptSecrets {
  readonly password: string | null;
  /** By origin. */
  readonly tokens: Readonly<Record<string, Token>>;
}

/** Written first in every item: whoever reads another one leaves it alone. */
const version = 1;

const item = fields({
  version: v.literal(version),
  password: v.fallback(v.nullable(v.string()), null),
  tokens: v.fallback(byName(keptToken), {}),
});

/** Tokens that can be had again are left out where not everything fits; null where the rest does not either. */
export function encodeSecrets(kept: KeptSecrets, longestBytes: number): string | null {
  const texts = [kept, { ...kept, tokens: {} }].map((secrets) => JSON.stringify({ version, ...secrets }));
  return texts.find((text) => utf8Length(text) <= longestBytes) ?? null;
}

/** What an item holds; null where it is none of ours. */
export function decodeSecrets(text: string): KeptSecrets | null {
  const known = read(item, parseJson(text));
  return known === null ? null : { password: known.password, tokens: known.tokens };
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

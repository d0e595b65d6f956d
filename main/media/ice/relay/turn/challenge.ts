import { createHash } from 'node:crypto';
import { attribute, attributeTypes, type StunMessage } from '../../stun/message.ts';
import type { RelayCredentials } from '../relay.ts';

/** What a relay wants requests to be sealed with, beside user name and password (RFC 8489 section 9.2). */
export interface Challenge {
  readonly realm: Buffer;
  readonly nonce: Buffer;
}

/** Both together or none: a realm of an earlier challenge stays where only the nonce is new. */
export function challengeOf(message: StunMessage, before: Challenge | null): Challenge | null {
  const realm = attribute(message, attributeTypes.realm)?.value ?? before?.realm;
  const nonce = attribute(message, attributeTypes.nonce)?.value;
  return realm === undefined || nonce === undefined ? null : { realm: Buffer.from(realm), nonce: Buffer.from(nonce) };
}

/** The key of MESSAGE-INTEGRITY by long-term credentials. Tokens are ASCII, which needs no preparation. */
export function sealKey({ userName, password }: RelayCredentials, { realm }: Challenge): Buffer {
  return createHash('md5').update(`${userName}:`).update(realm).update(`:${password}`).digest();
}

/** The attributes that go with it. */
export function challengeAttributes(
  { userName }: RelayCredentials,
  { realm, nonce }: Challenge,
): [type: number, value: Buffer][] {
  return [
    [attributeTypes.username, Buffer.from(userName)],
    [attributeTypes.realm, realm],
    [attributeTypes.nonce, nonce],
  ];
}

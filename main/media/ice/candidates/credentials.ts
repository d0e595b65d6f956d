import type { Random } from '../../../core/ports.ts';
import { attributesIn } from '../../attributes.ts';
import { randomBytes } from '../random-bytes.ts';

/** What checks of one agent are sealed with (RFC 8445 section 5.3). The password is a secret. */
export interface Credentials {
  readonly ufrag: string;
  readonly pwd: string;
}

/** Four characters of 64, and a whole number of groups of four bytes with the colon and the peer's own in front of it. */
const fewestUfragCharacters = 4;
const longest = 256;

/**
 * New ones: a ufrag of 4 to 7 characters and a password of 24. With a peer's ufrag the two of them need no padding in USERNAME,
 * which some peers of [MS-ICE2] do not expect.
 */
export function createCredentials(random: Random, peerUfrag = 'abcd'): Credentials {
  const over = (peerUfrag.length + 1 + fewestUfragCharacters) % 4;
  const length = fewestUfragCharacters + ((4 - over) % 4);
  return { ufrag: randomBytes(random, 12).toString('base64').slice(0, length), pwd: password(random) };
}

/** Of the m= line, or of the session where that has none; blanks behind the colon do not count. Null where one is missing. */
export function readCredentials(media: readonly string[], session: readonly string[]): Credentials | null {
  const [ufrag, pwd] = (['ice-ufrag', 'ice-pwd'] as const).map((name) => wordIn(media, name) ?? wordIn(session, name));
  return ufrag === undefined || pwd === undefined ? null : { ufrag, pwd };
}

export function credentialLines({ ufrag, pwd }: Credentials): string[] {
  return [`a=ice-ufrag:${ufrag}`, `a=ice-pwd:${pwd}`];
}

/** Whether a later description goes on with the same agent; else it asks for a restart (RFC 8839 section 4.4.1.1.1). */
export function isSameAgent(one: Credentials, other: Credentials): boolean {
  return one.ufrag === other.ufrag && one.pwd === other.pwd;
}

/** `a=ice-lite`, which is the session's (RFC 8839 section 5.3). */
export function isLite(session: readonly string[]): boolean {
  return attributesIn(session, 'ice-lite').length > 0;
}

function password(random: Random): string {
  return Buffer.concat([randomBytes(random, 12), randomBytes(random, 6)]).toString('base64');
}

function wordIn(lines: readonly string[], name: string): string | undefined {
  return attributesIn(lines, name).find((value) => value.length <= longest && /^[\x21-\x39\x3b-\x7e]+$/.test(value));
}

import type { Call } from '../calls/state.ts';
import { readCallerAddress, writeAddress } from '../party/caller-address.ts';
import { cleanLine } from '../text.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { Link } from '../ucwa/resource.ts';

/**
 * Whom people mean by what they type: a SIP address, with or without its scheme. Null for what cannot get messages, such as a telephone
 * number. `home`: the domain of a name without one.
 */
export function writtenTo(typed: string, home: string | null): Participant | null {
  const text = cleanLine(typed.slice(0, 256));
  const address = readCallerAddress(text);
  if (address.kind !== 'address') return null;
  const host = address.host ?? home;
  if (host === null || !/^[^\s@<>"';,:()[\]\\]{1,64}$/.test(address.user) || !isHost(host)) return null;
  return { name: null, uri: `sip:${writeAddress({ user: address.user, host })}`, phoneNumber: null };
}

/** Whether somebody can get messages: they have a SIP address that is not a telephone's. */
export function canGetMessages({ uri }: Participant): boolean {
  return uri !== null && readCallerAddress(uri).kind === 'address';
}

/** Who is at the other end of a call, where they can get messages; null where they cannot, or nobody is known. */
export function whoCanBeWrittenTo({ party, out }: Pick<Call, 'party' | 'out'>): Participant | null {
  const there = out?.answeredBy ?? party;
  return there !== null && canGetMessages(there) ? there : null;
}

/** Whom a link to a participant names, as far as it says so by itself. */
export function participantOf({ href, title }: Link): Participant {
  const address = /\/participants\/([^/?#]+@[^/?#]+)$/.exec(href)?.[1];
  return { name: title === '' ? null : title, uri: address === undefined ? null : `sip:${address}`, phoneNumber: null };
}

function isHost(host: string): boolean {
  return /^[a-z\d-]+(?:\.[a-z\d-]+)*$/.test(host) && host.includes('.');
}

import type { CarriedMedia } from '../../ports.ts';

/**
 * What may be written down of how a call goes on: of the far side's offer all but its key and its password of ICE, in whose place stand such as open
 * nothing, and of ours only the name of the session. Null for a call with DTLS: it goes on by secrets alone. Others go on by new ones, which an offer of
 * ours and its answer bring.
 */
export function withoutSecrets({ offer, after }: CarriedMedia): CarriedMedia | null {
  const [session] = /^o=- \d{1,10} \d{1,10} [^\r\n]*/m.exec(after) ?? [];
  if (session === undefined) return null;
  const plain = offer
    .replaceAll(/^(a=crypto:\d+ \w+ inline:)([\w+/]+)/gm, closed)
    .replaceAll(/^(a=ice-pwd:)([\w+/]+)/gm, closed);
  return isOpen(plain) ? null : { offer: plain, after: session };
}

/** As long as what stood there. */
function closed(_: string, begin: string, secret: string): string {
  return `${begin}${'A'.repeat(secret.length)}`;
}

/** Lines that hold a secret, however messily they are written. */
const secret = /^\s*(?:k\s*=|a\s*=\s*(?:crypto|ice-pwd|key-mgmt|fingerprint)\b)/i;
/** Such a line with nothing in it that opens anything: one key, or the password. */
const isClosed = /^a=(?:crypto:\d+ \w+ inline:A+=*(?:\|[\d^:|]*)?(?: (?!.*inline).*)?|ice-pwd:A+)\s*$/;

/** A secret that is written in a form that nobody here knows is left in it. */
function isOpen(sdp: string): boolean {
  return sdp.split(/\r\n|\r|\n/).some((line) => secret.test(line) && !isClosed.test(line));
}

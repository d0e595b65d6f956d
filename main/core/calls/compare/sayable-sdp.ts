import type { CarriedMedia } from '../../ports.ts';

/**
 * What may be written down of how a call goes on: of the far side's offer all but its key, in whose place stands one that opens nothing, and of
 * ours only the name of the session. Null for a call with ICE or DTLS: it goes on by secrets alone.
 */
export function withoutSecrets({ offer, after }: CarriedMedia): CarriedMedia | null {
  if (/^a=(?:ice-|fingerprint:|candidate:)/m.test(offer)) return null;
  const [session] = /^o=- \d{1,10} \d{1,10} [^\r\n]*/m.exec(after) ?? [];
  if (session === undefined) return null;
  const plain = offer.replaceAll(/^(a=crypto:\d+ \w+ inline:)([\w+/]+)/gm, (_, begin: string, key: string) => {
    return `${begin}${'A'.repeat(key.length)}`;
  });
  return isOpen(plain) ? null : { offer: plain, after: session };
}

/** A key that is written in a form that nobody here knows is left in it. */
function isOpen(sdp: string): boolean {
  return /^a=(?:crypto:(?!\d+ \w+ inline:A+[=|\s])|key-mgmt:)/m.test(sdp) || /^k=/m.test(sdp);
}

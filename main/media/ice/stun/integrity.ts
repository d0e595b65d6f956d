import { createHmac, timingSafeEqual } from 'node:crypto';
import { attribute, attributeTypes, headerBytes, type StunForm, type StunMessage } from './message.ts';

/** Its type, its length and an HMAC-SHA1. */
const integrityBytes = 24;
/** What draft-02 fills the text up to, with zeroes. */
const blockBytes = 64;

const forms: readonly StunForm[] = ['rfc5389', 'draft-02'];

/**
 * The value of MESSAGE-INTEGRITY over `text`, which is the message up to that attribute. The length in its header is made what
 * the form wants: up to the attribute's end, or of the whole message.
 */
export function integrityOf(text: Buffer, wholeBytes: number, key: Buffer, form: StunForm): Buffer {
  const end = form === 'rfc5389' ? text.length + integrityBytes : wholeBytes;
  const head = Buffer.from(text.subarray(0, 4));
  head.writeUInt16BE(end - headerBytes, 2);
  const hmac = createHmac('sha1', key).update(head).update(text.subarray(4));
  const over = text.length % blockBytes;
  if (form === 'draft-02' && over > 0) hmac.update(Buffer.alloc(blockBytes - over));
  return hmac.digest();
}

/** The form in which a message is sealed with that key; null where it is not. */
export function sealedForm({ datagram, ...message }: StunMessage, key: Buffer): StunForm | null {
  const seal = attribute({ datagram, ...message }, attributeTypes.messageIntegrity);
  if (seal === null || seal.value.length !== integrityBytes - 4) return null;
  const text = datagram.subarray(0, seal.at);
  return forms.find((form) => timingSafeEqual(integrityOf(text, datagram.length, key, form), seal.value)) ?? null;
}

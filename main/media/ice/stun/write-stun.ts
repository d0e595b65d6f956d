import { fingerprintOf } from './fingerprint.ts';
import { integrityOf } from './integrity.ts';
import { attributeTypes, bindingMethod, headerBytes, magicCookie, type StunClass, type StunForm } from './message.ts';

/** A message to be written, without its seal. */
export interface StunDraft {
  readonly class: StunClass;
  /** Binding where none is named. */
  readonly method?: number;
  readonly transactionId: Buffer;
  readonly attributes: readonly (readonly [type: number, value: Buffer])[];
}

export interface Seal {
  readonly form: StunForm;
  /** The password; null leaves MESSAGE-INTEGRITY out. */
  readonly key: Buffer | null;
}

const classBits: Readonly<Record<StunClass, number>> = { request: 0, indication: 0x10, success: 0x100, error: 0x110 };

/** The message with MESSAGE-INTEGRITY and FINGERPRINT. In draft-02 every attribute's length is a multiple of four. */
export function writeStun(draft: StunDraft, { form, key }: Seal): Buffer {
  const { class: kind, method = bindingMethod, transactionId, attributes } = draft;
  const body = attributes.map(([type, value]) => written(type, value, form));
  const bodyBytes = body.reduce((sum, { length }) => sum + length, 0);
  const wholeBytes = headerBytes + bodyBytes + (key === null ? 0 : 24) + 8;
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(classBits[kind] | methodBits(method), 0);
  header.writeUInt16BE(wholeBytes - headerBytes, 2);
  header.writeUInt32BE(magicCookie, 4);
  transactionId.copy(header, 8);
  let text = Buffer.concat([header, ...body]);
  if (key !== null) {
    const seal = integrityOf(text, wholeBytes, key, form);
    text = Buffer.concat([text, written(attributeTypes.messageIntegrity, seal, form)]);
  }
  return Buffer.concat([text, written(attributeTypes.fingerprint, uint32(fingerprintOf(text)), form)]);
}

/** The bits of a method around those of the class (RFC 5389 section 6). */
function methodBits(method: number): number {
  return (method & 0xf) | ((method & 0x70) << 1) | ((method & 0xf80) << 2);
}

/** The bytes of an attribute's value that is a number. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0, 0);
  return bytes;
}

function written(type: number, value: Buffer, form: StunForm): Buffer {
  const padded = Math.ceil(value.length / 4) * 4;
  const bytes = Buffer.alloc(4 + padded);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(form === 'draft-02' ? padded : value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

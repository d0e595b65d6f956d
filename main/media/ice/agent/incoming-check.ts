import type { Credentials } from '../candidates/credentials.ts';
import type { BindingAnswer } from '../stun/binding.ts';
import { priorityOf, roleOf, usernameOf, usesCandidate } from '../stun/binding-attributes.ts';
import { hasFingerprint } from '../stun/fingerprint.ts';
import { sealedForm } from '../stun/integrity.ts';
import { attribute, attributeTypes, type StunForm, type StunMessage } from '../stun/message.ts';

/** A check of the peer that is proved to be its own. */
export interface IncomingCheck extends BindingAnswer {
  readonly form: StunForm;
  readonly priority: number;
  readonly useCandidate: boolean;
  readonly role: ReturnType<typeof roleOf>;
}

/** `dropped`: it is not for us. `unproved`: it is, but whoever sent it does not know the password. */
export type CheckVerdict =
  | { readonly kind: 'dropped' }
  | { readonly kind: 'unproved'; readonly answer: BindingAnswer }
  | { readonly kind: 'proved'; readonly check: IncomingCheck };

/** Of a check that does not say what its candidate would be worth. */
const leastPriority = 1;

/**
 * Judges a Binding request ([MS-ICE2] section 3.1.4.8.2.1, RFC 8445 section 7.3): without FINGERPRINT, or with a USERNAME that does
 * not begin with our own ufrag, it is not even answered. Where `from` is given it has to end with that one too.
 */
export function judgeCheck(message: StunMessage, local: Credentials, from: string | null = null): CheckVerdict {
  const username = attribute(message, attributeTypes.username)?.value;
  const [own, peer] = (usernameOf(message) ?? '').split(':');
  const isForUs = own === local.ufrag && peer !== undefined && (from === null || peer === from);
  if (username === undefined || !isForUs || !hasFingerprint(message)) return { kind: 'dropped' };
  const answer = { transactionId: Buffer.from(message.transactionId), username: Buffer.from(username) };
  const form = sealedForm(message, Buffer.from(local.pwd));
  if (form === null) return { kind: 'unproved', answer };
  const priority = priorityOf(message) ?? leastPriority;
  const check = { ...answer, form, priority, useCandidate: usesCandidate(message), role: roleOf(message) };
  return { kind: 'proved', check };
}

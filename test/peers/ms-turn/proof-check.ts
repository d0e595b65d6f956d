/** The digest challenge (MS-TURN 3.1.12 and 3.3.5.1): whom a request is from, and whether that is proved. */
import { randomBytes } from 'node:crypto';
import { credentialsOf, type Faults, type MsTurnOptions } from './options.ts';
import { type Hash, integrityFault, integrityKey } from './wire/integrity.ts';
import { attribute, type Message } from './wire/message.ts';
import { attributeTypes, type ErrorCode } from './wire/names.ts';

const nonceLifetimeMs = 600_000;

export interface Proof {
  readonly key: Buffer;
  readonly hash: Hash;
}

export type ProofResult = { readonly ok: true; readonly proof: Proof } | Refusal;

export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly detail: string;
  /** With 420: the attributes that it is about. */
  readonly unknown?: readonly number[];
}

export class ProofCheck {
  readonly #options: MsTurnOptions;
  readonly #faults: Faults;
  readonly #nonces = new Map<string, number>();

  constructor(options: MsTurnOptions, faults: Faults) {
    this.#options = options;
    this.#faults = faults;
  }

  nonce(): Buffer {
    const nonce = randomBytes(16).toString('hex');
    this.#nonces.set(nonce, Date.now());
    return Buffer.from(nonce);
  }

  /** The first proof, of an Allocate request: with everything that the challenge asked for. */
  ofAllocate(request: Message): ProofResult {
    const { username, realm, nonce } = attributeTypes;
    const [name, place, once] = [username, realm, nonce].map((type) => attribute(request, type));
    if (!name) return refusal(432, 'it has no Username');
    if (!name.equals(credentialsOf(this.#options.token).username))
      return refusal(436, 'its Username is not that of the token');
    if (!place) return refusal(434, 'it has no Realm');
    if (!once) return refusal(435, 'it has no Nonce');
    if (place.toString() !== this.#options.realm) return refusal(431, `its Realm is not ${this.#options.realm}`);
    if (!this.#isFresh(once.toString())) return refusal(438, 'its Nonce is not one of the last ten minutes');
    return this.of(request, this.#hashOf(request));
  }

  /** A later proof; a Username need not be told, but then has to be the same. */
  of(request: Message, hash: Hash): ProofResult {
    const { token, realm } = this.#options;
    const name = attribute(request, attributeTypes.username);
    const credentials = credentialsOf(token);
    if (name !== null && !name.equals(credentials.username))
      return refusal(436, 'its Username is not that of the token');
    const key = integrityKey(credentials, this.#faults.wrongRealm ?? realm);
    const fault = integrityFault(request, key, hash);
    return fault === null ? { ok: true, proof: { key, hash } } : refusal(431, fault);
  }

  #isFresh(nonce: string): boolean {
    const issued = this.#nonces.get(nonce);
    if (issued === undefined || Date.now() - issued > nonceLifetimeMs) return false;
    if (this.#faults.staleNonces === 0) return true;
    this.#faults.staleNonces -= 1;
    this.#nonces.delete(nonce);
    return false;
  }

  /** By what both sides tell of their version. */
  #hashOf(request: Message): Hash {
    return Math.min(versionOf(request), this.#options.version) >= 3 ? 'sha256' : 'sha1';
  }
}

/** 0 where a message tells none. */
export function versionOf(message: Message): number {
  const value = attribute(message, attributeTypes.msVersion);
  return value?.length === 4 ? value.readUInt32BE(0) : 0;
}

export function refusal(code: ErrorCode, detail: string, unknown: readonly number[] = []): Refusal {
  return { ok: false, code, detail, unknown };
}

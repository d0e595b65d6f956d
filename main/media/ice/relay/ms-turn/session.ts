import type { TransportAddress } from '../../transport-address.ts';
import { addressValue } from './addresses.ts';
import { attributeTypes, attributeValue, type MsTurnMessage, messageTypes, numberOf } from './message.ts';
import { isSealed, type LongTermCredentials, type SealHash, sealKey } from './seal.ts';
import { type Attribute, uint32, writeMessage } from './write-message.ts';

/** The protocol's versions that are told: 2 has seals by SHA-1, 3 by SHA-256 ([MS-TURN] section 2.2.2.17). */
export type MsTurnVersion = 2 | 3;

/** [MS-TURN] section 2.2.2.14. */
const longestRealm = 128;
const connectionIdBytes = 20;

/** What our messages say of us, as the relay's answers have it. */
export class MsTurnSession {
  readonly #credentials: LongTermCredentials;
  #version: MsTurnVersion = 2;
  #challenge: { readonly realm: Buffer; readonly nonce: Buffer; readonly key: Buffer } | null = null;
  /** Of the requests that the relay counts. */
  #sequence: { readonly connectionId: Buffer; number: number } | null = null;

  constructor(credentials: LongTermCredentials) {
    this.#credentials = credentials;
  }

  get version(): MsTurnVersion {
    return this.#version;
  }

  /** From now on seals are made by SHA-256. */
  raiseVersion(): void {
    this.#version = 3;
  }

  /** Takes realm and nonce of an error; false where it has none. */
  takeChallenge(message: MsTurnMessage): boolean {
    const [realm, nonce] = [
      attributeValue(message, attributeTypes.realm),
      attributeValue(message, attributeTypes.nonce),
    ];
    if (realm === null || nonce === null || realm.length > longestRealm) return false;
    const key = sealKey(this.#credentials, realm);
    this.#challenge = { realm: Buffer.from(realm), nonce: Buffer.from(nonce), key };
    return true;
  }

  /** Another relay is asked, which has its own. */
  forgetChallenge(): void {
    this.#challenge = null;
  }

  /** Takes what counts our requests from the first answer that has it. */
  takeSequence(message: MsTurnMessage): void {
    if (this.#sequence !== null) return;
    const value = attributeValue(message, attributeTypes.sequenceNumber);
    if (value?.length !== connectionIdBytes + 4) return;
    const connectionId = Buffer.from(value.subarray(0, connectionIdBytes));
    this.#sequence = { connectionId, number: value.readUInt32BE(connectionIdBytes) };
  }

  /** Whether the relay proved to know the password. */
  isProved(message: MsTurnMessage): boolean {
    return this.#challenge !== null && isSealed(message, this.#challenge.key);
  }

  /** A request for an address, to keep it (`seconds` null), or to give it back (0). Without a seal it asks for a challenge. */
  allocate(transactionId: Buffer, seconds: number | null): Buffer {
    const attributes: Attribute[] = [[attributeTypes.version, uint32(this.#version)]];
    if (seconds !== null) attributes.push([attributeTypes.lifetime, uint32(seconds)]);
    if (this.#challenge !== null) {
      const { realm, nonce } = this.#challenge;
      attributes.push([attributeTypes.realm, realm], [attributeTypes.nonce, nonce]);
    }
    return this.#write(messageTypes.allocate, transactionId, attributes);
  }

  /** Data for a peer, which lets in what the peer sends too. */
  send(transactionId: Buffer, peer: TransportAddress, data: Buffer): Buffer {
    return this.#write(messageTypes.send, transactionId, [
      [attributeTypes.version, uint32(this.#version)],
      [attributeTypes.destinationAddress, addressValue(peer)],
      [attributeTypes.data, data],
    ]);
  }

  /** From the answer on data goes to that peer as it is, and comes from it so. */
  setActive(transactionId: Buffer, peer: TransportAddress): Buffer {
    return this.#write(messageTypes.setActive, transactionId, [
      [attributeTypes.destinationAddress, addressValue(peer)],
    ]);
  }

  #write(type: number, transactionId: Buffer, attributes: readonly Attribute[]): Buffer {
    if (this.#challenge === null) return writeMessage({ type, transactionId, attributes }, null);
    const sealed = [...attributes, [attributeTypes.username, this.#credentials.username], ...this.#counted()] as const;
    const { key } = this.#challenge;
    return writeMessage({ type, transactionId, attributes: sealed }, { key, hash: hashOf(this.#version) });
  }

  #counted(): Attribute[] {
    if (this.#sequence === null) return [];
    this.#sequence.number += 1;
    const { connectionId, number } = this.#sequence;
    return [[attributeTypes.sequenceNumber, Buffer.concat([connectionId, uint32(number)])]];
  }
}

function hashOf(version: MsTurnVersion): SealHash {
  return version === 3 ? 'sha256' : 'sha1';
}

/** Which version the relay speaks; null where it does not say. */
export function versionOf(message: MsTurnMessage): number | null {
  return numberOf(message, attributeTypes.version);
}

/** What the server says, in bytes (MS-TURN 3.3.5). */
import { randomBytes } from 'node:crypto';
import type { Allocation } from './allocation.ts';
import type { Flow } from './flow.ts';
import type { Faults, MsTurnOptions } from './options.ts';
import type { Proof, ProofCheck, Refusal } from './proof-check.ts';
import { addressValue, type TransportAddress, xorAddressValue } from './wire/address.ts';
import { signMessage } from './wire/integrity.ts';
import { type Attribute, type Message, uint16, uint32, writeMessage } from './wire/message.ts';
import { type ErrorCode, messageTypes, reasons, attributeTypes as types } from './wire/names.ts';

interface ReplyDeps {
  readonly options: MsTurnOptions;
  readonly faults: Faults;
  readonly proofs: ProofCheck;
}

export class Replies {
  readonly #deps: ReplyDeps;
  readonly #flow: Flow;

  constructor(deps: ReplyDeps, flow: Flow) {
    this.#deps = deps;
    this.#flow = flow;
  }

  /** The 401 that asks for a proof. */
  challenge({ transactionId }: Message): Buffer {
    const attributes = [errorAttribute(401), ...this.#challengeAttributes()];
    return writeMessage(messageTypes.allocateRefused, transactionId, attributes);
  }

  refused(type: number, { transactionId }: Message, { code, unknown = [] }: Refusal): Buffer {
    const { alternate } = this.#deps.faults;
    const attributes = [errorAttribute(code)];
    if (code === 420) attributes.push({ type: types.unknownAttributes, value: Buffer.concat(unknown.map(uint16)) });
    else if (code !== 300) attributes.push(...this.#challengeAttributes());
    else if (alternate !== null) attributes.push({ type: types.alternateServer, value: addressValue(alternate) });
    return writeMessage(type, transactionId, attributes);
  }

  /** Of an allocation, with what the client has to know of it. */
  granted({ transactionId }: Message, allocation: Allocation, lifetime: number, proof: Proof): Buffer {
    const attributes: Attribute[] = [
      { type: types.mappedAddress, value: addressValue(allocation.port.address) },
      { type: types.xorMappedAddress, value: xorAddressValue(this.#flow.client, transactionId) },
      { type: types.lifetime, value: uint32(lifetime) },
      { type: types.msVersion, value: uint32(this.#deps.options.version) },
      { type: types.msSequenceNumber, value: allocation.sequence },
    ];
    if (allocation.isMultiplexed) attributes.push({ type: types.multiplexedSessionId, value: allocation.sessionId });
    return signMessage(messageTypes.allocated, transactionId, attributes, proof.key, proof.hash);
  }

  /** Of the end of an allocation that the client gave back. */
  givenBack({ transactionId }: Message, proof: Proof): Buffer {
    const attributes = [{ type: types.lifetime, value: uint32(0) }];
    return signMessage(messageTypes.allocated, transactionId, attributes, proof.key, proof.hash);
  }

  destinationSet({ transactionId }: Message, proof: Proof): Buffer {
    return signMessage(messageTypes.activeDestinationSet, transactionId, [], proof.key, proof.hash);
  }

  dataIndication(peer: TransportAddress, data: Buffer): Buffer {
    return writeMessage(messageTypes.dataIndication, randomBytes(16), [
      { type: types.remoteAddress, value: addressValue(peer) },
      { type: types.data, value: data },
    ]);
  }

  #challengeAttributes(): readonly Attribute[] {
    const { options, proofs } = this.#deps;
    const self = { type: types.alternateServer, value: addressValue(this.#flow.server) };
    return [
      { type: types.realm, value: Buffer.from(options.realm) },
      { type: types.nonce, value: proofs.nonce() },
      { type: types.msVersion, value: uint32(options.version) },
      ...(options.namesItself ? [self] : []),
    ];
  }
}

/** Two reserved bytes, the hundreds, the rest and the words. */
function errorAttribute(code: ErrorCode): Attribute {
  const value = Buffer.from([0, 0, Math.floor(code / 100), code % 100, ...Buffer.from(reasons[code])]);
  return { type: types.errorCode, value };
}

/** What the server makes of one client's messages and data (MS-TURN 3.3.5). */
import type { Allocation } from './allocation.ts';
import type { Flow } from './flow.ts';
import type { Journal, JournalKind } from './journal.ts';
import { openAllocation } from './open-allocation.ts';
import type { Faults, MsTurnOptions } from './options.ts';
import { type Proof, type ProofCheck, type Refusal, refusal, versionOf } from './proof-check.ts';
import { Replies } from './replies.ts';
import { destinationOf, faultOfSend, lifetimeOf, sequenceFault, unknownRefusal } from './request-reading.ts';
import { addressText, type TransportAddress } from './wire/address.ts';
import { attribute, type Message, readMessage } from './wire/message.ts';
import { unwrap, wrap } from './wire/multiplexed.ts';
import { messageTypes, reasons, attributeTypes as types } from './wire/names.ts';

export interface ClientDeps {
  readonly options: MsTurnOptions;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly proofs: ProofCheck;
}

export class Client {
  readonly #flow: Flow;
  readonly #deps: ClientDeps;
  readonly #replies: Replies;
  #allocation: Allocation | null = null;
  #proof: Proof | null = null;
  /** Its last request and what came of it: over UDP a request is repeated until its answer arrives. */
  #answered: { readonly transactionId: Buffer; readonly answer: Buffer } | null = null;
  #queue: Promise<void> = Promise.resolve();

  constructor(flow: Flow, deps: ClientDeps) {
    this.#flow = flow;
    this.#deps = deps;
    this.#replies = new Replies(deps, flow);
  }

  /** Takes what claims to be a message; one after the other. */
  receiveMessage(bytes: Buffer): void {
    this.#queue = this.#queue.then(() => this.#read(bytes));
  }

  /** Takes what is for the active destination. */
  receiveData(data: Buffer): void {
    this.#queue = this.#queue.then(() => this.#passOn(data));
  }

  /** Over TCP whatever is not as documented ends the connection. */
  improper(detail: string): void {
    this.#note(this.#flow.transport === 'tcp' ? 'disconnected' : 'ignored', detail);
    this.#flow.disconnect();
  }

  /** Gives its port back. */
  async end(why: string): Promise<void> {
    await this.#queue;
    const allocation = this.#allocation;
    this.#allocation = null;
    if (allocation === null) return;
    this.#note('ended', why);
    await allocation.end();
  }

  async #read(bytes: Buffer): Promise<void> {
    const message = readMessage(bytes);
    if ('improper' in message) return this.improper(message.improper);
    if (this.#answered?.transactionId.equals(message.transactionId)) return this.#send(this.#answered.answer);
    switch (message.type) {
      case messageTypes.allocate:
        return this.#allocate(message);
      case messageTypes.send:
        return this.#relay(message);
      case messageTypes.setActiveDestination:
        return this.#setActiveDestination(message);
      default:
        return this.improper(`0x${message.type.toString(16).padStart(4, '0')} is no request to a relay`);
    }
  }

  async #allocate(request: Message): Promise<void> {
    const unknown = unknownRefusal(request);
    if (unknown !== null) return this.#refuse(request, messageTypes.allocateRefused, unknown);
    if (attribute(request, types.messageIntegrity) === null) {
      this.#note('challenged', `it tells version ${versionOf(request)}`);
      // Not kept for repetitions: each challenge has a nonce of its own.
      return this.#send(this.#replies.challenge(request));
    }
    const result = this.#deps.proofs.ofAllocate(request);
    if (!result.ok) return this.#refuse(request, messageTypes.allocateRefused, result);
    const fault = this.#faultOfAllocate(request);
    if (fault !== null) return this.#refuse(request, messageTypes.allocateRefused, fault);
    this.#proof = result.proof;
    const lifetime = lifetimeOf(request, this.#deps.options.lifetime);
    return lifetime === 0 ? this.#giveBack(request, result.proof) : this.#grant(request, lifetime, result.proof);
  }

  /** Why a proven Allocate request gets nothing. */
  #faultOfAllocate(request: Message): Refusal | null {
    const { faults } = this.#deps;
    if (faults.refusal !== null) return refusal(faults.refusal, 'as told');
    const family = attribute(request, types.requestedAddressFamily);
    if (family !== null && family[0] !== 1) return refusal(440, 'it asks for another family than IPv4');
    return sequenceFault(request, this.#allocation);
  }

  async #grant(request: Message, lifetime: number, proof: Proof): Promise<void> {
    if (this.#allocation === null) {
      this.#allocation = await openAllocation({
        options: this.#deps.options,
        transport: this.#flow.transport,
        asked: versionOf(request),
        onData: (peer, data) => this.#toClient(peer, data),
        onStranger: (peer) => this.#note('not-permitted', addressText(peer)),
        onExpiry: () => void this.end('its lifetime is over'),
      });
      this.#note('allocated', this.#allocation.description);
    } else this.#note('refreshed', `for ${lifetime} s`);
    this.#allocation.lastFor(lifetime);
    this.#answer(request, this.#replies.granted(request, this.#allocation, lifetime, proof));
  }

  #giveBack(request: Message, proof: Proof): void {
    this.#answer(request, this.#replies.givenBack(request, proof));
    void this.end('the client gave it back');
  }

  /** A Send request is never answered, whatever is wrong with it (2.2.1). */
  #relay(request: Message): void {
    const fault = this.#faultOf(request)?.detail ?? faultOfSend(request);
    const [destination, data] = [destinationOf(request), attribute(request, types.data)];
    if (fault !== null) this.#note('ignored', `Send request: ${fault}`);
    else if (destination !== null && data !== null) {
      if (this.#allocation?.permit(destination)) this.#note('permitted', destination.host);
      this.#allocation?.port.sendTo(destination, data);
    }
  }

  #setActiveDestination(request: Message): void {
    const fault = this.#faultOf(request) ?? this.#activationFault(destinationOf(request));
    if (fault !== null) this.#refuse(request, messageTypes.activeDestinationRefused, fault);
    else if (this.#proof !== null) this.#answer(request, this.#replies.destinationSet(request, this.#proof));
  }

  /** Sets it, and says why not where it cannot be set; then the present one stays. */
  #activationFault(destination: TransportAddress | null): Refusal | null {
    if (destination === null) return refusal(400, 'it has no Destination Address');
    if (this.#allocation?.activate(destination) !== true) return refusal(440, 'its destination was never sent to');
    this.#note('active-destination', addressText(destination));
    return null;
  }

  /** What is wrong with a request that needs an allocation; null where nothing is. */
  #faultOf(request: Message): Refusal | null {
    const unknown = unknownRefusal(request);
    if (unknown !== null) return unknown;
    if (this.#allocation === null || this.#proof === null) return refusal(437, 'it has no allocation');
    const result = this.#deps.proofs.of(request, this.#proof.hash);
    return result.ok ? sequenceFault(request, this.#allocation) : result;
  }

  #passOn(packet: Buffer): void {
    const allocation = this.#allocation;
    const destination = allocation?.activeDestination;
    const data = allocation?.isMultiplexed ? unwrap(allocation.sessionId, packet) : packet;
    if (!allocation || !destination) this.improper('data, and there is no active destination');
    else if (data === null) this.improper('data that is not in a multiplexed packet of its session');
    else allocation.port.sendTo(destination, data);
  }

  #toClient(peer: TransportAddress, data: Buffer): void {
    const allocation = this.#allocation;
    if (!allocation?.isActive(peer)) this.#flow.sendMessage(this.#replies.dataIndication(peer, data));
    else this.#flow.sendData(allocation.isMultiplexed ? wrap(allocation.sessionId, data) : data);
  }

  #refuse(request: Message, type: number, fault: Refusal): void {
    this.#note('refused', `${fault.code} ${reasons[fault.code]}: ${fault.detail}`);
    this.#answer(request, this.#replies.refused(type, request, fault));
  }

  #answer({ transactionId }: Message, answer: Buffer): void {
    this.#answered = { transactionId, answer };
    this.#send(answer);
  }

  #send(answer: Buffer): void {
    const { faults } = this.#deps;
    if (faults.lostAnswers > 0) {
      faults.lostAnswers -= 1;
      this.#note('lost', `0x${answer.readUInt16BE(0).toString(16).padStart(4, '0')}`);
    } else this.#flow.sendMessage(answer);
  }

  #note(kind: JournalKind, detail: string): void {
    this.#deps.journal.note(kind, `${this.#flow.transport} ${addressText(this.#flow.client)}`, detail);
  }
}

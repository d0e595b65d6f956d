import assert from 'node:assert/strict';
import type { Candidate } from '../../../../../../main/media/ice/candidates/candidate.ts';
import {
  attributeTypes,
  attributeValue,
  type MsTurnMessage,
  messageTypes,
} from '../../../../../../main/media/ice/relay/ms-turn/message.ts';
import { openMsTurn } from '../../../../../../main/media/ice/relay/ms-turn/open-ms-turn.ts';
import { readMessage } from '../../../../../../main/media/ice/relay/ms-turn/read-message.ts';
import { isSealed, type SealHash, sealKey } from '../../../../../../main/media/ice/relay/ms-turn/seal.ts';
import { type Attribute, uint32, writeMessage } from '../../../../../../main/media/ice/relay/ms-turn/write-message.ts';
import type { RelayOpening, RelayRequest } from '../../../../../../main/media/ice/relay/relay.ts';
import type { TransportAddress } from '../../../../../../main/media/ice/transport-address.ts';
import { createFakeClock, type FakeClock } from '../../../fake-clock.ts';
import { seededRandom } from '../../agents.ts';

export const realm = Buffer.from('rtcmedia');
/** Bytes that are no text, as the server's tokens are. */
export const username = Buffer.from('0200ff24c0ffee', 'hex');
export const password = Buffer.from('a1b2c3d4e5f60718', 'hex');
export const key = sealKey({ username, password }, realm);
export const server: TransportAddress = { host: '203.0.113.9', port: 3478 };

export const host: Candidate = {
  host: '192.168.1.2',
  port: 50_000,
  component: 1,
  foundation: '1',
  transport: 'udp',
  priority: 1,
  type: 'host',
  related: null,
};

/** `0 FAMILY PORT IP`, as every address but a hidden one. */
export function addressBytes(address: string, port: number): Buffer {
  return Buffer.from([0, 1, port >> 8, port & 0xff, ...address.split('.').map(Number)]);
}

export function errorCode(code: number): Attribute {
  return [attributeTypes.errorCode, Buffer.from([0, 0, Math.floor(code / 100), code % 100])];
}

export function challenge(code: number, nonce = 'n1'): Attribute[] {
  return [errorCode(code), [attributeTypes.realm, realm], [attributeTypes.nonce, Buffer.from(nonce)]];
}

/** Where the relay sees 198.51.100.7:61000, hidden by the id's first four bytes. */
function hidden(id: Buffer): Buffer {
  const plain = addressBytes('198.51.100.7', 61_000);
  const mask = Buffer.from([0, 0, ...id.subarray(0, 2), ...id.subarray(0, 4)]);
  return Buffer.from(plain.map((byte, index) => byte ^ (mask[index] ?? 0)));
}

export interface Heard {
  readonly message: MsTurnMessage;
  readonly to: TransportAddress;
}

/** A relay at the end of a fake wire, which says what a test has it say. */
export class ScriptedRelay {
  readonly clock: FakeClock = createFakeClock();
  readonly heard: Heard[] = [];
  /** What came that is no message. */
  readonly raw: Buffer[] = [];
  readonly #readers = new Map<string, Set<(datagram: Buffer) => void>>();

  open(more: Partial<RelayRequest> = {}): RelayOpening {
    return openMsTurn({
      server,
      transport: 'udp',
      credentials: { userName: username.toString('base64'), password: password.toString('base64') },
      base: {
        base: host,
        send: (datagram, to, port) => this.take(datagram, { host: to, port }),
        reserve: this.#reserve,
      },
      connect: () => assert.fail('no connection was asked for'),
      admits: (to, port) => (typeof port === 'number' && !to.startsWith('127.') ? { host: to, port } : null),
      clock: this.clock,
      random: seededRandom('relay'),
      ...more,
    });
  }

  take(datagram: Buffer, to: TransportAddress): void {
    const message = readMessage(datagram);
    if (message === null) this.raw.push(datagram);
    else this.heard.push({ message, to });
  }

  /** What came last, which is of that type. */
  last(type: number): MsTurnMessage {
    const message = this.heard.at(-1)?.message;
    assert.equal(message?.type, type);
    return message;
  }

  say(bytes: Buffer, from: TransportAddress = server): void {
    for (const reader of this.#readers.get(`${from.host} ${from.port}`) ?? []) reader(bytes);
  }

  /** Answers what came last. */
  answer(type: number, attributes: readonly Attribute[], hash: SealHash | null = null, from = server): void {
    const { transactionId } = this.heard.at(-1)?.message ?? assert.fail('nothing came');
    this.say(writeMessage({ type, transactionId, attributes }, hash === null ? null : { key, hash }), from);
  }

  grant(hash: SealHash = 'sha1', more: readonly Attribute[] = []): void {
    const id = this.last(messageTypes.allocate).transactionId;
    const attributes: Attribute[] = [
      [attributeTypes.mappedAddress, addressBytes('203.0.113.9', 55_000)],
      [attributeTypes.xorMappedAddress, hidden(id)],
      [attributeTypes.lifetime, uint32(600)],
      [attributeTypes.sequenceNumber, Buffer.concat([Buffer.alloc(20, 7), uint32(41)])],
      ...more,
    ];
    this.answer(messageTypes.allocated, attributes, hash);
  }

  #reserve = (from: TransportAddress, reader: (datagram: Buffer) => void): (() => void) => {
    const name = `${from.host} ${from.port}`;
    const readers = this.#readers.get(name) ?? new Set();
    this.#readers.set(name, readers.add(reader));
    return () => void readers.delete(reader);
  };
}

/** Text of an attribute; null where there is none. */
export function text(message: MsTurnMessage, type: number): string | null {
  return attributeValue(message, type)?.toString() ?? null;
}

export function number(message: MsTurnMessage, type: number): number | null {
  return attributeValue(message, type)?.readUInt32BE(0) ?? null;
}

/** The number in MS-Sequence-Number, whose connection is the relay's. */
export function sequence(message: MsTurnMessage): number | null {
  const value = attributeValue(message, attributeTypes.sequenceNumber);
  if (value === null) return null;
  assert.deepEqual(value.subarray(0, 20), Buffer.alloc(20, 7));
  return value.readUInt32BE(20);
}

export function assertSealed(message: MsTurnMessage, hash: SealHash = 'sha1'): void {
  assert.ok(isSealed(message, key));
  assert.equal(message.attributes.at(-1)?.value.length, hash === 'sha1' ? 20 : 32);
  assert.deepEqual(attributeValue(message, attributeTypes.username), username);
}

/** The turns in which promises that are settled tell. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A client of the relay, in the steps that a test wants to see. */
import type { TestContext } from 'node:test';
import type { MsTurnOptions } from '../../../peers/ms-turn/options.ts';
import { type MsTurnServer, startMsTurnServer } from '../../../peers/ms-turn/server.ts';
import type { TransportAddress } from '../../../peers/ms-turn/wire/address.ts';
import { type Answer, at, type Hash, keyOf, message, proven, read, tlv, u32 } from './bytes.ts';
import { type Hand, udpHand } from './hand.ts';

const username = Buffer.from('name\x00\xff', 'latin1');
const password = Buffer.from('word\x80', 'latin1');

/** The key that belongs to {@link startServer}'s token. */
export const key: Buffer = keyOf(username, 'edge', password);

export const usernameAttribute: Buffer = tlv('0006', username);
export const realmAttribute: Buffer = tlv('0015', Buffer.from('edge'));

export async function startServer(t: TestContext, changes: Partial<MsTurnOptions> = {}): Promise<MsTurnServer> {
  const token = { username: username.toString('base64'), password: password.toString('base64') };
  const server = await startMsTurnServer({ token, realm: 'edge', version: 2, ...changes });
  t.after(() => server.stop());
  return server;
}

export function version(number: number): Buffer {
  return tlv('8008', u32(number));
}

/** A message sent, and the answer to it. */
export async function exchange(hand: Hand, bytes: Buffer): Promise<Answer> {
  hand.send(bytes);
  return read(await hand.next());
}

/** An Allocate request with everything in it, for a nonce from a challenge. */
export function allocateRequest(nonce: Buffer, more: readonly Buffer[] = [version(2)], hash: Hash = 'sha1'): Buffer {
  return proven(message('0003', ...more, usernameAttribute, realmAttribute, tlv('0014', nonce)), key, hash);
}

export async function challengeNonce(hand: Hand): Promise<Buffer> {
  const challenge = await exchange(hand, message('0003', version(2)));
  return challenge.values.get('0014') ?? Buffer.alloc(0);
}

export async function allocate(hand: Hand, more?: readonly Buffer[], hash?: Hash): Promise<Answer> {
  return exchange(hand, allocateRequest(await challengeNonce(hand), more, hash));
}

/** The relayed address of an answer. */
export function relayed({ values }: Answer): TransportAddress {
  const value = values.get('0001') ?? Buffer.alloc(8);
  return { host: [...value.subarray(4)].join('.'), port: value.readUInt16BE(2) };
}

export function sendRequest(to: TransportAddress, data: string, ...more: readonly Buffer[]): Buffer {
  return proven(message('0004', ...more, tlv('0011', at(to.host, to.port)), tlv('0013', Buffer.from(data))), key);
}

export function activeDestinationRequest(to: TransportAddress, ...more: readonly Buffer[]): Buffer {
  return proven(message('0006', ...more, tlv('0011', at(to.host, to.port))), key);
}

/** A client over UDP with an allocation, and a peer. */
export async function allocated(t: TestContext, changes: Partial<MsTurnOptions> = {}) {
  const server = await startServer(t, changes);
  const client = await udpHand(t, server.udp ?? undefined);
  const answer = await allocate(client);
  return { server, client, answer, relay: relayed(answer), peer: await udpHand(t) };
}

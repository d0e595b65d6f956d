import * as v from 'valibot';
import { keyTones } from '../../preload/contract/index.ts';
import { freeMeans, type MediaMeans, type RelayOutcome } from '../core/media-means.ts';
import type { MediaEvent, MediaFailure, MediaInstruction } from '../core/ports.ts';
import { fields } from '../core/schema/fields.ts';
import { type MessageTable, readMessage } from '../core/schema/message.ts';
import { oneOf } from '../core/schema/pieces.ts';
import { read } from '../core/schema/schema.ts';
import { tones } from '../core/schema/tones.ts';
import type { Reach } from './sdp/far-address.ts';

const text = v.string();
const failures: readonly MediaFailure[] = [
  'invalid-offer',
  'unsupported-media',
  'encryption-mismatch',
  'encryption-missing',
  'codec-mismatch',
  'no-path',
  'no-ipv6',
  'no-network',
  'allocation',
  'near-leg',
];

const outcomes: readonly RelayOutcome[] = ['reached', 'unreachable', 'unauthorized', 'full', 'refused'];

const ofCall = { callId: text };
const key = { tone: oneOf(keyTones), before: v.number() };
const ofOffer = { ...ofCall, offering: text };
const refusal = { failure: v.picklist(failures), message: text };

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const some = v.pipe(v.number(), v.minValue(0));
const figures = fields({
  ...{ codec: text, encrypted: v.boolean(), quiet: v.boolean(), via: v.nullable(text) },
  ...{ received: some, lost: some, jitterMs: some, sent: some },
  far: v.nullable(fields({ lostShare: share, jitterMs: some })),
  roundTripMs: v.nullable(some),
  farSends: v.nullable(v.boolean()),
  heldMs: some,
});

const instructions: MessageTable<MediaInstruction> = {
  prepare: { schema: fields({ ...ofCall, offer: text, after: v.exactOptional(text) }) },
  'call-out': { schema: fields({ ...ofOffer, pictures: v.exactOptional(v.literal(true)) }) },
  'provisional-answer': { schema: fields({ ...ofOffer, fork: text, answer: text }) },
  'test-call': { schema: fields(ofCall) },
  move: { schema: fields(ofCall) },
  hurry: { schema: fields(ofCall) },
  'look-early': { schema: fields(ofCall) },
  'near-answer': { schema: fields({ ...ofCall, sdp: text }) },
  start: { schema: fields(ofCall) },
  renegotiate: { schema: fields({ ...ofCall, renegotiation: text, offer: text }) },
  offer: { schema: fields({ ...ofOffer, direction: v.picklist(['sendrecv', 'inactive']) }) },
  'far-answer': { schema: fields({ ...ofOffer, answer: text }) },
  withdraw: { schema: fields({ ...ofOffer, unseen: v.boolean() }) },
  video: { schema: fields({ ...ofCall, wish: v.picklist(['none', 'receive', 'both']) }) },
  'picture-answer': { schema: fields({ ...ofCall, sdp: text }) },
  'send-tones': { schema: fields({ ...ofCall, tones }) },
  close: { schema: fields(ofCall) },
};

const video = fields({
  offered: v.picklist(['no', 'unmet', 'met']),
  ...{ farAnswer: v.nullable(text), nearOffer: v.nullable(text) },
  ...{ agreed: v.boolean(), sends: v.boolean(), takes: v.boolean() },
  most: fields({ bitrate: v.nullable(some), blocks: v.nullable(some) }),
});

const events: MessageTable<MediaEvent> = {
  prepared: {
    schema: fields({
      ...{ ...ofCall, farAnswer: text, nearOffer: text, held: v.boolean() },
      looksEarly: v.exactOptional(v.literal(true)),
    }),
  },
  'called-out': { schema: fields({ ...ofOffer, farOffer: text, nearOffer: text }) },
  'near-offered': { schema: fields({ ...ofCall, nearOffer: text }) },
  'early-media': { schema: fields({ ...ofCall, fork: text }) },
  'provisional-refused': { schema: fields({ ...ofCall, fork: text, ...refusal }) },
  'path-chosen': { schema: fields(ofCall) },
  renegotiated: { schema: fields({ ...ofCall, renegotiation: text, farAnswer: text, held: v.boolean() }) },
  'renegotiation-failed': { schema: fields({ ...ofCall, renegotiation: text, ...refusal }) },
  offered: { schema: fields({ ...ofOffer, farOffer: text }) },
  'answer-taken': { schema: fields({ ...ofOffer, held: v.boolean() }) },
  'offer-failed': { schema: fields({ ...ofOffer, ...refusal }) },
  video: { schema: fields({ ...ofCall, video }) },
  'video-failed': { schema: fields({ ...ofCall, message: text }) },
  tones: { schema: fields({ ...ofCall, taken: v.boolean() }) },
  'tone-sent': { schema: fields({ ...ofCall, ...key }) },
  'tone-heard': { schema: fields({ ...ofCall, ...key }) },
  'relays-asked': { schema: fields({ ...ofCall, outcome: v.picklist(outcomes), message: text }) },
  'near-connected': { schema: fields(ofCall) },
  'far-heard': { schema: fields(ofCall) },
  figures: { schema: fields({ ...ofCall, figures }) },
  'far-silent': { schema: fields(ofCall) },
  failed: { schema: fields({ ...ofCall, ...refusal }) },
  uprooted: { schema: fields(ofCall) },
  lost: { schema: fields(ofCall) },
  closed: { schema: fields(ofCall) },
};

const reach = fields({ loopback: v.boolean() });

const number = v.number();
const server = fields({
  host: text,
  addresses: v.array(text),
  udpPort: v.nullable(number),
  tcpPort: v.nullable(number),
});
const ports = fields({ first: number, last: number });
const means = fields({
  means: fields({
    relays: v.nullable(fields({ userName: text, password: text, servers: v.array(server) })),
    relayOnly: v.boolean(),
    ports: v.nullable(ports),
    videoPorts: v.nullable(ports),
    networks: v.array(text),
    encrypted: v.boolean(),
  }),
});

/** A message that came over a process border, as an instruction; null where it is none. */
export function parseInstruction(message: unknown): MediaInstruction | null {
  return readMessage(instructions, message);
}

/** What an instruction says beside itself about where voice may go; the least where it says nothing. */
export function parseReach(message: unknown): Reach {
  return read(reach, message) ?? { loopback: false };
}

/** What an instruction says beside itself about the means of a call; none where it says nothing. */
export function parseMeans(message: unknown): MediaMeans {
  return read(means, message)?.means ?? freeMeans;
}

const port = v.pipe(number, v.integer(), v.minValue(1), v.maxValue(65_535));
const listening = fields({ type: v.literal('listening'), port: v.nullable(port) });

/** What tells the port of this computer that windows connect to, which may be none. */
export interface ListeningMessage {
  readonly type: 'listening';
  readonly port: number | null;
}

/** A message that came over a process border, as {@link ListeningMessage}; null where it is none. */
export function parseListening(message: unknown): ListeningMessage | null {
  return read(listening, message);
}

/** A message that came over a process border, as an event; null where it is none. */
export function parseEvent(message: unknown): MediaEvent | null {
  return readMessage(events, message);
}

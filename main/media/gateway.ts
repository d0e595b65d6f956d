import { networkInterfaces } from 'node:os';
import { freeMeans, type MediaMeans } from '../core/media-means.ts';
import type { Clock, MediaEvent, MediaInstruction, Random } from '../core/ports.ts';
import { assertNever } from '../core/result.ts';
import type { CallBeginning } from './call-beginning.ts';
import { CallMedia } from './call-media.ts';
import { createEchoes } from './echo/echoes.ts';
import { ownFamilies } from './far/own-families.ts';
import type { Interfaces } from './ice/sockets/host-addresses.ts';
import type { NearListener } from './near-tcp/near-listener.ts';
import type { Reach } from './sdp/far-address.ts';
import { readFarOffer } from './sdp/far-offer.ts';

/** Ends the far side's media and offers it as WebRTC to the sound window; any number of calls at a time. */
export interface Gateway {
  /** Never throws: what fails is told by a `failed` event. Instructions for an unknown call are ignored, but `close`. */
  handle(instruction: MediaInstruction, reach: Reach, means?: MediaMeans): void;
  /** Closes every call; resolves when no socket is left. */
  close(): Promise<void>;
}

export interface GatewayDeps {
  readonly send: (event: MediaEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly interfaces?: Interfaces;
  /** What windows connect to. */
  readonly listener: NearListener;
}

/** Calls that ring and have their sockets; each costs three of them, and keys. Nobody answers more at once. */
const mostPrepared = 4;

type Prepare = Omit<Extract<MediaInstruction, { readonly type: 'prepare' }>, 'type'>;
type CallOut = Extract<MediaInstruction, { readonly type: 'call-out' }>;

interface Known {
  readonly begin: CallBeginning;
  readonly means: MediaMeans;
  /** Null while it waits for its turn. */
  media: CallMedia | null;
  started: boolean;
}

export function createGateway(deps: GatewayDeps): Gateway {
  const { send: tell, clock, random, interfaces = networkInterfaces } = deps;
  const echoes = createEchoes(clock, random);
  const send = (event: MediaEvent) => {
    echoes.heard(event);
    tell(event);
  };
  /** Oldest first. */
  const calls = new Map<string, Known>();

  const run = (callId: string, work: Promise<void> | void) => {
    work?.catch((error: unknown) => {
      send({ type: 'failed', callId, failure: 'allocation', message: String(error) });
    });
  };
  const open = (callId: string) => {
    const call = calls.get(callId);
    if (call === undefined || call.media !== null) return;
    const { begin, means } = call;
    call.media = new CallMedia({ callId, begin, means, send, clock, random, interfaces, listener: deps.listener });
    run(callId, call.media.prepare());
  };
  const moveUp = () => {
    const isRinging = ({ begin, media, started }: Known) => begin.way === 'in' && media !== null && !started;
    const prepared = [...calls.values()].filter(isRinging).length;
    const waiting = [...calls].filter(([, { media }]) => media === null);
    for (const [callId] of waiting.slice(0, Math.max(mostPrepared - prepared, 0))) open(callId);
  };
  /** What cannot be met is told at once, also of a call that would wait. */
  const prepare = ({ callId, offer: text, after }: Prepare, reach: Reach, means: MediaMeans) => {
    if (calls.has(callId)) return;
    const offer = readFarOffer(text, { ...reach, rules: means, ours: ownFamilies(reach, means) });
    if (!offer.ok) return send({ type: 'failed', callId, ...offer.failure });
    const begin: CallBeginning = { way: 'in', offer: offer.value, after: after ?? null };
    calls.set(callId, { begin, means, media: null, started: false });
    moveUp();
  };
  /** The user waits for it, so it waits for nobody's turn. */
  const callOut = ({ callId, offering, pictures }: CallOut, reach: Reach, means: MediaMeans) => {
    if (calls.has(callId)) return;
    calls.set(callId, {
      begin: { way: 'out', offering, reach, pictures: pictures === true },
      means,
      media: null,
      started: false,
    });
    open(callId);
  };
  /** A call to oneself is one as any other, whose far side is here. */
  const test = (callId: string) =>
    echoes.open(callId, {
      offered: (offer) => prepare({ callId, offer }, { loopback: true }, freeMeans),
      fail: (message) => send({ type: 'failed', callId, failure: 'allocation', message }),
    });
  const start = (callId: string) => {
    const call = calls.get(callId);
    if (call === undefined) return;
    call.started = true;
    open(callId);
    call.media?.start();
    moveUp();
  };
  const close = async (callId: string) => {
    const call = calls.get(callId);
    calls.delete(callId);
    await Promise.all([call?.media?.close(), echoes.close(callId)]);
    send({ type: 'closed', callId });
    moveUp();
  };

  return {
    handle(instruction, reach, means = freeMeans) {
      const { callId } = instruction;
      const media = calls.get(callId)?.media;
      switch (instruction.type) {
        case 'prepare':
          return prepare(instruction, reach, means);
        case 'test-call':
          return run(callId, test(callId));
        case 'call-out':
          return callOut(instruction, reach, means);
        case 'hurry':
          return open(callId);
        case 'start':
          return start(callId);
        case 'close':
          return run(callId, close(callId));
        default:
          return media && run(callId, instruct(media, instruction, reach));
      }
    },
    async close() {
      const all = [...calls];
      // None moves up any more.
      calls.clear();
      await Promise.all([...all.map(([, { media }]) => media?.close()), echoes.closeAll()]);
      for (const [callId] of all) send({ type: 'closed', callId });
    },
  };
}

/** What a call is told once it has its media. */
type Told = Exclude<
  MediaInstruction,
  { readonly type: 'prepare' | 'call-out' | 'test-call' | 'hurry' | 'start' | 'close' }
>;

function instruct(media: CallMedia, instruction: Told, reach: Reach): Promise<void> | void {
  switch (instruction.type) {
    // Whoever holds the process closes the call, and prepares it anew.
    case 'move':
      return;
    case 'look-early':
      return media.lookEarly();
    case 'near-answer':
      return media.nearAnswer(instruction.sdp);
    case 'send-tones':
      return media.press(instruction.tones);
    case 'renegotiate':
      return media.renegotiate(instruction.renegotiation, instruction.offer, reach);
    case 'offer':
      return media.offer(instruction.offering, instruction.direction);
    case 'provisional-answer':
      return media.provisional(instruction.offering, instruction.fork, instruction.answer);
    case 'far-answer':
      return media.takeAnswer(instruction.offering, instruction.answer);
    case 'video':
      return media.wishVideo(instruction.wish);
    case 'picture-answer':
      return media.pictureAnswer(instruction.sdp);
    case 'withdraw':
      return media.withdraw(instruction.offering, instruction.unseen);
    default:
      return assertNever(instruction, 'media instruction');
  }
}

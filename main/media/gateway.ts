import { freeMeans, type MediaMeans } from '../core/media-means.ts';
import type { Clock, MediaEvent, MediaInstruction, Random } from '../core/ports.ts';
import { assertNever } from '../core/result.ts';
import { CallMedia } from './call-media.ts';
import { createEchoes } from './echo/echoes.ts';
import type { Reach } from './sdp/far-address.ts';
import { type FarOffer, readFarOffer } from './sdp/far-offer.ts';

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
}

/** Calls that ring and have their sockets; each costs three of them, and keys. Nobody answers more at once. */
const mostPrepared = 4;

type Prepare = Omit<Extract<MediaInstruction, { readonly type: 'prepare' }>, 'type'>;

interface Known {
  readonly offer: FarOffer;
  readonly means: MediaMeans;
  /** What was said of it last by a process before this one. */
  readonly after: string | null;
  /** Null while it waits for its turn. */
  media: CallMedia | null;
  started: boolean;
}

export function createGateway({ send: tell, clock, random }: GatewayDeps): Gateway {
  const echoes = createEchoes(clock, random);
  const send = (event: MediaEvent) => {
    echoes.heard(event);
    tell(event);
  };
  /** Oldest first. */
  const calls = new Map<string, Known>();

  const run = (callId: string, work: Promise<void> | undefined) => {
    work?.catch((error: unknown) => {
      send({ type: 'failed', callId, failure: 'allocation', message: String(error) });
    });
  };
  const open = (callId: string) => {
    const call = calls.get(callId);
    if (call === undefined || call.media !== null) return;
    const { offer, means, after } = call;
    call.media = new CallMedia({ callId, offer, means, after, send, clock, random });
    run(callId, call.media.prepare());
  };
  const moveUp = () => {
    const prepared = [...calls.values()].filter(({ media, started }) => media !== null && !started).length;
    const waiting = [...calls].filter(([, { media }]) => media === null);
    for (const [callId] of waiting.slice(0, Math.max(mostPrepared - prepared, 0))) open(callId);
  };
  /** What cannot be met is told at once, also of a call that would wait. */
  const prepare = ({ callId, offer: text, after }: Prepare, reach: Reach, means: MediaMeans) => {
    if (calls.has(callId)) return;
    const offer = readFarOffer(text, { ...reach, rules: means });
    if (!offer.ok) return send({ type: 'failed', callId, ...offer.failure });
    calls.set(callId, { offer: offer.value, means, after: after ?? null, media: null, started: false });
    moveUp();
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
          return send({ type: 'failed', callId, failure: 'allocation', message: 'calls out have no media yet' });
        case 'provisional-answer':
          return;
        case 'hurry':
          return open(callId);
        case 'near-answer':
          return run(callId, media?.nearAnswer(instruction.sdp));
        case 'start':
          return start(callId);
        case 'send-tones':
          return media?.press(instruction.tones);
        case 'renegotiate':
          return run(callId, media?.renegotiate(instruction.renegotiation, instruction.offer, reach));
        case 'offer':
          return run(callId, media?.offer(instruction.offering, instruction.direction));
        case 'far-answer':
          return run(callId, media?.takeAnswer(instruction.offering, instruction.answer));
        case 'video':
          return run(callId, media?.wishVideo(instruction.wish));
        case 'picture-answer':
          return run(callId, media?.pictureAnswer(instruction.sdp));
        case 'withdraw':
          return media?.withdraw(instruction.offering, instruction.unseen);
        case 'close':
          return run(callId, close(callId));
        default:
          return assertNever(instruction, 'media instruction');
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

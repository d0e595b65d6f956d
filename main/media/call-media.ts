import type { Clock, MediaEvent, MediaFailure, Random } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type Bridge, createBridge } from './bridge.ts';
import type { FarLeg } from './far/far-leg.ts';
import { openPlainLeg } from './far/plain-leg.ts';
import { createListening, type Listening } from './listening.ts';
import { type NearSide, openNearSide } from './near-side.ts';
import type { RtpPacket } from './rtp/packet.ts';
import type { Reach } from './sdp/far-address.ts';
import { type FarOffer, type OfferedAudio, readFarOffer } from './sdp/far-offer.ts';

/** The media of one call, from the far side's offer to the last socket closed. */
export interface CallMedia {
  prepare(): Promise<void>;
  nearAnswer(sdp: string): Promise<void>;
  start(): void;
  /** Goes on by another offer of the far side, or as before where that cannot be. */
  renegotiate(renegotiation: string, offer: string, reach: Reach): Promise<void>;
  /** Resolves when every socket and timer is gone. Harmless when repeated. */
  close(): Promise<void>;
}

export interface CallMediaOptions {
  readonly callId: string;
  readonly offer: FarOffer;
  readonly send: (event: MediaEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
}

interface Parts {
  readonly far: FarLeg;
  readonly near: NearSide;
  readonly bridge: Bridge;
}

export function createCallMedia({ callId, offer, send, clock, random }: CallMediaOptions): CallMedia {
  let { audio } = offer;
  let parts: Parts | null = null;
  let preparing: Promise<void> = Promise.resolve();
  let released: Promise<unknown> = Promise.resolve();
  let started = false;
  let closed = false;
  const listening: Listening = createListening(clock, {
    onHeard: () => send({ type: 'far-heard', callId }),
    onSilent: () => send({ type: 'far-silent', callId }),
  });

  const release = () => {
    listening.stop();
    parts?.bridge.stop();
    released = Promise.all([released, parts?.far.close(), parts?.near.close()]);
    parts = null;
  };
  const fail = (failure: MediaFailure, message: string) => {
    if (closed) return;
    closed = true;
    send({ type: 'failed', callId, failure, message });
    release();
  };
  const start = () => {
    started = true;
    if (parts === null) return;
    parts.far.start();
    parts.bridge.start();
    listening.start();
  };
  const follow = (next: OfferedAudio) => {
    audio = next;
    parts?.bridge.change(next);
    if (isQuiet(next)) listening.sleep();
    else listening.wake();
  };

  const farPacket = (packet: RtpPacket) => {
    listening.voice();
    parts?.bridge.fromFar(packet);
  };
  const tellPrepared = () => {
    if (parts === null) return;
    const [farAnswer, nearOffer] = [parts.far.answer(), parts.near.offer()];
    send({ type: 'prepared', callId, farAnswer, nearOffer, held: holds(audio) });
  };
  const open = async (): Promise<Result<Parts, string>> => {
    const farSsrc = Math.floor(random.fraction() * 2 ** 32);
    const farEvents = { onPacket: farPacket, onAlive: listening.alive };
    const [far, near] = await Promise.all([
      openPlainLeg({ offer, ssrc: farSsrc, events: farEvents, clock, random }),
      openNearSide(audio, clock, {
        onConnected: () => send({ type: 'near-connected', callId }),
        onFailed: (message) => fail('near-leg', message),
        onPacket: (packet) => parts?.bridge.fromNear(packet),
        onOffer: tellPrepared,
      }),
    ]);
    if (far.ok && near.ok) {
      const bridge = createBridge({ audio, far: far.value, farSsrc, near: near.value, clock, random });
      return ok({ far: far.value, near: near.value, bridge });
    }
    if (far.ok) await far.value.close();
    if (near.ok) await near.value.close();
    return failed(`${far.ok ? '' : far.failure} ${near.ok ? '' : near.failure}`.trim());
  };
  const prepare = async () => {
    const opened = await open();
    if (!opened.ok) return fail('allocation', opened.failure);
    parts = opened.value;
    if (closed) return release();
    follow(audio);
    tellPrepared();
    if (started) start();
  };
  const renegotiated = async (text: string, reach: Reach): Promise<Result<string, Refusal>> => {
    const next = readFarOffer(text, { ...reach, spoken: audio.codec });
    if (!next.ok) return next;
    if (parts === null) return failed({ failure: 'allocation', message: 'the call has no media' });
    const { far } = parts;
    const taken = await far.renegotiate(next.value);
    if (!taken.ok) return failed({ failure: 'allocation', message: taken.failure });
    follow(next.value.audio);
    return ok(far.answer());
  };

  return {
    prepare() {
      preparing = prepare();
      return preparing;
    },
    async nearAnswer(sdp) {
      await parts?.near.answer(sdp);
    },
    start,
    async renegotiate(renegotiation, text, reach) {
      const result = await renegotiated(text, reach);
      if (closed) return;
      if (result.ok) {
        send({ type: 'renegotiated', callId, renegotiation, farAnswer: result.value, held: holds(audio) });
      } else send({ type: 'renegotiation-failed', callId, renegotiation, ...result.failure });
    },
    async close() {
      closed = true;
      await preparing;
      release();
      await released;
    },
  };
}

interface Refusal {
  readonly failure: MediaFailure;
  readonly message: string;
}

/** Nothing needs to come from it. */
function isQuiet(audio: OfferedAudio): boolean {
  return holds(audio) || audio.direction === 'recvonly';
}

/** Nothing is to be sent to it (RFC 3264 section 8.4). */
function holds({ direction }: OfferedAudio): boolean {
  return direction === 'sendonly' || direction === 'inactive';
}

import type { Clock, MediaEvent, MediaFailure, Random } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type Bridge, createBridge } from './bridge.ts';
import type { FarLeg } from './far/far-leg.ts';
import { openPlainLeg } from './far/plain-leg.ts';
import { createListening, type Listening } from './listening.ts';
import { type NearSide, openNearSide } from './near-side.ts';
import type { RtpPacket } from './rtp/packet.ts';
import { type FarOffer, readFarOffer } from './sdp/far-offer.ts';

/** The media of one call, from the far side's offer to the last socket closed. */
export interface CallMedia {
  prepare(offer: string): Promise<void>;
  nearAnswer(sdp: string): Promise<void>;
  start(): void;
  /** Resolves when every socket and timer is gone. Harmless when repeated. */
  close(): Promise<void>;
}

export interface CallMediaOptions {
  readonly callId: string;
  readonly send: (event: MediaEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
}

interface Parts {
  readonly far: FarLeg;
  readonly near: NearSide;
  readonly bridge: Bridge;
}

export function createCallMedia({ callId, send, clock, random }: CallMediaOptions): CallMedia {
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

  const farPacket = (packet: RtpPacket) => {
    listening.voice();
    parts?.bridge.fromFar(packet);
  };
  const tellPrepared = () => {
    if (parts === null) return;
    send({ type: 'prepared', callId, farAnswer: parts.far.answer, nearOffer: parts.near.offer() });
  };
  const open = async (offer: FarOffer): Promise<Result<Parts, string>> => {
    const farSsrc = Math.floor(random.fraction() * 2 ** 32);
    const farEvents = { onPacket: farPacket, onAlive: listening.alive };
    const [far, near] = await Promise.all([
      openPlainLeg({ offer, ssrc: farSsrc, events: farEvents, clock, random }),
      openNearSide(offer.audio.codec, clock, {
        onConnected: () => send({ type: 'near-connected', callId }),
        onFailed: (message) => fail('near-leg', message),
        onPacket: (packet) => parts?.bridge.fromNear(packet),
        onOffer: tellPrepared,
      }),
    ]);
    if (far.ok && near.ok) {
      const bridge = createBridge({ audio: offer.audio, far: far.value, farSsrc, near: near.value, clock, random });
      return ok({ far: far.value, near: near.value, bridge });
    }
    if (far.ok) await far.value.close();
    if (near.ok) await near.value.close();
    return failed(`${far.ok ? '' : far.failure} ${near.ok ? '' : near.failure}`.trim());
  };
  const prepare = async (text: string) => {
    const offer = readFarOffer(text);
    if (!offer.ok) return fail(offer.failure.failure, offer.failure.message);
    const opened = await open(offer.value);
    if (!opened.ok) return fail('allocation', opened.failure);
    parts = opened.value;
    if (closed) return release();
    tellPrepared();
    if (started) start();
  };

  return {
    prepare(offer) {
      preparing = prepare(offer);
      return preparing;
    },
    async nearAnswer(sdp) {
      await parts?.near.answer(sdp);
    },
    start,
    async close() {
      closed = true;
      await preparing;
      release();
      await released;
    },
  };
}

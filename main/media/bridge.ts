import type { Clock, Random } from '../core/ports.ts';
import type { FarLeg } from './far/far-leg.ts';
import type { NearSide } from './near-side.ts';
import type { RtpPacket } from './rtp/packet.ts';
import { createRelayStream, type RelayStream } from './rtp/relay-stream.ts';
import { nearPayloadType, nearTelephoneEvent, silentFrame } from './sdp/codec.ts';
import type { OfferedAudio } from './sdp/far-offer.ts';

const keepaliveMs = 1000;

/** Passes packets between the two legs of a started call, payload untouched. */
export interface Bridge {
  fromFar(packet: RtpPacket): void;
  fromNear(packet: RtpPacket): void;
  /** Sends a silent packet at once, and one for every second without voice: firewalls and border controllers stay open. */
  start(): void;
  stop(): void;
}

export interface BridgeOptions {
  readonly audio: OfferedAudio;
  readonly far: FarLeg;
  /** SSRC of the stream to the far side. */
  readonly farSsrc: number;
  readonly near: NearSide;
  readonly clock: Clock;
  readonly random: Random;
}

export function createBridge({ audio, far, farSsrc, near, clock, random }: BridgeOptions): Bridge {
  const types = payloadTypes(audio);
  const toFar = createRelayStream(farSsrc, clock, random);
  let toNear = createRelayStream(near.ssrc(), clock, random);
  const farListens = audio.direction === 'sendrecv' || audio.direction === 'recvonly';
  const silence = silentFrame(audio.codec);
  let cancel: (() => void) | null = null;

  const keepAlive = () => {
    const quietMs = clock.now() - toFar.lastAt();
    if (quietMs >= keepaliveMs) far.send(toFar.insert(silence, audio.payloadType));
    cancel = clock.after(quietMs >= keepaliveMs ? keepaliveMs : keepaliveMs - quietMs, keepAlive);
  };

  return {
    fromFar(packet) {
      if (toNear.ssrc !== near.ssrc()) toNear = createRelayStream(near.ssrc(), clock, random);
      pass(packet, types.toNear, toNear, near.send);
    },
    fromNear(packet) {
      if (cancel !== null) pass(packet, types.toFar, toFar, far.send);
    },
    start() {
      if (farListens && cancel === null) keepAlive();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}

function pass(
  packet: RtpPacket,
  types: ReadonlyMap<number, number>,
  stream: RelayStream,
  send: (packet: RtpPacket) => void,
) {
  const payloadType = types.get(packet.payloadType);
  if (payloadType !== undefined) send(stream.relay(packet, payloadType));
}

/** The same codec has a number at each side. Comfort noise is not answered to either, and ends here if it comes. */
function payloadTypes(audio: OfferedAudio) {
  const pairs: [far: number, near: number][] = [[audio.payloadType, nearPayloadType(audio.codec)]];
  if (audio.telephoneEvent !== null) pairs.push([audio.telephoneEvent, nearTelephoneEvent]);
  return { toNear: new Map(pairs), toFar: new Map(pairs.map(([far, near]) => [near, far])) };
}

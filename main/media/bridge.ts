import type { KeyTone } from '../../preload/contract/index.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { FarLeg } from './far/far-leg.ts';
import type { NearSide } from './near-side.ts';
import type { RtpPacket } from './rtp/packet.ts';
import { createRelayStream, type RelayStream } from './rtp/relay-stream.ts';
import { createToneEar } from './rtp/tone-ear.ts';
import { createToneSender } from './rtp/tone-sender.ts';
import { codecTicksPerMs, comfortNoise, nearPayloadType, nearTelephoneEvent, silentFrame } from './sdp/codec.ts';
import type { OfferedAudio } from './sdp/far-offer.ts';
import { isEventType, isVoiceType } from './sdp/payload-types.ts';

const keepaliveMs = 1000;
/** While we hold (RFC 6263 section 7: Tr). */
const holdKeepaliveMs = 15_000;

/** `asked`: we want to hold, and the far side does not know yet; it hears nothing more from the window. */
export type OwnHold = 'no' | 'asked' | 'held';

/** Passes packets between the two legs of a started call, payload untouched. */
export interface Bridge {
  fromFar(packet: RtpPacket): void;
  /** One of the far side that nobody plays: it leaves no hole in the numbers, by which it would seem lost. */
  passOver(packet: RtpPacket): void;
  fromNear(packet: RtpPacket): void;
  /** Sends a silent packet at once, and one for every second without voice: firewalls and border controllers stay open. */
  start(): void;
  stop(): void;
  /** Presses keys, where the far side takes them now. */
  press(tones: readonly KeyTone[]): void;
  /** The far side goes on by another offer, or answer, with the same codec, or one that counts time alike. */
  change(audio: OfferedAudio): void;
  hold(own: OwnHold): void;
}

export interface BridgeEvents {
  /** A key that was pressed here begins to go out. */
  onPressed(tone: KeyTone): void;
  /** The far side pressed a key. */
  onTone(tone: KeyTone): void;
}

export interface BridgeDeps {
  readonly audio: OfferedAudio;
  readonly far: FarLeg;
  /** SSRC of the stream to the far side. */
  readonly farSsrc: number;
  readonly near: NearSide;
  readonly events: BridgeEvents;
  readonly clock: Clock;
  readonly random: Random;
}

export function createBridge(deps: BridgeDeps): Bridge {
  const { audio: offered, far, farSsrc, near, events, clock, random } = deps;
  const ticksPerMs = codecTicksPerMs(offered.codec);
  let audio = offered;
  let types = payloadTypes(audio);
  const streamOf = (ssrc: number) => createRelayStream(ssrc, clock, random, ticksPerMs);
  const toFar = streamOf(farSsrc);
  let toNear = streamOf(near.ssrc());
  let started = false;
  let own: OwnHold = 'no';
  let cancel: (() => void) | null = null;
  const ear = createToneEar({ clock, ticksPerMs, onTone: events.onTone });
  const keys = createToneSender({
    clock,
    ticksPerMs,
    onPressed: events.onPressed,
    send(payload, isFirst) {
      const type = audio.telephoneEvent?.payloadType;
      if (type !== undefined) far.send(isFirst ? toFar.insert(payload, type) : toFar.insertMore(payload, type));
    },
  });

  const beSilent = () => {
    far.send(toFar.insert(silentFrame(audio.codec, audio.packetMs), audio.payloadType));
  };
  /** Empty, and of a type that nobody is to know (RFC 6263 section 4.6): nothing is said, and the way stays open. */
  const stayOpen = () => {
    far.send(toFar.insert(Buffer.alloc(0), unknownPayloadType(audio)));
    cancel = clock.after(holdKeepaliveMs, stayOpen);
  };
  const keepAlive = () => {
    const quietMs = clock.now() - toFar.lastAt();
    if (quietMs >= keepaliveMs) beSilent();
    cancel = clock.after(quietMs >= keepaliveMs ? keepaliveMs : keepaliveMs - quietMs, keepAlive);
  };

  /** At once to a new place or after a hold, as at the start; nothing to a far side that does not listen. */
  const open = () => {
    cancel?.();
    cancel = null;
    if (!started) return;
    if (own === 'held') {
      if (!far.asksByItself()) cancel = clock.after(holdKeepaliveMs, stayOpen);
      return;
    }
    if (!listens(audio)) return;
    beSilent();
    cancel = clock.after(keepaliveMs, keepAlive);
  };

  const flows = () => cancel !== null && own === 'no';
  const takesKeys = () => flows() && audio.telephoneEvent !== null;
  const moved = () => {
    if (!takesKeys()) keys.stop();
  };

  return {
    fromFar(packet) {
      if (toNear.ssrc !== near.ssrc()) toNear = streamOf(near.ssrc());
      if (isEventType(packet.payloadType, audio.telephoneEvent)) ear.take(packet);
      // Chromium would answer to comfort noise with its own, and with silence where there is a soft voice.
      if (packet.payloadType === comfortNoise) toNear.skip(packet);
      else pass(packet, types.toNear, toNear, near.send);
    },
    passOver: (packet) => toNear.skip(packet),
    fromNear(packet) {
      if (flows() && !keys.isSounding()) pass(packet, types.toFar, toFar, (carried) => far.send(carried));
    },
    start() {
      if (started) return;
      started = true;
      open();
    },
    stop() {
      started = false;
      open();
      moved();
    },
    press(tones) {
      if (takesKeys()) keys.press(tones);
    },
    change(next) {
      const goesOn = cancel !== null && listens(next) && isSamePlace(next, audio);
      audio = next;
      types = payloadTypes(next);
      if (!goesOn) open();
      moved();
    },
    hold(next) {
      const isMove = (own === 'held') !== (next === 'held');
      own = next;
      if (isMove) open();
      moved();
    },
  };
}

function listens({ direction }: OfferedAudio): boolean {
  return direction === 'sendrecv' || direction === 'recvonly';
}

function unknownPayloadType(audio: OfferedAudio): number {
  let free = 127;
  while (isVoiceType(free, audio) || isEventType(free, audio.telephoneEvent)) free -= 1;
  return free;
}

function isSamePlace({ rtp: one }: OfferedAudio, { rtp: other }: OfferedAudio): boolean {
  return one?.host === other?.host && one?.port === other?.port;
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

/** The same codec has a number at each side. More may come than goes out: the far side may change codecs, and use numbers of either side. */
function payloadTypes({ codec, payloadType, telephoneEvent, also = [] }: OfferedAudio) {
  const both: [far: number, near: number][] = [[payloadType, nearPayloadType(codec)]];
  if (telephoneEvent !== null) both.push([telephoneEvent.payloadType, nearTelephoneEvent]);
  const toNear = new Map(also.map((other) => [other.payloadType, nearPayloadType(other.codec)]));
  if (telephoneEvent?.ours !== undefined) toNear.set(telephoneEvent.ours, nearTelephoneEvent);
  for (const [far, near] of both) toNear.set(far, near);
  return { toNear, toFar: new Map(both.map(([far, near]) => [near, far])) };
}

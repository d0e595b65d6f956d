import type { Clock } from '../core/ports.ts';
import { ok, type Result } from '../core/result.ts';
import type { NearLeg, NearLegEvents } from './near-connection.ts';
import type { RtpPacket } from './rtp/packet.ts';

/** The renderer's side of a call through all of its near legs: a window that died and came back gets another one. */
export interface NearSide {
  /** The offer to answer next. */
  offer(): string;
  /** The SSRC that packets to the renderer must carry now. */
  ssrc(): number;
  /** Connects; where this offer was answered before, by a window that is gone, makes another offer instead. */
  answer(sdp: string): Promise<void>;
  /** There is another offer to answer, for the connection that is there. */
  offerAgain(write: (leg: NearLeg) => string): void;
  send(packet: RtpPacket): void;
  /** The far side wants a whole picture of what the renderer sends. */
  askForPicture(): void;
  /** Harmless when repeated. */
  close(): Promise<void>;
}

export interface NearSideEvents {
  onConnected(): void;
  onFailed(message: string): void;
  onPacket(packet: RtpPacket): void;
  /** The renderer wants a whole picture; never told of voice. */
  onPictureAsked?(): void;
  /** The renderer misses packets, by their numbers; never told of voice. */
  onMissing?(sequenceNumbers: readonly number[]): void;
  /** There is another offer to answer. */
  onOffer(): void;
}

/** From the renderer's answer to ICE and DTLS being up, both on one machine. */
const deadlineMs = 15_000;

/** `connect` makes a leg. Fails with words where there is no port or key. */
export async function openNearSide(
  connect: (events: NearLegEvents) => Promise<Result<NearLeg, string>>,
  clock: Clock,
  events: NearSideEvents,
): Promise<Result<NearSide, string>> {
  let opening = 0;
  let answered = false;
  let closed = false;
  let renewing: Promise<void> | null = null;
  let cancelDeadline: (() => void) | null = null;

  const open = () => {
    opening += 1;
    const mine = opening;
    const ifCurrent = (run: () => void) => {
      if (mine === opening && !closed) run();
    };
    return connect({
      onConnected: () => ifCurrent(connected),
      onFailed: (message) => ifCurrent(() => events.onFailed(message)),
      onPacket: (packet) => ifCurrent(() => events.onPacket(packet)),
      onPictureAsked: () => ifCurrent(() => events.onPictureAsked?.()),
      onMissing: (sequenceNumbers) => ifCurrent(() => events.onMissing?.(sequenceNumbers)),
    });
  };
  const connected = () => {
    cancelDeadline?.();
    events.onConnected();
  };
  const first = await open();
  if (!first.ok) return first;
  let leg: NearLeg = first.value;
  let offer = leg.offer;

  const renew = async () => {
    cancelDeadline?.();
    const next = await open();
    if (!next.ok) return events.onFailed(next.failure);
    const before = leg;
    leg = next.value;
    offer = leg.offer;
    answered = false;
    await before.close();
    if (!closed) events.onOffer();
  };

  return ok({
    offer: () => offer,
    ssrc: () => leg.ssrc,
    async answer(sdp) {
      if (closed || renewing !== null) return;
      if (answered) {
        renewing = renew();
        await renewing;
        renewing = null;
        return;
      }
      answered = true;
      cancelDeadline = clock.after(deadlineMs, () => events.onFailed('the window did not connect in time'));
      const accepted = await leg.accept(sdp);
      if (!accepted.ok && !closed) events.onFailed(accepted.failure);
    },
    offerAgain(write) {
      offer = write(leg);
    },
    send: (packet) => leg.send(packet),
    askForPicture: () => leg.askForPicture(),
    async close() {
      closed = true;
      cancelDeadline?.();
      await renewing;
      await leg.close();
    },
  });
}

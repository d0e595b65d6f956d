import type { Clock, Random } from '../../core/ports.ts';
import type { FarStream } from '../far/far-stream.ts';
import type { NearSide } from '../near-side.ts';
import { createHoles } from '../rtp/holes.ts';
import { readNacks, writeNack } from '../rtp/missing-packets.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import { asksForPicture, writeFir, writePli } from '../rtp/picture-request.ts';
import { createRelayStream, type RelayStream } from '../rtp/relay-stream.ts';
import { type ChosenPicture, nearPictureType, pictureClock } from '../sdp/picture-format.ts';

const ticksPerMs = pictureClock / 1000;

/** So long a piece may be missing: where it may come out of turn, and where it is asked for again by the window, which needs a few round trips. */
const [disorderMs, repairMs] = [60, 500];

/** Passes pictures between the far side and the window, payload untouched, and what either asks of the other. */
export interface VideoBridge {
  fromFar(packet: RtpPacket): void;
  /** One of the far side that nobody shows: it leaves no hole in the numbers. */
  passOver(packet: RtpPacket): void;
  /** RTCP of the far side. */
  farReport(datagram: Buffer): void;
  fromNear(packet: RtpPacket): void;
  /** The window wants a whole picture. */
  askFar(): void;
  /** The window misses packets, by the numbers that they would have there. */
  missedNear(sequenceNumbers: readonly number[]): void;
}

export interface VideoBridgeDeps {
  readonly far: Pick<FarStream, 'send' | 'sendAgain' | 'report'>;
  readonly farSsrc: number;
  readonly near: Pick<NearSide, 'ssrc' | 'send' | 'askForPicture'>;
  readonly picture: () => Pick<ChosenPicture, 'payloadType' | 'requests' | 'repairs'>;
  /** Whether anything goes out to the far side now. */
  readonly flows: () => boolean;
  readonly clock: Clock;
  readonly random: Random;
}

export function createVideoBridge(deps: VideoBridgeDeps): VideoBridge {
  const { far, farSsrc, near, picture, flows, clock, random } = deps;
  const streamOf = (ssrc: number) => createRelayStream(ssrc, clock, random, ticksPerMs, 'pictures');
  const toFar = streamOf(farSsrc);
  /** What a window gets: a stream of its own numbers, and what is missing among them. */
  const windowed = (ssrc: number) => ({ stream: streamOf(ssrc), holes: createHoles(clock, askFar) });
  /** Of the far side's pictures. */
  let source: number | null = null;
  let asked = 0;
  const askFar = () => {
    if (source === null) return;
    asked += 1;
    const inFull = picture().requests.includes('fir') && !picture().requests.includes('pli');
    // Who offers neither may know one of them all the same, and skips what it does not know.
    far.report(inFull ? writeFir(farSsrc, source, asked) : writePli(farSsrc, source));
  };
  let toNear = windowed(near.ssrc());
  const toWindow = (packet: RtpPacket) => {
    toNear.holes.passed(packet.sequenceNumber, picture().repairs ? repairMs : disorderMs);
    near.send(packet);
  };

  return {
    fromFar(packet) {
      if (toNear.stream.ssrc !== near.ssrc()) toNear = windowed(near.ssrc());
      source = packet.ssrc;
      carry(packet, nearPictureType, toNear.stream, toWindow);
    },
    passOver: (packet) => toNear.stream.skip(packet),
    farReport(datagram) {
      if (asksForPicture(datagram, farSsrc)) near.askForPicture();
      if (flows() && picture().repairs) far.sendAgain(readNacks(datagram, farSsrc));
    },
    fromNear(packet) {
      if (flows()) carry(packet, picture().payloadType, toFar, (carried) => far.send(carried));
    },
    askFar,
    missedNear(sequenceNumbers) {
      const there = sequenceNumbers.flatMap((number) => toNear.stream.numberThere(number) ?? []);
      if (source !== null && there.length > 0 && picture().repairs) far.report(writeNack(farSsrc, source, there));
    },
  };
}

/** One without a payload only fills a line up, and leaves no hole. */
function carry(packet: RtpPacket, payloadType: number, stream: RelayStream, send: (packet: RtpPacket) => void): void {
  if (packet.payload.length === 0) stream.skip(packet);
  else send(stream.relay(packet, payloadType));
}

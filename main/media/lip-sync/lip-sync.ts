import type { Clock } from '../../core/ports.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import { createDelayLine, type DelayLine } from './delay-line.ts';
import { createSourceClock, type SourceClock } from './source-clock.ts';

/** Nobody sees less (ITU-R BT.1359: from 45 ms on where voice is early), and jitter alone is not to be followed. */
const leastMs = 30;
/** Both are held back little by little, which nobody hears or sees: so much, so often. */
const [stepMs, everyMs] = [20, 500];
/** Who talks feels a voice that is held back for longer; a picture costs nothing but memory. */
const mostHeld = { voice: 200, pictures: 500 } as const;
/** No way takes so much longer than another: the sender's clocks are two. */
const senselessMs = 5000;

/** One of two streams of a sender that belong together. */
export interface SyncedStream {
  /** RTCP of its sender, in the clear. */
  report(datagram: Buffer): void;
  /** A packet that is to be played or shown, in its turn. */
  packet(packet: RtpPacket, pass: () => void): void;
  /** One that nobody plays or shows, in its turn. */
  passOver(packet: RtpPacket, pass: () => void): void;
  /** What is held back leaves now: before a change of what becomes of it. */
  flush(): void;
}

/**
 * Has voice and pictures of one sender played together. The windows play each for itself, and know nothing of the other; so that the stream which is
 * ahead here waits for the one that is behind, by the clock that both have in their reports.
 */
export interface LipSync {
  readonly voice: SyncedStream;
  readonly pictures: SyncedStream;
  /** How long voice is held back now. */
  voiceHeldMs(): number;
  /** What is held back never leaves. */
  stop(): void;
}

export interface LipSyncDeps {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Of the RTP clocks. */
  readonly voiceTicksPerMs: number;
  readonly pictureTicksPerMs: number;
}

export function createLipSync({ clock, voiceTicksPerMs, pictureTicksPerMs }: LipSyncDeps): LipSync {
  const clocks = {
    voice: createSourceClock(clock, voiceTicksPerMs),
    pictures: createSourceClock(clock, pictureTicksPerMs),
  };
  const lines = { voice: createDelayLine(clock), pictures: createDelayLine(clock) };
  /** How long voice is held back, or, below zero, pictures. */
  let heldMs = 0;
  let alignedAt = clock.now();

  /** One step nearer to where both are level, each time. */
  const align = () => {
    if (clock.now() - alignedAt < everyMs) return;
    alignedAt = clock.now();
    const wanted = wantedMs(clocks);
    const far = (wanted ?? 0) - heldMs;
    if (wanted !== null && Math.abs(far) < leastMs) return;
    heldMs += Math.max(-stepMs, Math.min(stepMs, far));
    lines.voice.delay(Math.max(heldMs, 0));
    lines.pictures.delay(Math.max(-heldMs, 0));
  };

  return {
    voice: syncedStream(clocks.voice, lines.voice, align, () => true),
    // A picture is there when its last piece is.
    pictures: syncedStream(clocks.pictures, lines.pictures, align, ({ marker }) => marker),
    voiceHeldMs: () => Math.max(heldMs, 0),
    stop() {
      lines.voice.stop();
      lines.pictures.stop();
    },
  };
}

function syncedStream(
  source: SourceClock,
  line: DelayLine,
  align: () => void,
  completes: (packet: RtpPacket) => boolean,
): SyncedStream {
  return {
    report: source.report,
    packet(packet, pass) {
      if (completes(packet)) source.packet(packet);
      align();
      line.pass(packet, pass);
    },
    passOver: line.pass,
    flush: line.flush,
  };
}

/**
 * How much later pictures come than the voice that belongs to them, within bounds; null where that is not known. While nobody speaks it is as before. Voice
 * alone waits for nothing: who talks feels that.
 */
function wantedMs({ voice, pictures }: { readonly voice: SourceClock; readonly pictures: SourceClock }): number | null {
  const [heard, seen] = [voice.transit(), pictures.transit()];
  if (heard === null || seen === null || heard.cname !== seen.cname) return null;
  if (seen.silent && seen.ms > heard.ms) return null;
  const behind = seen.ms - heard.ms;
  if (Math.abs(behind) > senselessMs) return null;
  return Math.max(-mostHeld.pictures, Math.min(mostHeld.voice, behind));
}

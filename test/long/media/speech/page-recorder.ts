/** Records what a page plays and what its microphone gives, with the time at which it was. */
import type { Page } from '@playwright/test';
import { until } from '../../../desktop/until.ts';
import type { Recording } from './scoring.ts';

/** A piece of sound with its time in microseconds, on a clock of its own (W3C, WebCodecs). */
interface AudioData {
  readonly timestamp: number;
  readonly numberOfFrames: number;
  readonly sampleRate: number;
  copyTo(destination: Float32Array, options: { planeIndex: number; format: 'f32-planar' }): void;
  close(): void;
}

/** Gives a track's sound past any audio graph, so that a busy page loses none (W3C, MediaStreamTrack Insertable Media Processing). */
type TrackProcessor = new (init: {
  track: MediaStreamTrack;
  maxBufferSize: number;
}) => { readonly readable: ReadableStream<AudioData> };

export interface RecorderGlobals {
  MediaStreamTrackProcessor: TrackProcessor;
  /** By name. */
  tracks: Record<string, MediaStreamTrack>;
  recordings: Record<string, { pieces: Float32Array[]; rate: number; startedAt: number; stop(): void }>;
}

/** Resolves once there is sound. */
export async function startRecording(page: Page, name: string): Promise<void> {
  await page.evaluate(async (wanted) => {
    const globals = globalThis as unknown as RecorderGlobals;
    globals.recordings ??= {};
    const track = globals.tracks[wanted];
    if (track === undefined) throw new Error(`there is no track ${wanted}`);
    const reader = new globals.MediaStreamTrackProcessor({ track, maxBufferSize: 1000 }).readable.getReader();
    const pieces: Float32Array[] = [];
    const recording = { pieces, rate: 0, startedAt: Number.POSITIVE_INFINITY, stop: () => void reader.cancel() };
    globals.recordings[wanted] = recording;
    const read = async (): Promise<void> => {
      let first: number | undefined;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        const piece = new Float32Array(value.numberOfFrames);
        value.copyTo(piece, { planeIndex: 0, format: 'f32-planar' });
        // Until the first packet of a voice comes Chromium gives silence at another rate. The recording begins with the voice.
        if (recording.rate !== value.sampleRate) {
          Object.assign(recording, { rate: value.sampleRate, startedAt: Number.POSITIVE_INFINITY });
          first = undefined;
          pieces.length = 0;
        }
        first ??= value.timestamp;
        // The piece that the page came to soonest says best when the first one began.
        const ago = (value.timestamp - first) / 1000 + (1000 * value.numberOfFrames) / value.sampleRate;
        recording.startedAt = Math.min(recording.startedAt, performance.timeOrigin + performance.now() - ago);
        pieces.push(piece);
        value.close();
      }
    };
    void read();
  }, name);
  await until(`sound of ${name}`, () => page.evaluate(hasSound, name), { withinMs: 120_000 });
}

/** Runs in the page. */
function hasSound(name: string): boolean {
  return ((globalThis as unknown as RecorderGlobals).recordings[name]?.pieces.length ?? 0) > 0;
}

export async function stopRecording(page: Page, name: string): Promise<Recording> {
  const { text, startedAt, rate } = await page.evaluate(async (wanted) => {
    const recording = (globalThis as unknown as RecorderGlobals).recordings[wanted];
    if (recording === undefined) throw new Error(`nothing records ${wanted}`);
    recording.stop();
    const whole = new Int16Array(recording.pieces.reduce((length, piece) => length + piece.length, 0));
    let at = 0;
    for (const piece of recording.pieces) {
      for (const sample of piece) {
        whole[at] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
        at += 1;
      }
    }
    const reader = new FileReader();
    reader.readAsDataURL(new Blob([whole]));
    await new Promise((resolve) => {
      reader.onload = resolve;
    });
    return { text: String(reader.result), startedAt: recording.startedAt, rate: recording.rate };
  }, name);
  const raw = Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
  const samples = Int16Array.from({ length: raw.length >> 1 }, (_, index) => raw.readInt16LE(index * 2));
  return { samples, rate, startedAt };
}

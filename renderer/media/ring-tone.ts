import type { MediaReport, MediaView } from '../../preload/contract/index.ts';
import { routeTo } from './sink.ts';

type Ring = NonNullable<MediaView['ring']>;

const fadeInMs = 1000;
const fadeStepMs = 50;
/** From one beep of a call that waits to the other. */
const secondBeepMs = 10_000;

/** The ring tone: an audio element that exists only while something rings. */
export interface RingTone {
  update(ring: MediaView['ring']): void;
  devicesChanged(): void;
}

interface Playing {
  readonly element: HTMLAudioElement;
  /** Ends what goes on beside the element. */
  readonly end: () => void;
}

export function createRingTone(report: (report: MediaReport) => void): RingTone {
  let ring: Ring | null = null;
  let playing: Playing | null = null;

  const stop = () => {
    if (playing === null) return;
    const { element, end } = playing;
    playing = null;
    end();
    element.pause();
    element.removeAttribute('src');
    element.load();
  };
  const play = async (element: HTMLAudioElement, { callId, deviceId }: Ring) => {
    try {
      await routeTo(element, deviceId);
      if (playing?.element !== element) return;
      await element.play();
      if (playing?.element === element) report({ type: 'ring-tone', callId, playing: true });
    } catch {
      if (playing?.element === element) report({ type: 'ring-tone', callId, playing: false });
    }
  };
  const start = (wanted: Ring) => {
    const element = new Audio(`tones/${wanted.tone}.wav`);
    playing = { element, end: ways[wanted.tone](element) };
    void play(element, wanted);
  };

  return {
    update(wanted) {
      const before = ring;
      ring = wanted;
      if (before !== null && (before.callId !== wanted?.callId || before.tone !== wanted.tone)) {
        stop();
        report({ type: 'ring-tone', callId: before.callId, playing: false });
      }
      if (wanted === null) return;
      if (playing === null) return start(wanted);
      if (before?.deviceId !== wanted.deviceId) void routeTo(playing.element, wanted.deviceId);
    },
    devicesChanged() {
      if (playing !== null && ring !== null) void routeTo(playing.element, ring.deviceId);
    },
  };
}

/** How each tone goes on. */
const ways: Readonly<Record<Ring['tone'], (element: HTMLAudioElement) => () => void>> = {
  ring: fadeIn,
  'call-waiting': beepAgain,
  ringback: repeat,
  busy: once,
  ended: once,
};

function once(): () => void {
  return () => {};
}

function repeat(element: HTMLAudioElement): () => void {
  element.loop = true;
  return () => {};
}

/** Over and over, from silence to full loudness. */
function fadeIn(element: HTMLAudioElement): () => void {
  const startedAt = performance.now();
  element.loop = true;
  element.volume = 0;
  const fade = setInterval(() => {
    element.volume = Math.min(1, (performance.now() - startedAt) / fadeInMs);
    if (element.volume === 1) clearInterval(fade);
  }, fadeStepMs);
  return () => clearInterval(fade);
}

function beepAgain(element: HTMLAudioElement): () => void {
  let again: ReturnType<typeof setTimeout> | undefined;
  // From when it is heard: opening a device takes its time.
  const heard = () => {
    again = setTimeout(() => void element.play().catch(() => {}), secondBeepMs);
  };
  element.addEventListener('playing', heard, { once: true });
  return () => {
    element.removeEventListener('playing', heard);
    clearTimeout(again);
  };
}

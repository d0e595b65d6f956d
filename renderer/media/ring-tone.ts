import type { MediaReport, MediaView } from '../../preload/contract.ts';
import { routeTo } from './sink.ts';

type Ring = NonNullable<MediaView['ring']>;

const toneUrl = 'tones/ring.wav';
const fadeInMs = 1000;
const fadeStepMs = 50;

/** The ring tone: an audio element that exists only while something rings. */
export interface RingTone {
  update(ring: MediaView['ring']): void;
  devicesChanged(): void;
}

interface Playing {
  readonly element: HTMLAudioElement;
  readonly startedAt: number;
  readonly fade: ReturnType<typeof setInterval>;
}

export function createRingTone(report: (report: MediaReport) => void): RingTone {
  let ring: Ring | null = null;
  let playing: Playing | null = null;

  const setVolume = () => {
    if (playing === null || ring === null) return;
    const rise = Math.min(1, (performance.now() - playing.startedAt) / fadeInMs);
    playing.element.volume = Math.min(1, Math.max(0, ring.volume)) * rise;
    if (rise === 1) clearInterval(playing.fade);
  };
  const stop = () => {
    if (playing === null) return;
    clearInterval(playing.fade);
    playing.element.pause();
    playing.element.removeAttribute('src');
    playing.element.load();
    playing = null;
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
    const element = new Audio(toneUrl);
    element.loop = true;
    element.volume = 0;
    playing = { element, startedAt: performance.now(), fade: setInterval(setVolume, fadeStepMs) };
    void play(element, wanted);
  };

  return {
    update(wanted) {
      const before = ring;
      ring = wanted;
      if (before !== null && before.callId !== wanted?.callId) {
        stop();
        report({ type: 'ring-tone', callId: before.callId, playing: false });
      }
      if (wanted === null) return;
      if (playing === null) return start(wanted);
      setVolume();
      if (before?.deviceId !== wanted.deviceId) void routeTo(playing.element, wanted.deviceId);
    },
    devicesChanged() {
      if (playing !== null && ring !== null) void routeTo(playing.element, ring.deviceId);
    },
  };
}

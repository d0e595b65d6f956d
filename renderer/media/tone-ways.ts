import type { RingToneName } from '../../preload/contract/index.ts';

const fadeInMs = 1000;
const fadeStepMs = 50;
/** From one beep of a call that waits to the other. */
const secondBeepMs = 10_000;

/** Ends what goes on beside an element. */
export type EndsWay = () => void;

/** How each tone goes on. `volume`: how loud it becomes, 0 to 1. */
export const ways: Readonly<Record<RingToneName, (element: HTMLAudioElement, volume: number) => EndsWay>> = {
  ring: fadeIn,
  'ring-low': fadeIn,
  'ring-glass': fadeIn,
  'call-waiting': beepAgain,
  ringback: repeat,
  busy: once,
  ended: once,
};

function once(): EndsWay {
  return () => {};
}

function repeat(element: HTMLAudioElement): EndsWay {
  element.loop = true;
  return () => {};
}

/** Over and over, from silence to full loudness. */
function fadeIn(element: HTMLAudioElement, volume: number): EndsWay {
  const startedAt = performance.now();
  element.loop = true;
  element.volume = 0;
  const fade = setInterval(() => {
    const done = Math.min(1, (performance.now() - startedAt) / fadeInMs);
    element.volume = done * volume;
    if (done === 1) clearInterval(fade);
  }, fadeStepMs);
  return () => clearInterval(fade);
}

function beepAgain(element: HTMLAudioElement): EndsWay {
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

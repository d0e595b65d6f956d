import type { Clock } from '../core/ports.ts';

const silenceMs = 30_000;

/** Whether the far side is heard, from when the call started. */
export interface Listening {
  start(): void;
  /** A voice packet came. */
  voice(): void;
  /** Anything came. */
  alive(): void;
  /** The far side holds: it may be silent for as long as it likes. */
  sleep(): void;
  /** It goes on: from now on it is to be heard. */
  wake(): void;
  stop(): void;
}

export interface ListeningEvents {
  /** Once, at the first voice packet. */
  onHeard(): void;
  /** When nothing came for 30 s, once until something comes again. */
  onSilent(): void;
}

export function createListening(clock: Clock, events: ListeningEvents): Listening {
  let heard = false;
  let silent = false;
  let running = false;
  let asleep = false;
  let lastAt = 0;
  let cancel: (() => void) | null = null;

  const watch = () => {
    const left = lastAt + silenceMs - clock.now();
    silent = left <= 0;
    cancel = silent ? null : clock.after(left, watch);
    if (silent) events.onSilent();
  };
  const rest = () => {
    cancel?.();
    cancel = null;
    silent = false;
  };
  const begin = () => {
    if (!running || asleep || cancel !== null) return;
    lastAt = clock.now();
    watch();
  };

  return {
    start() {
      running = true;
      begin();
    },
    voice() {
      if (heard) return;
      heard = true;
      events.onHeard();
    },
    alive() {
      lastAt = clock.now();
      if (!silent) return;
      watch();
    },
    sleep() {
      asleep = true;
      rest();
    },
    wake() {
      asleep = false;
      begin();
    },
    stop() {
      running = false;
      rest();
    },
  };
}

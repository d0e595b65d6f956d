import { soundThreshold } from './components/loudness.ts';

/** How long an open microphone may give no sound before the user is told, in milliseconds. */
export const silentMicrophoneMs = 5000;

export interface SilenceWatch {
  /** A loudness of 0 to 1 was measured at `now`, in monotonic milliseconds. True once the silence has lasted too long. */
  measured(loudness: number, now: number): boolean;
  /** Silence until now was meant, or was another call's. */
  reset(): void;
}

/** Finds out that a microphone gives no sound, from measurements; without any it claims nothing. */
export function createSilenceWatch(): SilenceWatch {
  let silentSince: number | null = null;
  return {
    measured: (loudness, now) => {
      if (loudness >= soundThreshold) silentSince = null;
      else silentSince ??= now;
      return silentSince !== null && now - silentSince >= silentMicrophoneMs;
    },
    reset: () => {
      silentSince = null;
    },
  };
}

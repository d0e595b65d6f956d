import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallView, PhoneApi } from '../preload/contract.ts';
import { createSilenceWatch } from './silence-watch.ts';

/** What the level meters of a call show. */
export interface Loudness {
  readonly microphone: number;
  readonly speaker: number;
  /** The microphone is open and has given no sound for too long. */
  readonly microphoneSilent: boolean;
}

const still: Loudness = { microphone: 0, speaker: 0, microphoneSilent: false };

/** The loudness of the call that is up, as it is measured; still while there is none. */
export function useLevels(phone: PhoneApi, call: CallView | null): Loudness {
  const [loudness, setLoudness] = useState(still);
  const watch = useRef(createSilenceWatch());
  const callId = call?.state === 'connected' ? call.id : null;
  const muted = call?.muted ?? false;
  useEffect(() => {
    watch.current.reset();
    setLoudness(still);
    if (callId === null) return undefined;
    return phone.onLevels((levels) => {
      if (levels.callId !== callId) return;
      const silent = watch.current.measured(levels.microphone, performance.now());
      const microphone = muted ? 0 : levels.microphone;
      setLoudness({ microphone, speaker: levels.speaker, microphoneSilent: silent && !muted });
    });
  }, [phone, callId, muted]);
  return loudness;
}

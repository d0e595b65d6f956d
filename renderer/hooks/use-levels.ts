import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallView, PhoneApi } from '../../preload/contract/index.ts';
import { createSilenceWatch } from '../silence-watch.ts';

/** What the level meters of a call show. */
export interface Loudness {
  readonly microphone: number;
  readonly speaker: number;
  /** The microphone is open and has given no sound for too long. */
  readonly microphoneSilent: boolean;
}

const still: Loudness = { microphone: 0, speaker: 0, microphoneSilent: false };

/** The loudness of the call that is up, as it is measured; still while there is none. A muted microphone is still. */
export function useLevels(phone: PhoneApi, call: CallView | null): Loudness {
  const [loudness, setLoudness] = useState(still);
  const watch = useRef(createSilenceWatch());
  const callId = call?.state === 'connected' ? call.id : null;
  const muted = call?.muted ?? false;
  useEffect(() => {
    setLoudness(still);
    if (callId === null) return undefined;
    return phone.onLevels(({ callId: measured, microphone, speaker }) => {
      if (measured !== callId) return;
      setLoudness({ microphone, speaker, microphoneSilent: watch.current.measured(microphone, performance.now()) });
    });
  }, [phone, callId]);
  useEffect(() => watch.current.reset(), [callId, muted]);
  return muted ? { ...loudness, microphone: 0, microphoneSilent: false } : loudness;
}

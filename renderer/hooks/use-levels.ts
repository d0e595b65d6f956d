import { useEffect, useRef, useState } from 'preact/hooks';
import { type CallView, isCallingOut, type PhoneApi } from '../../preload/contract/index.ts';
import { createSilenceWatch } from '../silence-watch.ts';

/** What the level meters of a call show. */
export interface Loudness {
  readonly microphone: number;
  readonly speaker: number;
  /** The microphone is open and has given no sound for too long. */
  readonly microphoneSilent: boolean;
}

const still: Loudness = { microphone: 0, speaker: 0, microphoneSilent: false };

/**
 * The loudness of the call that is up, as it is measured; still while there is none. A muted microphone is still, and so is that of a call
 * that is not answered yet.
 */
export function useLevels(phone: PhoneApi, call: CallView | null): Loudness {
  const [loudness, setLoudness] = useState(still);
  const watch = useRef(createSilenceWatch());
  const up = call?.state === 'connected';
  const isHere = call !== null && call.phone === null;
  const callId = isHere && (up || isCallingOut(call)) ? call.id : null;
  const muted = call?.muted ?? false;
  useEffect(() => {
    setLoudness(still);
    if (callId === null) return undefined;
    return phone.onLevels(({ callId: measured, microphone, speaker }) => {
      if (measured !== callId) return;
      const microphoneSilent = up && watch.current.measured(microphone, performance.now());
      setLoudness({ microphone: up ? microphone : 0, speaker, microphoneSilent });
    });
  }, [phone, callId, up]);
  useEffect(() => watch.current.reset(), [callId, up, muted]);
  return muted ? { ...loudness, microphone: 0, microphoneSilent: false } : loudness;
}

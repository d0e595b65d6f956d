import { useEffect, useState } from 'preact/hooks';
import type { SoundNowView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';

/** Figures are looked at again so often while somebody looks, in milliseconds. */
const everyMs = 2_000;

/** How a call that is up sounds now; null before anything was measured. */
export function useSoundNow(callId: string, up: boolean, ask: Ask): SoundNowView | null {
  const [sound, setSound] = useState<SoundNowView | null>(null);
  useEffect(() => {
    if (!up) return undefined;
    let isOver = false;
    const look = (): void =>
      void ask({ type: 'sound-now', callId }).then((result) => {
        if (!isOver && result.ok) setSound(result.answer);
      });
    look();
    const timer = setInterval(look, everyMs);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [callId, up, ask]);
  return sound;
}

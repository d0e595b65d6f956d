import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Act } from '../../bridge.ts';

/**
 * Keeps what is written where the card goes before it was sent. The returned function says whether it is to be kept: not what is under way or
 * given up, but what was refused, also when the card is gone by then.
 */
export function useKeptReply(callId: string, text: string, act: Act): (wanted: boolean) => void {
  const present = useRef({ text, wanted: true, gone: false });
  present.current.text = text;
  const keep = (): void => {
    const written = present.current.text;
    if (written.trim() !== '') void act({ type: 'keep-reply', callId, text: written });
  };
  // At once: a window that is hidden runs what waits for a frame late, or never.
  useLayoutEffect(() => {
    const now = present.current;
    return () => {
      now.gone = true;
      if (now.wanted) keep();
    };
  }, []);
  return (wanted) => {
    const now = present.current;
    now.wanted = wanted;
    if (wanted && now.gone) keep();
  };
}

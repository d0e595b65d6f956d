import { useEffect, useState } from 'preact/hooks';
import type { Act, Ask } from '../../bridge.ts';

/**
 * The calls that were news when somebody looked at the list. As soon as somebody looks, the app is told that they were seen, so that
 * its counts go; in the list they stay marked until the window loses the focus. `unseen`: how many there are.
 */
export function useFresh(unseen: number, act: Act, ask: Ask): ReadonlySet<string> {
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const look = async (): Promise<void> => {
      if (unseen === 0 || !document.hasFocus()) return;
      const result = await ask({ type: 'unseen-calls' });
      if (result.ok) setLooked((before) => new Set([...before, ...result.answer]));
      void act({ type: 'see-history' });
    };
    const lookNow = (): void => void look();
    lookNow();
    window.addEventListener('focus', lookNow);
    return () => window.removeEventListener('focus', lookNow);
  }, [unseen, act, ask]);
  useEffect(() => {
    const forget = (): void => setLooked(new Set());
    window.addEventListener('blur', forget);
    return () => window.removeEventListener('blur', forget);
  }, []);
  return looked;
}

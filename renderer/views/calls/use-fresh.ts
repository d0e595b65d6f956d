import { useEffect, useState } from 'preact/hooks';
import type { HistoryView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';

/**
 * The calls that are news to whoever looks at the list now. As soon as somebody looks, the app is told that they
 * were seen, so that its counts go; in the list they stay marked until the window loses the focus.
 */
export function useFresh(history: readonly HistoryView[], act: Act): ReadonlySet<string> {
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  const unseen = history.filter(({ seen }) => !seen).map(({ id }) => id);
  const key = unseen.join(' ');
  useEffect(() => {
    const look = (): void => {
      if (unseen.length === 0 || !document.hasFocus()) return;
      setLooked((before) => new Set([...before, ...unseen]));
      act({ type: 'see-history' });
    };
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [key, act]);
  useEffect(() => {
    const forget = (): void => setLooked(new Set());
    window.addEventListener('blur', forget);
    return () => window.removeEventListener('blur', forget);
  }, []);
  return new Set([...looked, ...unseen]);
}

import { useEffect, useState } from 'preact/hooks';
import type { HistoryView } from '../../../preload/contract.ts';
import type { Act } from '../../bridge.ts';

/**
 * The missed calls that are news to whoever looks at the list now. As soon as somebody looks, the app is told that they
 * were seen, so that its counts go; in the list they stay marked until the window is out of sight.
 */
export function useFresh(history: readonly HistoryView[], act: Act): ReadonlySet<string> {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const unseen = history.filter((call) => call.outcome === 'missed' && !call.seen).map(({ id }) => id);
  const key = unseen.join(' ');
  useEffect(() => {
    const look = (): void => {
      if (unseen.length === 0 || document.visibilityState === 'hidden' || !document.hasFocus()) return;
      setSeen((before) => new Set([...before, ...unseen]));
      act({ type: 'see-history' });
    };
    look();
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [key, act]);
  useEffect(() => {
    const forget = (): void => {
      if (document.visibilityState === 'hidden') setSeen(new Set());
    };
    document.addEventListener('visibilitychange', forget);
    return () => document.removeEventListener('visibilitychange', forget);
  }, []);
  return new Set([...seen, ...unseen]);
}

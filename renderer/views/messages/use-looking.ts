import { useEffect } from 'preact/hooks';
import type { Act } from '../../bridge.ts';

/** Tells the app which thread the user has before them: none while the window has not got the focus. */
export function useLooking(threadId: string | null, act: Act): void {
  useEffect(() => {
    let told: string | null = null;
    const tell = (): void => {
      const looking = document.hasFocus() && document.visibilityState === 'visible' ? threadId : null;
      if (looking === told) return;
      told = looking;
      void act({ type: 'look-at-thread', threadId: looking });
    };
    const events = [
      [window, 'focus'],
      [window, 'blur'],
      [document, 'visibilitychange'],
    ] as const;
    tell();
    for (const [target, name] of events) target.addEventListener(name, tell);
    return () => {
      for (const [target, name] of events) target.removeEventListener(name, tell);
      if (told !== null) void act({ type: 'look-at-thread', threadId: null });
    };
  }, [threadId, act]);
}

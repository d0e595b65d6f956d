import { useLayoutEffect, useRef } from 'preact/hooks';
import { createTypingGuard, type TypingGuard } from './typing-guard.ts';

/** Puts the {@link TypingGuard} between the keyboard and the card of `callId`; Esc calls `silence`. */
export function useTypingGuard(callId: string | null, silence: () => void): void {
  const guard = useRef<TypingGuard>(createTypingGuard(() => performance.now()));
  const onSilence = useRef(silence);
  onSilence.current = silence;
  useLayoutEffect(() => {
    if (callId !== null) guard.current.cardAppeared();
  }, [callId]);
  useLayoutEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const modified = event.ctrlKey || event.altKey || event.metaKey;
      const writes = document.activeElement instanceof HTMLTextAreaElement;
      const press = { key: event.key, repeat: event.repeat, modified, writes };
      if (guard.current.keyDown(press, document.activeElement) === 'ignore') event.preventDefault();
    };
    const up = (event: KeyboardEvent): void => {
      const verdict = guard.current.keyUp(event.key, document.activeElement);
      event.preventDefault();
      if (verdict === 'silence') onSilence.current();
      if (verdict === 'press' && document.activeElement instanceof HTMLElement) document.activeElement.click();
    };
    const seen = (): void => {
      if (document.visibilityState === 'visible') guard.current.cardAppeared();
    };
    document.addEventListener('keydown', down, true);
    document.addEventListener('keyup', up, true);
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('keydown', down, true);
      document.removeEventListener('keyup', up, true);
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
}

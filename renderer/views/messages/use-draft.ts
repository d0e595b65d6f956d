import { useEffect, useRef, useState } from 'preact/hooks';
import type { Act } from '../../bridge.ts';

/** The app keeps what is begun once nothing was typed for so long, in milliseconds. */
const quietMs = 400;

export interface Draft {
  readonly text: string;
  type(text: string): void;
  /** It was sent. */
  clear(): void;
}

/** What the user begins to write in a thread; the app keeps it while they are elsewhere. */
export function useDraft(threadId: string, kept: string, act: Act): Draft {
  const [text, setText] = useState(kept);
  const unkept = useRef<string | null>(null);
  const keep = (): void => {
    if (unkept.current === null) return;
    void act({ type: 'keep-draft', threadId, text: unkept.current });
    unkept.current = null;
  };
  useEffect(() => {
    const timer = setTimeout(keep, quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => keep, []);
  return {
    text,
    type: (next) => {
      setText(next);
      unkept.current = next;
      if (next.trim() !== '') void act({ type: 'type-message', threadId });
    },
    clear: () => {
      setText('');
      unkept.current = null;
    },
  };
}

import { useEffect, useState } from 'preact/hooks';
import { type AnswerTo, mostMessagesAtOnce } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';

export type ShownThread = NonNullable<AnswerTo<'thread'>>;

/** The thread as it is now, anew with each revision; null until it is known, and where it is not there any more. */
export function useThread(threadId: string | null, count: number, revision: number, ask: Ask): ShownThread | null {
  const [shown, setShown] = useState<ShownThread | null>(null);
  const wanted = Math.min(count, mostMessagesAtOnce);
  useEffect(() => {
    if (threadId === null) return;
    let isOver = false;
    void ask({ type: 'thread', threadId, count: wanted }).then((result) => {
      if (!isOver && result.ok) setShown(result.answer);
    });
    return () => {
      isOver = true;
    };
  }, [threadId, wanted, revision, ask]);
  return shown?.thread.id === threadId ? shown : null;
}

import { useEffect, useState } from 'preact/hooks';
import type { HistoryView, PastCallView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';

/** All of a call as it is in the history of that revision; until it is known, the call as it was in the list. */
export function usePastCall(listed: HistoryView | null, revision: number, ask: Ask): PastCallView | null {
  const [known, setKnown] = useState<PastCallView | null>(null);
  const callId = listed?.id ?? null;
  useEffect(() => {
    if (callId === null) return;
    let isOver = false;
    void ask({ type: 'past-call', callId }).then((result) => {
      if (!isOver && result.ok) setKnown(result.answer);
    });
    return () => {
      isOver = true;
    };
  }, [callId, revision, ask]);
  if (listed === null) return null;
  return known?.call.id === listed.id ? known : { call: listed, others: [] };
}

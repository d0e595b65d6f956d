import type { HistoryView, PastCallView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';
import { useAnswer } from '../../hooks/use-answer.ts';

/** All of a call as it is in the history of that revision; until it is known, the call as it was in the list. */
export function usePastCall(listed: HistoryView | null, revision: number, ask: Ask): PastCallView | null {
  const known = useAnswer(listed === null ? null : { type: 'past-call', callId: listed.id }, revision, ask);
  if (listed === null) return null;
  return known?.call.id === listed.id ? known : { call: listed, others: [] };
}

import { useEffect } from 'preact/hooks';
import { mostLookedAt, type PeopleSummary } from '../../../../preload/contract/index.ts';
import type { Act, Ask } from '../../../bridge.ts';
import { rowsInRange } from '../../../components/list/list-rows.ts';
import { useAnswer } from '../../../hooks/use-answer.ts';
import type { CallList } from './use-call-rows.ts';

/** The pictures of who was talked to, by the ids of the calls that are drawn. What is not there yet is asked for; without contacts nothing is. */
export function useFaces(
  { rows, selected }: CallList,
  people: PeopleSummary,
  act: Act,
  ask: Ask,
): ReadonlyMap<string, string> {
  const drawn = rowsInRange(rows).map(({ call }) => call.id);
  const chosen = selected?.row.call.id;
  const callIds =
    people.counts.everyone === 0
      ? []
      : [...new Set([...(chosen === undefined ? [] : [chosen]), ...drawn])].slice(0, mostLookedAt);
  const faces = useAnswer(callIds.length === 0 ? null : { type: 'faces', callIds }, people.revision, ask);
  const key = callIds.join(' ');
  useEffect(() => {
    if (callIds.length > 0) void act({ type: 'look-at-faces', callIds });
  }, [key, act]);
  return new Map((faces ?? []).map(({ callId, photo }) => [callId, photo]));
}

import type { CallEvent } from '../event.ts';
import { type Calls, changedCalls } from '../state.ts';
import type { Memory } from './memory.ts';

/**
 * What was told of calls before anything had said what they are called there: events come in any order, also before the reply to the
 * request that makes a call.
 */
export function heardBefore(
  memory: Pick<Memory, 'endOf' | 'modalityIn'>,
  before: Calls,
  after: Calls,
): readonly CallEvent[] {
  return changedCalls(before, after).flatMap(({ call, was }) => {
    // What came before an invitation is looked at with it.
    if (call.out === null && was === undefined) return [];
    // What was told of the place before is of the talk that goes on there.
    const isShared = call.out?.escalates != null;
    const place = [
      [was?.audioVideo, call.audioVideo],
      [was?.conversation, call.conversation],
    ];
    const names = [...(isShared ? [] : place), [was?.invitation, call.invitation]];
    const heard = names.flatMap(([known, now]) => (now != null && now !== known ? (memory.endOf(now) ?? []) : []));
    const isNew = call.conversation !== null && call.conversation !== was?.conversation;
    const modality = isNew && !isShared && call.audioVideo === null ? memory.modalityIn(call.conversation) : null;
    return modality === null ? heard : [modality, ...heard];
  });
}

import type { Sentence, Words } from '../../../../preload/contract/index.ts';
import type { RingReason } from './ring-reasons.ts';

/** A reason as a sentence, with the names in it left to the window. `caller`: what the caller is called. */
export function reasonSentence(reason: RingReason, caller: string, { sentence }: Words): Sentence {
  switch (reason.kind) {
    case 'for':
      return reason.name === null ? sentence('why.for-other') : sentence('why.for', { name: { name: reason.name } });
    case 'team':
      return reason.name === null ? sentence('why.team') : sentence('why.team-for', { name: { name: reason.name } });
    case 'forwarded':
      return forwarded(reason, sentence);
    case 'transferred':
      return reason.by === null
        ? sentence('why.transferred')
        : sentence('why.transferred-by', { by: { name: reason.by } });
    case 'on-behalf': {
      const from = { name: caller };
      return reason.name === null
        ? sentence('why.on-behalf-of-other', { caller: from })
        : sentence('why.on-behalf', { caller: from, name: { name: reason.name } });
    }
  }
}

function forwarded({ name, by }: Extract<RingReason, { kind: 'forwarded' }>, sentence: Words['sentence']): Sentence {
  if (name !== null && by !== null) return sentence('why.for-forwarded-by', { name: { name }, by: { name: by } });
  if (name !== null) return sentence('why.for-forwarded', { name: { name } });
  return by === null ? sentence('why.forwarded') : sentence('why.forwarded-by', { by: { name: by } });
}

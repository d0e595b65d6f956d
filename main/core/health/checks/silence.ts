import type { CheckView } from '../../../../preload/contract/index.ts';
import { silenceIn } from '../../ringing/project.ts';
import { type Facts, finding } from './check.ts';

/** Whether the user wants to hear rings. */
export function checkSilence({ model, words, wall }: Facts): CheckView {
  const { say } = words;
  const { ok, warning } = finding('silence', words);
  const silence = silenceIn(model, wall, words);
  if (silence === null) return ok(say('check.silence.off'));
  const again = { label: say('ringing.again'), command: { type: 'ring-again' } } as const;
  return warning(silence, say('check.silence.fix'), again);
}

import type { SoundNowView, Words } from '../../../preload/contract/index.ts';
import { projectMeasured, tenths } from './project-measured.ts';
import type { LiveQuality } from './state.ts';
import { summaryOf } from './summary.ts';

/** How a call that is up sounds, from its beginning to now; null before anything was measured of it. */
export function soundNow(sounding: readonly LiveQuality[], callId: string, words: Words): SoundNowView | null {
  const live = sounding.find((each) => each.callId === callId);
  if (live === undefined || live.here === null) return null;
  const { directions, facts } = projectMeasured(summaryOf(live, { at: 0, device: null }), words);
  return { score: words.say('quality.score-value', { score: tenths(live.here.mean.score) }), directions, facts };
}

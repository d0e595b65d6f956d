import type { VoicemailView } from '../../../preload/contract/index.ts';
import type { CallingModel } from '../calling/state.ts';
import type { VoicemailModel } from './state.ts';

/** More are not told apart. */
const most = 999;

/** What the windows show of voice mail; null where the user has none, as far as the server says. */
export function projectVoicemail(
  { fresh, all }: VoicemailModel,
  { voicemail, startAudio }: CallingModel,
): VoicemailView | null {
  const callable = voicemail !== null && startAudio !== null;
  if (!callable && (fresh ?? 0) === 0 && (all ?? 0) === 0) return null;
  const shown = (count: number | null): number | null => (count === null ? null : Math.min(count, most));
  return { fresh: shown(fresh), all: shown(all), callable };
}

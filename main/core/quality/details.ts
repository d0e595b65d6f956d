import { isoTime } from '../iso-time.ts';
import { levelOf } from './project-measured.ts';
import type { PastQuality } from './state.ts';

/** As many of the last calls as a report has room for. */
const mostTold = 50;

/** How the last calls sounded, for whoever helps the user: figures, and nothing of whose calls, devices or networks they were. */
export function projectQualityDetails(past: readonly PastQuality[]): readonly object[] {
  return past.slice(0, mostTold).map((call) => {
    const { at, seconds, codec, encrypted, network, here, there, weakFor, silentFor, fault } = call;
    return {
      ...{ at: isoTime(at), seconds, codec, encrypted, network },
      ...{ level: levelOf(call), fault, weakFor, silentFor },
      here: here && { mean: here.mean, worst: here.worst },
      there: there && { mean: there.mean, worst: there.worst },
    };
  });
}

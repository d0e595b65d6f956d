import type {
  HearingFigures,
  QualityCommand,
  QualityQueries,
  SettingsView,
  Words,
} from '../../../preload/contract/index.ts';
import type { Call, Calls } from '../calls/state.ts';
import type { CommandHandlers } from '../commands.ts';
import type { DevicesModel } from '../devices/state.ts';
import { labelInUse } from '../devices/state.ts';
import type { Clock, Media, Random, Records } from '../ports.ts';
import type { QueryHandlers } from '../queries.ts';
import type { SessionModel } from '../session/state.ts';
import type { Store } from '../store.ts';
import { createFeedback, type FeedbackDeps } from './feedback.ts';
import { createMeasuring } from './measuring.ts';
import { askRating, isWorthRating, rate } from './rating.ts';
import { soundNow } from './sound-now.ts';
import { type LiveQuality, type QualityModel, withPast } from './state.ts';
import { summaryOf } from './summary.ts';
import { createTestCall, type TestCall } from './test-call.ts';

/** What the slice reads of the model. */
interface Measured {
  readonly calls: Calls;
  readonly session: SessionModel;
  readonly devices: DevicesModel;
  readonly settings: SettingsView;
  readonly sounding: readonly LiveQuality[];
  readonly quality: QualityModel;
}

export interface QualityDeps extends FeedbackDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly media: Media;
  readonly records: Records;
  readonly store: Store<Measured>;
  readonly words: Words;
}

/** How calls sound, while they go on and afterwards. */
export interface Quality {
  readonly commands: CommandHandlers<QualityCommand>;
  readonly queries: QueryHandlers<keyof QualityQueries>;
  /** The sound window tells of a second. */
  heard(figures: HearingFigures): void;
  /** The call to oneself, as the sound window takes part in it. */
  readonly test: Pick<TestCall, 'reported' | 'owns' | 'isOn'>;
  /** A call ended: it is kept, and the server is told how it sounded. */
  ended(call: Call): void;
  /** The user is asked how a call that ended sounded. */
  asks(callId: string): boolean;
  /** To be called after each change. */
  changed(): void;
  stop(): void;
}

export function createQuality(deps: QualityDeps): Quality {
  const { media, records, store } = deps;
  const measuring = createMeasuring(store);
  const feedback = createFeedback(deps);
  const test = createTestCall({ ...deps, measuring });

  media.onEvent((event) => {
    if (event.type !== 'figures' || test.owns(event.callId)) return;
    const call = store.model.calls.find(({ id }) => id === event.callId);
    if (call?.state !== 'connected') return;
    measuring.passed(call.id, event.figures);
    feedback.prepare(call);
  });

  return {
    commands: {
      'test-call': test.begin,
      'stop-test-call': test.stop,
      'rate-call': ({ callId, stars }) => rate(store, feedback, callId, stars),
    },
    queries: { 'sound-now': ({ callId }) => soundNow(store.model.sounding, callId, deps.words) },
    heard: measuring.heard,
    test,
    ended(call) {
      const live = measuring.end(call.id);
      if (live === null) return;
      const device = labelInUse(store.model.devices, 'microphone');
      const past = summaryOf(live, { at: call.startedAt, device: typeof device === 'string' ? device : null });
      const { quality } = store.model;
      const kept = { ...quality, past: withPast(quality.past, past) };
      records.write('quality', kept.past);
      feedback.measured(past);
      const isAsked = feedback.wants(call.id) && isWorthRating(store.model, call);
      store.change({ quality: isAsked ? askRating({ ...store.model, quality: kept }, call.id) : kept });
    },
    asks: (callId) => store.model.quality.ratings.some((each) => each.callId === callId && each.stars === null),
    changed: test.changed,
    stop: test.end,
  };
}

import type { RingingCommand, SilenceSpan, ToneCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Clock, Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { endOfSilence, type RingingModel, silenceRecord } from './state.ts';
import { createToneSample } from './tone-sample.ts';

/** The longest time between two looks at the clock, in milliseconds: a computer that slept has no timers for it. */
const longestNapMs = 60_000;

export interface RingingDeps {
  readonly clock: Clock;
  readonly records: Records;
  readonly store: Store<{ readonly ringing: RingingModel }>;
  /** Whether something rings now. */
  readonly rings: () => boolean;
}

/** Whether rings are heard: silence for a while, which ends by itself; and how they would be. */
export interface RingingSlice {
  readonly commands: CommandHandlers<RingingCommand | ToneCommand>;
  stop(): void;
}

export function createRinging({ clock, records, store, rings }: RingingDeps): RingingSlice {
  const sample = createToneSample({ clock, store, rings });
  let cancel = (): void => {};

  function end(): void {
    cancel();
    records.write(silenceRecord, null);
    store.change({ ringing: { ...store.model.ringing, silentUntil: null } });
  }

  /** By both clocks: one of them stands still while the computer sleeps, the other is set by people. */
  function endAt(until: number, overAt: number): void {
    cancel();
    const leftMs = Math.min(until - clock.wall(), overAt - clock.now());
    if (leftMs <= 0) end();
    // Whole, because the clock is not: what is left of a millisecond might never pass.
    else cancel = clock.after(Math.min(Math.ceil(leftMs), longestNapMs), () => endAt(until, overAt));
  }

  function follow(until: number): void {
    endAt(until, clock.now() + until - clock.wall());
  }

  function silence(span: SilenceSpan): void {
    const until = endOfSilence(span, clock.wall());
    records.write(silenceRecord, { until });
    store.change({ ringing: { ...store.model.ringing, silentUntil: until } });
    follow(until);
  }

  const { silentUntil } = store.model.ringing;
  if (silentUntil !== null) follow(silentUntil);
  return {
    commands: {
      'silence-rings'({ span }) {
        silence(span);
        return taken;
      },
      'ring-again'() {
        if (store.model.ringing.silentUntil === null) return refused('repeated');
        end();
        return taken;
      },
      ...sample.commands,
    },
    stop() {
      cancel();
      sample.stop();
    },
  };
}

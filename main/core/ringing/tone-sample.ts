import type { ToneCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Clock } from '../ports.ts';
import type { Store } from '../store.ts';
import type { RingingModel } from './state.ts';

/** Two rings, with the pause between them. */
const sampleMs = 6_000;

export interface ToneSampleDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly store: Store<{ readonly ringing: RingingModel }>;
  /** Whether something rings now. */
  readonly rings: () => boolean;
}

/** Lets the user hear a ring tone as a call would play it: one at a time, for a few seconds, and never while something rings. */
export interface ToneSample {
  readonly commands: CommandHandlers<ToneCommand>;
  stop(): void;
}

export function createToneSample({ clock, store, rings }: ToneSampleDeps): ToneSample {
  let cancel = (): void => {};

  function end(): void {
    cancel();
    if (store.model.ringing.sample !== null) store.change({ ringing: { ...store.model.ringing, sample: null } });
  }

  store.subscribe(() => {
    if (store.model.ringing.sample !== null && rings()) end();
  });
  return {
    commands: {
      'play-tone'({ setting }) {
        if (rings()) return refused('stale');
        cancel();
        cancel = clock.after(sampleMs, end);
        store.change({ ringing: { ...store.model.ringing, sample: setting } });
        return taken;
      },
      'stop-tone'() {
        end();
        return taken;
      },
    },
    stop: () => cancel(),
  };
}

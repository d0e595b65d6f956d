import type { GuideCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, taken } from '../commands.ts';
import type { Clock, Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { type GuideModel, guideRecord, noGuide } from './state.ts';

export interface GuideDeps {
  readonly clock: Pick<Clock, 'wall'>;
  readonly records: Pick<Records, 'write'>;
  readonly store: Store<{ readonly guide: GuideModel }>;
}

/** Opens and closes the way through microphone, ring and keys. */
export function createGuide({ clock, records, store }: GuideDeps): {
  readonly commands: CommandHandlers<GuideCommand>;
} {
  return {
    commands: {
      'open-guide'() {
        store.change({ guide: { openSince: clock.wall() } });
        return taken;
      },
      'close-guide'() {
        records.write(guideRecord, { done: true });
        store.change({ guide: noGuide });
        return taken;
      },
    },
  };
}

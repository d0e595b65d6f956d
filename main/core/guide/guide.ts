import type { GuideCommand, GuideView } from '../../../preload/contract/index.ts';
import { type CommandHandlers, taken } from '../commands.ts';
import type { Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { guideRecord, noGuide } from './state.ts';

export interface GuideDeps {
  readonly records: Pick<Records, 'write'>;
  readonly store: Store<{ readonly guide: GuideView }>;
}

/** Opens and closes the way through microphone, ring and keys. */
export function createGuide({ records, store }: GuideDeps): { readonly commands: CommandHandlers<GuideCommand> } {
  return {
    commands: {
      'open-guide'() {
        store.change({ guide: 'open' });
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

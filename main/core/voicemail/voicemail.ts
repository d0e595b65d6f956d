import type { FollowsSession } from '../follows-session.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Store } from '../store.ts';
import type { MissedItems } from '../ucwa/decode/missed-items.ts';
import { missedItemsOf } from './from-ucwa.ts';
import { noVoicemail, type VoicemailModel } from './state.ts';

export interface VoicemailDeps {
  readonly store: Store<{ readonly voicemail: VoicemailModel }>;
}

/** Follows what the server counts of the user's voice mail. It tells by an event; after an outage what was missed is read anyway. */
export interface VoicemailSlice extends FollowsSession {
  take(event: CompleteEvent): void;
  /** What the server counts was read. */
  counted(items: MissedItems): void;
  forget(): void;
}

export function createVoicemail({ store }: VoicemailDeps): VoicemailSlice {
  function counted({ newVoicemails: fresh, voicemails: all }: MissedItems): void {
    const before = store.model.voicemail;
    if (before.fresh !== fresh || before.all !== all) store.change({ voicemail: { fresh, all } });
  }

  return {
    counted,
    take(event) {
      const items = missedItemsOf(event);
      if (items !== null) counted(items);
    },
    forget: () => store.change({ voicemail: noVoicemail }),
  };
}

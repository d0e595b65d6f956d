import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store.ts';
import type { ConversationEvent } from './event.ts';
import { conversationEventsOf } from './from-ucwa.ts';
import { reduceConversations } from './reduce.ts';
import type { Conversations } from './state.ts';

export interface ConversationsDeps {
  readonly session: Pick<Session, 'resolve'>;
  readonly store: Store<{ readonly conversations: Conversations }>;
}

/** The conversations of the model, which other slices read. */
export interface ConversationsSlice {
  /** What the event channel brought. */
  take(ucwa: CompleteEvent): void;
  /** What was read besides. */
  readonly apply: (event: ConversationEvent) => void;
  applicationLost(): void;
  /** The user signed out. */
  forget(): void;
}

export function createConversations({ session, store }: ConversationsDeps): ConversationsSlice {
  function apply(event: ConversationEvent): void {
    const conversations = reduceConversations(store.model.conversations, event);
    if (conversations !== store.model.conversations) store.change({ conversations });
  }

  const forget = (): void => apply({ type: 'application-lost' });
  return {
    apply,
    take(ucwa) {
      for (const event of conversationEventsOf(ucwa, (href) => session.resolve(href, ucwa.base))) apply(event);
    },
    applicationLost: forget,
    forget,
  };
}

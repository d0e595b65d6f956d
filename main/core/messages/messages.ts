import type { MessagesCommand, MessagesQueries, NewMessageView, Words } from '../../../preload/contract/index.ts';
import type { Communicated } from '../calling/calling.ts';
import type { CommandHandlers } from '../commands.ts';
import { conversationAt, type LiveConversation } from '../conversations/state.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { QueryHandlers } from '../queries.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Resolve, Session } from '../session/session.ts';
import type { Store } from '../store.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { setIsTyping } from '../ucwa/request/messaging.ts';
import { linkOf } from '../ucwa/resource.ts';
import { createMessagesCommands } from './commands.ts';
import { createComparison } from './compare.ts';
import type { MessagesEvent } from './event.ts';
import { messagesEventsOf } from './from-ucwa.ts';
import { createMessagesNews } from './news.ts';
import { createMessagesQueries } from './queries.ts';
import { reduceMessages } from './reduce.ts';
import { createMessagesEffects } from './run-effects.ts';
import type { MessagesStoreModel } from './store-model.ts';
import { createStrangers } from './strangers.ts';

export interface MessagesDeps {
  readonly ports: { readonly clock: Clock; readonly random: Random; readonly log: Log };
  readonly session: Pick<Session, 'perform' | 'resolve'>;
  readonly store: Store<MessagesStoreModel>;
  readonly words: Words;
  /** Declines a call that rings; false where it does not. */
  readonly decline: (callId: string) => boolean;
}

/** Messages, here and on their way. */
export interface MessagesSlice {
  readonly commands: CommandHandlers<MessagesCommand>;
  readonly queries: QueryHandlers<keyof MessagesQueries>;
  /** What the event channel brought. */
  take(ucwa: CompleteEvent): void;
  /** What the user can begin was read. */
  communicated(said: Communicated): void;
  /** Events may have been missed. `application`: its absolute URL. */
  look(application: string): void;
  /** Messages that came since this was last asked, and that the user did not have before them. */
  messagesAnew(): readonly NewMessageView[];
  /** The app ends. */
  stop(): void;
  applicationLost(): void;
  /** Somebody else may sign in next. */
  forget(): void;
}

export function createMessages(deps: MessagesDeps): MessagesSlice {
  const { ports, session, store, words } = deps;
  const { clock, random, log } = ports;
  const resolve: Resolve = (href) => session.resolve(href);
  const runEffect = createMessagesEffects({ clock, random, log, perform: session.perform, resolve, apply });
  const comparison = createComparison({
    ...{ clock, random, perform: session.perform, resolve, apply },
    model: () => store.model.messages,
  });
  const news = createMessagesNews(store, words);

  function apply(event: MessagesEvent): void {
    const before = store.model.messages;
    const { model, effects } = reduceMessages(before, event);
    if (model !== before) store.prepare({ messages: model, messagesRevision: store.model.messagesRevision + 1 });
    for (const effect of effects) runEffect(effect);
    if (model !== before) store.change({});
  }

  const known = (conversation: string, others: readonly Participant[]): void =>
    apply({ type: 'participants', conversation, others, id: random.uuid() });
  const strangers = createStrangers({ clock, perform: session.perform, store, known });

  /** Messages may have come before it was known whose they are. */
  function othersKnown(conversation: string): void {
    if (!store.model.messages.strays.some((entry) => entry.conversation === conversation)) return;
    const others = othersIn(conversationAt(store.model.conversations, conversation));
    if (others.length > 0) known(conversation, others);
    else strangers.readLater(conversation);
  }

  return {
    commands: createMessagesCommands({
      ...deps,
      apply,
      runTyping: (href) => void session.perform(setIsTyping(href)),
    }),
    queries: createMessagesQueries({ store, words }),
    take(ucwa) {
      const resolveThere: Resolve = (href) => session.resolve(href, ucwa.base);
      for (const event of messagesEventsOf(ucwa, resolveThere, random, clock.wall())) apply(event);
      if (ucwa.sender.rel === 'conversation') othersKnown(resolveThere(ucwa.sender.href) ?? '');
    },
    communicated({ communication, base }) {
      apply({ type: 'means', startMessaging: session.resolve(linkOf(communication, 'startMessaging'), base) });
    },
    look: comparison.run,
    stop: comparison.stop,
    messagesAnew: news,
    applicationLost() {
      comparison.stop();
      apply({ type: 'application-lost' });
    },
    forget() {
      comparison.stop();
      apply({ type: 'signed-out' });
    },
  };
}

/** Of a conversation of two: who the other is. */
function othersIn(conversation: LiveConversation | undefined): readonly Participant[] {
  if (conversation === undefined || conversation.participants.length !== 1) return [];
  return conversation.participants.flatMap(({ who, title }) => who ?? { name: title, uri: null, phoneNumber: null });
}

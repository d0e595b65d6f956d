import type { MessagesQueries, Words } from '../../../preload/contract/index.ts';
import type { QueryHandlers } from '../queries.ts';
import type { Store } from '../store.ts';
import { projectMessage, projectThread } from './project-thread.ts';
import { threadById } from './sending.ts';
import type { Entry, Thread } from './state.ts';
import type { MessagesStoreModel } from './store-model.ts';

export interface MessagesQueriesDeps {
  readonly store: Pick<Store<MessagesStoreModel>, 'model'>;
  readonly words: Words;
}

/** Answers what windows ask of messages. */
export function createMessagesQueries({ store, words }: MessagesQueriesDeps): QueryHandlers<keyof MessagesQueries> {
  return {
    thread({ threadId, count, before }) {
      const { model } = store;
      const thread = threadById(model.messages, threadId);
      if (thread === undefined) return null;
      const earlier = before === null ? thread.entries : entriesBefore(thread, before);
      const newest = earlier.slice(-count);
      return {
        revision: model.messagesRevision,
        thread: projectThread(thread, model, words),
        messages: newest.map((entry) => projectMessage(entry, thread, model, words)),
        more: earlier.length > newest.length,
      };
    },
  };
}

/** None where the message is not there: then what was asked before is asked anew too. */
function entriesBefore({ entries }: Thread, entryId: string): readonly Entry[] {
  return entries.slice(
    0,
    Math.max(
      0,
      entries.findIndex(({ id }) => id === entryId),
    ),
  );
}

import type { NewMessageView, Words } from '../../../preload/contract/index.ts';
import { homeDomains, projectParty } from '../party/party.ts';
import type { SessionModel } from '../session/state.ts';
import type { Store } from '../store.ts';
import type { Entry, MessagesModel, Thread } from './state.ts';
import { wordsOf } from './text/pieces.ts';

/** As much of a message as a notification shows. */
const longestWords = 240;

/** Tells of each message once that came while the user did not have its thread before them. */
export function createMessagesNews(
  store: Pick<Store<{ readonly messages: MessagesModel; readonly session: SessionModel }>, 'model'>,
  words: Words,
): () => readonly NewMessageView[] {
  let told: ReadonlySet<string> = new Set();
  let before: MessagesModel['threads'] = [];

  function project(thread: Thread, { text, opening, away }: Entry): NewMessageView {
    const said = wordsOf(text).replace(/\s+/g, ' ');
    return {
      threadId: thread.id,
      party: projectParty(thread.party, homeDomains(store.model.session), words),
      words: [...said].slice(0, longestWords).join(''),
      isFirst: opening && thread.pending?.by === 'them',
      away,
    };
  }

  return () => {
    const { threads } = store.model.messages;
    if (threads === before) return [];
    const changed = threads.filter((thread) => !before.includes(thread));
    before = threads;
    const unread = changed.flatMap((thread) => thread.entries.filter(isUnread).map((entry) => ({ thread, entry })));
    const fresh = unread.filter(({ entry }) => !told.has(nameOf(entry)));
    if (fresh.length === 0) return [];
    told = new Set(threads.flatMap(({ entries }) => entries.filter(isUnread).map(nameOf)));
    return fresh.map(({ thread, entry }) => project(thread, entry));
  };
}

function isUnread({ direction, read }: Entry): boolean {
  return direction === 'incoming' && !read;
}

/** That it was not answered in time is told of anew. */
function nameOf({ id, away }: Entry): string {
  return `${id} ${away}`;
}

import type { MessagesView, ThreadRow, Words } from '../../../preload/contract/index.ts';
import { projectParty } from '../party/party.ts';
import { type MessagesModel, modalityOf, type Thread, unreadOf } from './state.ts';
import { wordsOf } from './text/pieces.ts';
import { lastAt } from './threads.ts';

/** As much of what was said last as a row shows. */
const longestWords = 120;

/** What the snapshot has of messages. `home`: the user's own domains. */
export function projectMessages(
  model: MessagesModel,
  revision: number,
  home: readonly string[],
  words: Words,
): MessagesView {
  const shown = model.threads.filter((thread) => isListed(thread, model.opened?.threadId ?? null));
  const rows = shown.map((thread) => projectRow(thread, model, home, words));
  return {
    offered: model.means.startMessaging !== null,
    revision,
    unread: rows.reduce((sum, row) => sum + row.unread, 0),
    threads: rows.sort((one, other) => rank(other) - rank(one)),
    opened: model.opened,
  };
}

/** One that was opened, and in which nothing was said yet, is there until another is. */
function isListed({ id, entries, draft }: Thread, opened: string | null): boolean {
  return entries.length > 0 || draft !== '' || id === opened;
}

/** What is only begun stands first. */
function rank({ at }: ThreadRow): number {
  return at === 0 ? Number.POSITIVE_INFINITY : at;
}

interface Known {
  readonly row: ThreadRow;
  readonly of: string;
}

/** Threads that did not change are not drawn up again: there may be hundreds, with a thousand messages each. */
const known = new WeakMap<Thread, Known>();

function projectRow(thread: Thread, model: MessagesModel, home: readonly string[], words: Words): ThreadRow {
  const typing = (modalityOf(model, thread)?.typing.length ?? 0) > 0;
  const of = `${typing} ${home.join(' ')}`;
  const before = known.get(thread);
  if (before?.of === of) return before.row;
  const last = thread.entries.at(-1);
  const said = last === undefined ? '' : wordsOf(last.text).replace(/\s+/g, ' ');
  const row: ThreadRow = {
    id: thread.id,
    party: projectParty(thread.party, home, words),
    said: [...said].slice(0, longestWords).join(''),
    own: last?.direction === 'outgoing',
    at: lastAt(thread),
    unread: unreadOf(thread),
    failed: last?.delivery === 'failed',
    typing,
    begun: thread.draft !== '',
  };
  known.set(thread, { row, of });
  return row;
}

import type { AppView, NewMessageView, Words } from '../../../preload/contract/index.ts';
import type { Clock } from '../../core/ports.ts';
import { asWanted } from './hidden-names.ts';
import type { NoticeBoard } from './notice-board.ts';
import type { Notice } from './notices.ts';

export interface MessageNoticesDeps {
  readonly words: Words;
  readonly clock: Pick<Clock, 'after'>;
  /** Messages that came since the last look, oldest first. */
  messagesAnew(): readonly NewMessageView[];
}

/** What messages put on the board, and take away again. */
export interface MessageNotices {
  update(view: AppView): void;
}

/** Messages are told of so far apart, in milliseconds: a flood of them is a notice now and then. */
const everyMs = 2_000;
/** Of more people than these at once it is only said how many messages there are. */
const mostThreads = 3;

/** Tells of messages that nobody looks at: one notice a thread, gone once it is read. */
export function createMessageNotices(board: NoticeBoard, deps: MessageNoticesDeps): MessageNotices {
  const { words, clock, messagesAnew } = deps;
  const shown = new Map<string, string>();
  let waiting: readonly NewMessageView[] = [];
  let isQuiet = false;
  let isCalling = false;
  let present: AppView | null = null;

  function tell(): void {
    const due = waiting;
    waiting = [];
    isQuiet = due.length > 0;
    for (const notice of noticesOf(due, isCalling, words)) {
      board.show(present === null ? notice : asWanted(notice, present, words));
      shown.set(notice.threadId ?? '', notice.id);
    }
    if (isQuiet) clock.after(everyMs, tell);
  }

  function withdrawRead({ messages }: AppView): void {
    const unread = new Set(messages.threads.flatMap(({ id, unread: count }) => (count > 0 ? id : [])));
    for (const [threadId, id] of shown) {
      if (threadId === '' ? messages.unread > 0 : unread.has(threadId)) continue;
      board.withdraw(id);
      shown.delete(threadId);
    }
    waiting = waiting.filter(({ threadId }) => unread.has(threadId));
  }

  return {
    update(view) {
      present = view;
      isCalling = view.calls.length > 0;
      waiting = [...waiting, ...messagesAnew()];
      withdrawRead(view);
      if (waiting.length > 0 && !isQuiet) tell();
    },
  };
}

/** Of each thread the newest; of too many one for all. */
function noticesOf(due: readonly NewMessageView[], isQuiet: boolean, words: Words): readonly Notice[] {
  const newest = new Map(due.map((message) => [message.threadId, message]));
  if (newest.size <= mostThreads) return [...newest.values()].map((message) => messageNotice(message, isQuiet, words));
  const title = words.say('notice.messages', { count: due.length });
  return [{ ...plain, id: 'messages', title, body: '', actions: [], ...(isQuiet ? { quiet: true } : {}) }];
}

const plain = { kind: 'message', callId: '', page: 'messages' } as const;

function messageNotice(message: NewMessageView, isQuiet: boolean, { say }: Words): Notice {
  const { threadId, party, words, away, isFirst } = message;
  const name = party.label;
  const outside = party.outside === true ? [say('notice.outside')] : [];
  return {
    ...plain,
    id: `message-${threadId}`,
    threadId,
    title: away ? say('messages.while-away', { name }).replace(/\.$/, '') : name,
    body: [...outside, words].join(' · '),
    actions: [
      { key: 'reply', label: say('notice.reply') },
      { key: 'open', label: say('notice.open-message') },
      ...(isFirst ? [{ key: 'put-off' as const, label: say('notice.not-now') }] : []),
    ],
    ...(isQuiet ? { quiet: true } : {}),
  };
}

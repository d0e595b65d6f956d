import type { AppView, HistoryView, Words } from '../../../preload/contract/index.ts';
import type { Clock } from '../../core/ports.ts';
import { asWanted } from './hidden-names.ts';
import { createMessageNotices, type MessageNoticesDeps } from './message-notices.ts';
import type { NoticeBoard } from './notice-board.ts';
import { alertNotices, deviceNotices, missedNotice, missedTogether, type Notice, ringNotices } from './notices.ts';

export interface NotifierDeps extends MessageNoticesDeps {
  readonly words: Words;
  readonly clock: Pick<Clock, 'after'>;
  /** Missed calls that came since the last look. */
  missedAnew(): readonly HistoryView[];
}

/** Keeps the notices on a board in step with the snapshots. */
export interface Notifier {
  update(view: AppView): void;
}

/** Missed calls are told of one at a time so far apart, in milliseconds; what comes between is told of together. */
const missedEveryMs = 2_000;

export function createNotifier(
  board: NoticeBoard,
  first: AppView,
  { words, clock, missedAnew, messagesAnew }: NotifierDeps,
): Notifier {
  const messages = createMessageNotices(board, { words, clock, messagesAnew });
  let before = first;
  let shown: ReadonlyMap<string, string> = new Map();

  let missed: readonly Notice[] = [];
  let isQuiet = false;

  function tellMissed(): void {
    const due = missedTogether(missed, words);
    missed = [];
    isQuiet = due.length > 0;
    for (const notice of due) board.show(asWanted(notice, before, words));
    if (isQuiet) clock.after(missedEveryMs, tellMissed);
  }

  return {
    update: (view) => {
      const all = [...ringNotices(view, words), ...alertNotices(view)];
      const standing = new Map(all.map((notice) => [notice.id, asWanted(notice, view, words)]));
      for (const id of shown.keys()) if (!standing.has(id)) board.withdraw(id);
      for (const [id, notice] of standing) if (shown.get(id) !== JSON.stringify(notice)) board.show(notice);
      for (const notice of deviceNotices(before, view)) board.show(asWanted(notice, view, words));
      missed = [...missed, ...missedAnew().map((call) => missedNotice(call, view, words))];
      before = view;
      if (missed.length > 0 && !isQuiet) tellMissed();
      messages.update(view);
      shown = new Map([...standing].map(([id, notice]) => [id, JSON.stringify(notice)]));
    },
  };
}

import type { AppView } from '../../../preload/contract.ts';
import { deviceNotices, missedNotices, type Notice, type NoticeChoice, ringNotices } from './notices.ts';

/** A way to put notices on the screen. Neither call waits for anything, and neither fails. */
export interface NoticeBoard {
  show(notice: Notice): void;
  withdraw(id: string): void;
}

export type OnNoticeChoice = (notice: Notice, choice: NoticeChoice) => void;

/** Keeps the notices on a board in step with the snapshots. */
export interface Notifier {
  update(view: AppView): void;
}

export function createNotifier(board: NoticeBoard, first: AppView, time: (at: number) => string): Notifier {
  let before = first;
  let shown: ReadonlyMap<string, string> = new Map();

  return {
    update: (view) => {
      const ringing = new Map(ringNotices(view).map((notice) => [notice.id, notice]));
      for (const id of shown.keys()) if (!ringing.has(id)) board.withdraw(id);
      for (const [id, notice] of ringing) if (shown.get(id) !== JSON.stringify(notice)) board.show(notice);
      for (const notice of [...missedNotices(before, view, time), ...deviceNotices(before, view)]) board.show(notice);
      shown = new Map([...ringing].map(([id, notice]) => [id, JSON.stringify(notice)]));
      before = view;
    },
  };
}

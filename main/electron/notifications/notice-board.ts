import type { Notice, NoticeChoice } from './notices.ts';

/** A way to put notices on the screen. Neither call waits for anything, and neither fails. */
export interface NoticeBoard {
  show(notice: Notice): void;
  withdraw(id: string): void;
}

/** Whether a notice was taken by whoever shows them. */
export type OnNoticeResult = (notice: Notice, shown: boolean) => void;

/** `text`: what was typed, of a reply. */
export type OnNoticeChoice = (notice: Notice, choice: NoticeChoice, text?: string) => void;

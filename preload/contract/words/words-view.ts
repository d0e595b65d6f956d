import type { MessageId } from './message-ids.ts';

/** The language of a window or of the desktop around it, with everything that it is written with: all that `createWords` needs. */
export interface WordsView {
  /** Of the messages, by BCP 47. */
  readonly locale: string;
  readonly direction: TextDirection;
  readonly formats: Formats;
  /** Each in the ICU's message format. */
  readonly messages: Readonly<Record<MessageId, string>>;
}

export type TextDirection = 'ltr' | 'rtl';

/** In which locales dates and numbers are written, by BCP 47: a desktop may speak one language and date in another. */
export interface Formats {
  readonly time: string;
  readonly numeric: string;
}

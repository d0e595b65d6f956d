import { type HistoryView, textWithNames } from '../../preload/contract/index.ts';

/** Why a past call rang here, for where there is no room to draw it. */
export function whyTexts({ invitation }: Pick<HistoryView, 'invitation'>): readonly string[] {
  return (invitation?.why ?? []).map(({ sentence }) => textWithNames(sentence));
}

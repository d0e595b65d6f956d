import type { HistoryRow, Words } from '../../../../preload/contract/index.ts';
import { kindWords } from '../../../wording/outcome.ts';
import { whyTexts } from '../../../wording/why.ts';

/** How a row is read out: "Missed call, Ana Lindqvist, For Dana Whitfield, 2 calls, today 10:42". */
export function rowName({ call, count }: Pick<HistoryRow, 'call' | 'count'>, now: number, words: Words): string {
  const { party, at, byPhone } = call;
  return words.list([
    kindWords(call, words),
    party.label,
    ...(party.outside === true ? [words.say('party.outside-in-list')] : []),
    ...whyTexts(call),
    ...(byPhone === true ? [words.say('calls.by-phone')] : []),
    ...(count > 1 ? [words.say('calls.count', { count })] : []),
    words.momentInList(at, now),
  ]);
}

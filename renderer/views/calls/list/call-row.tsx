import type { JSX } from 'preact';
import type { HistoryRow, HistoryView, Words } from '../../../../preload/contract/index.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { Icon } from '../../../components/icons/icon.tsx';
import { kindIcon } from '../../../components/icons/kind-icon.ts';
import type { RowInList } from '../../../components/list/list-box.tsx';
import { RowCall } from '../../../components/list/row-call.tsx';
import { isoTime } from '../../../wording/days.ts';
import { outcomeWord } from '../../../wording/outcome.ts';
import { outsideLine } from '../../../wording/party.ts';
import { whyTexts } from '../../../wording/why.ts';
import { useWords } from '../../../wording/words-context.ts';
import { rowName } from './row-name.ts';

export interface CallRowProps extends RowInList {
  readonly row: HistoryRow;
  /** A picture of them; null where there is none. */
  readonly photo: string | null;
  readonly now: number;
  /** Nobody looked at it before. */
  readonly fresh: boolean;
  /** Calls them; null where that is not possible. */
  readonly onCall: (() => void) | null;
  /** Shift+Enter writes to them. */
  readonly canWrite: boolean;
}

/** One past call: kind, who, what became of it, when. */
export function CallRow(props: CallRowProps): JSX.Element {
  const { row, photo, place, total, now, selected, fresh, onReach, onPick, onCall, canWrite } = props;
  const words = useWords();
  const { call, count } = row;
  const { party } = call;
  const missed = call.outcome === 'missed' || call.outcome === 'failed';
  return (
    <div
      class={`row${missed ? ' row-missed' : ''}${missed && fresh ? ' row-fresh' : ''}`}
      role="option"
      aria-selected={selected}
      aria-posinset={place + 1}
      aria-setsize={total}
      aria-label={rowName(row, now, words)}
      aria-keyshortcuts={keysOf(onCall !== null, canWrite)}
      tabIndex={selected ? 0 : -1}
      onFocus={onReach}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key === ' ') {
          event.preventDefault();
          onPick();
        }
      }}
    >
      <span class="row-kind">
        <Icon name={kindIcon(call)} />
      </span>
      <Avatar initials={party.initials} name={party.label} size={32} photo={photo} />
      <span class="row-words">
        <span class="row-name">
          <bdi class="row-label cut">{party.label}</bdi>
          {count > 1 && <span class="row-count numbers">{words.say('calls.repeated', { count })}</span>}
        </span>
        <span class="row-note cut">
          <bdi>{secondLine(call, words)}</bdi>
        </span>
      </span>
      <span class="row-end">
        <span class="row-outcome numbers">
          <bdi>{outcomeWord(call, words)}</bdi>
        </span>
        <time class="row-time numbers" dateTime={isoTime(call.at)}>
          {words.timeOfDay(call.at)}
        </time>
      </span>
      <RowCall name={party.label} onCall={onCall} />
    </div>
  );
}

function keysOf(canCall: boolean, canWrite: boolean): string {
  return [...(canCall ? ['Control+Enter'] : []), ...(canWrite ? ['Shift+Enter'] : []), 'Delete'].join(' ');
}

/** Why it ended so, where there is more to say than the outcome; else the number. Whether it came from outside, and why, go before. */
function secondLine(call: HistoryView, words: Words): string {
  const { party, note, byPhone } = call;
  const onPhone = byPhone === true ? words.say('calls.by-phone') : null;
  const parts = [onPhone, outsideLine(party, words), ...whyTexts(call), note === '' ? party.number : note];
  return parts.filter((part) => part !== null).join(' · ');
}

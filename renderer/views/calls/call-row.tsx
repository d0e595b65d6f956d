import type { JSX } from 'preact';
import type { HistoryView, Words } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { kindIcon } from '../../components/icons/kind-icon.ts';
import { isoTime } from '../../wording/days.ts';
import { outcomeWord } from '../../wording/outcome.ts';
import { outsideLine } from '../../wording/party.ts';
import { useWords } from '../../wording/words-context.ts';
import { type Entry, entryName } from './call-list-entries.ts';

export interface CallRowProps {
  readonly entry: Entry;
  readonly now: number;
  readonly selected: boolean;
  readonly focusable: boolean;
  /** Not looked at yet. */
  readonly fresh: boolean;
  /** It has the focus. */
  readonly onReach: (callId: string) => void;
  /** It was pressed. */
  readonly onPick: (callId: string) => void;
}

/** One past call: kind, who, what became of it, when. */
export function CallRow({ entry, now, selected, focusable, fresh, onReach, onPick }: CallRowProps): JSX.Element {
  const words = useWords();
  const { call, count } = entry;
  const { party } = call;
  const missed = call.outcome === 'missed' || call.outcome === 'failed';
  return (
    <div
      class={`row${missed ? ' row-missed' : ''}${missed && fresh ? ' row-fresh' : ''}`}
      role="option"
      aria-selected={selected}
      aria-label={entryName(entry, now, words)}
      tabIndex={focusable ? 0 : -1}
      data-call={call.id}
      onFocus={() => onReach(call.id)}
      onClick={() => onPick(call.id)}
      onKeyDown={(event) => {
        if (event.key === ' ') {
          event.preventDefault();
          onPick(call.id);
        }
      }}
    >
      <span class="row-kind">
        <Icon name={kindIcon(call)} />
      </span>
      <Avatar initials={party.initials} name={party.label} size={32} />
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
    </div>
  );
}

/** Why it ended so, where there is more to say than the outcome; else the number. Whether it came from outside goes before. */
function secondLine({ party, note }: HistoryView, words: Words): string {
  return [outsideLine(party, words), note === '' ? party.number : note].filter((part) => part !== null).join(' · ');
}

import type { JSX } from 'preact';
import type { ThreadRow as Row, Words } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { isoTime } from '../../wording/days.ts';
import { useWords } from '../../wording/words-context.ts';

export interface ThreadRowProps {
  readonly row: Row;
  readonly now: number;
  readonly selected: boolean;
  /** It is the one stop for Tab. */
  readonly stop: boolean;
  readonly onFocus: () => void;
  readonly onPick: () => void;
}

/** With whom, what was said last, when, and how many nobody has read. */
export function ThreadRow({ row, now, selected, stop, onFocus, onPick }: ThreadRowProps): JSX.Element {
  const words = useWords();
  const { party, at, unread, failed } = row;
  const last = lastWords(row, words);
  return (
    <div
      class={`thread-row${unread > 0 ? ' thread-unread' : ''}`}
      role="option"
      aria-selected={selected}
      aria-label={words.list(nameParts(row, last, now, words))}
      tabIndex={stop ? 0 : -1}
      onFocus={onFocus}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        onPick();
      }}
    >
      <Avatar initials={party.initials} name={party.label} size={36} />
      <span class="row-words">
        <bdi class="row-label cut">{party.label}</bdi>
        <span class="row-note cut">
          <bdi>{last}</bdi>
        </span>
      </span>
      <span class="row-end">
        {at > 0 && (
          <time class="row-time numbers" dateTime={isoTime(at)}>
            {words.whenInBrief(at, now)}
          </time>
        )}
        {failed && (
          <span class="thread-failed">
            <Icon name="error" size="small" />
          </span>
        )}
        {unread > 0 && <span class="badge badge-accent numbers">{words.number(unread)}</span>}
      </span>
    </div>
  );
}

function lastWords(row: Row, { say }: Words): string {
  if (row.typing) return say('messages.typing-short');
  if (row.begun) return say('messages.begun');
  if (row.failed) return say('messages.not-delivered');
  return row.own ? say('messages.own-words', { words: row.said }) : row.said;
}

function nameParts({ party, at, unread, failed }: Row, last: string, now: number, words: Words): readonly string[] {
  return [
    party.label,
    ...(unread > 0 ? [words.say('messages.unread', { count: unread })] : []),
    ...(failed && last !== words.say('messages.not-delivered') ? [words.say('messages.not-delivered')] : []),
    ...(last === '' ? [] : [last]),
    ...(at > 0 ? [words.momentInList(at, now)] : []),
  ];
}

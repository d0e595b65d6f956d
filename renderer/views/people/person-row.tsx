import type { JSX } from 'preact';
import type { PersonView, Words } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import type { RowInList } from '../../components/list/list-box.tsx';
import { RowCall } from '../../components/list/row-call.tsx';
import { marked } from '../../wording/marked.ts';
import { useWords } from '../../wording/words-context.ts';

export interface PersonRowProps extends RowInList {
  readonly person: PersonView;
  /** What is searched for: it is marked in the name. */
  readonly typed: string;
  /** Calls them; null where that is not possible. */
  readonly onCall: (() => void) | null;
}

/** Somebody in a list: picture, name, whether they are there, what tells them from others. */
export function PersonListRow(props: PersonRowProps): JSX.Element {
  const { person, typed, place, total, selected, onReach, onPick, onCall } = props;
  const words = useWords();
  return (
    <div
      class="row"
      role="option"
      aria-selected={selected}
      aria-posinset={place + 1}
      aria-setsize={total}
      aria-label={words.list(partsOf(person, words))}
      {...(onCall === null ? {} : { 'aria-keyshortcuts': 'Control+Enter' })}
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
      <Avatar
        initials={person.initials}
        name={person.label}
        size={32}
        photo={person.photo}
        presence={person.presence.dot}
      />
      <span class="row-words">
        <span class="row-name">
          <bdi class="row-label cut">
            {marked(person.label, typed).map(({ text, marked: isTyped }, index) =>
              isTyped ? <b key={index}>{text}</b> : text,
            )}
          </bdi>
        </span>
        <span class="row-note cut">
          <bdi>{partsOf(person, words).slice(1).join(' · ')}</bdi>
        </span>
      </span>
      <RowCall name={person.label} onCall={onCall} />
    </div>
  );
}

/** "Anders Ling, In a call, Logistics, Gothenburg". */
function partsOf({ label, presence, line, outside }: PersonView, { say }: Words): readonly string[] {
  const parts = [presence.text, outside === true ? say('party.outside-in-list') : '', line];
  return [label, ...parts.filter((part) => part !== '')];
}

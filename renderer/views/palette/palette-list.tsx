import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { marked } from '../../wording/marked.ts';
import { useWords } from '../../wording/words-context.ts';
import { type PaletteItem, paletteGroups } from './items.ts';

/** The id of the list, and of each of its options. */
export const paletteListId = 'palette-list';
export const paletteOptionId = (place: number): string => `palette-option-${place}`;

export interface PaletteListProps {
  readonly items: readonly PaletteItem[];
  readonly typed: string;
  /** The place of the one that Enter takes. */
  readonly active: number;
  readonly onChoose: (item: PaletteItem) => void;
}

/** What can be done, by what it is about; the focus stays in the box. */
export function PaletteList({ items, typed, active, onChoose }: PaletteListProps): JSX.Element {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, items]);
  return (
    <div
      ref={list}
      class="palette-list"
      id={paletteListId}
      role="listbox"
      tabIndex={-1}
      aria-label={say('palette.title')}
      // So that the box keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {paletteGroups.map((group) => {
        const some = items.filter((item) => item.group === group);
        if (some.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by this role alone
          <div key={group} role="group" aria-labelledby={`palette-${group}`}>
            <div class="palette-group" id={`palette-${group}`} role="presentation">
              {say(`palette.group.${group}`)}
            </div>
            {some.map((item) => (
              <PaletteRow
                key={item.id}
                item={item}
                typed={typed}
                place={items.indexOf(item)}
                isActive={items[active] === item}
                onChoose={onChoose}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

interface PaletteRowProps {
  readonly item: PaletteItem;
  readonly typed: string;
  readonly place: number;
  readonly isActive: boolean;
  readonly onChoose: (item: PaletteItem) => void;
}

function PaletteRow({ item, typed, place, isActive, onChoose }: PaletteRowProps): JSX.Element {
  const { label, hint, icon, person } = item;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which has the focus
    <div
      id={paletteOptionId(place)}
      class="palette-row"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={() => onChoose(item)}
    >
      {person === undefined ? (
        <span class="palette-icon">
          <Icon name={icon} />
        </span>
      ) : (
        <Avatar
          initials={person.initials}
          name={person.label}
          size={32}
          photo={person.photo}
          presence={person.presence.dot}
        />
      )}
      <bdi class="palette-label cut">
        {marked(label, typed).map(({ text, marked: isTyped }, index) => (isTyped ? <b key={index}>{text}</b> : text))}
      </bdi>
      {hint !== '' && <bdi class="palette-hint cut">{hint}</bdi>}
    </div>
  );
}

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../components/avatar.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { Suggestion } from './use-suggestions.ts';

/** The id of the list, and of each of its options. */
export const listId = 'dial-suggestions';
export const optionId = (place: number): string => `dial-suggestion-${place}`;

export interface SuggestionListProps {
  readonly suggestions: readonly Suggestion[];
  /** The place of the one that Enter takes; -1 for none. */
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion) => void;
}

/** Who could be meant, below the box; the focus stays in the box. */
export function SuggestionList({ suggestions, active, onChoose }: SuggestionListProps): JSX.Element {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      class="suggestions"
      id={listId}
      role="listbox"
      tabIndex={-1}
      aria-label={say('dial.suggestions')}
      // So that the box keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {suggestions.map((suggestion, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which has the focus
        <div
          key={`${suggestion.label} ${suggestion.to}`}
          id={optionId(place)}
          class="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          onClick={() => onChoose(suggestion)}
        >
          <Avatar initials={suggestion.initials} name={suggestion.label} size={32} />
          <span class="suggestion-words">
            <bdi class="suggestion-name cut">{suggestion.label}</bdi>
            {suggestion.number !== null && <bdi class="suggestion-number cut">{suggestion.number}</bdi>}
          </span>
        </div>
      ))}
    </div>
  );
}

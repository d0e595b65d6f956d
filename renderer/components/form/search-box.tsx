import type { JSX, RefObject } from 'preact';
import { longestSearch } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icons/icon.tsx';

export interface SearchBoxProps {
  /** What can be searched for. */
  readonly name: string;
  readonly text: string;
  /** The id of the panel in which what was found is listed. */
  readonly panel: string;
  readonly boxRef: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string) => void;
  /** Arrow down, or Enter: to what was found. */
  readonly onLeave: () => void;
}

/** What a page searches in its list; Ctrl+F leads here, and Esc empties it. */
export function SearchBox({ name, text, panel, boxRef, onText, onLeave }: SearchBoxProps): JSX.Element {
  const { say } = useWords();
  const clear = (): void => {
    onText('');
    boxRef.current?.focus();
  };
  return (
    <search class="search">
      <div class="field-box">
        <Icon name="search" />
        <input
          ref={boxRef}
          class="field-input"
          dir="auto"
          type="text"
          aria-label={name}
          aria-keyshortcuts="Control+F"
          aria-controls={panel}
          placeholder={name}
          value={text}
          maxLength={longestSearch}
          spellcheck={false}
          autocapitalize="none"
          autocomplete="off"
          onInput={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text !== '') clear();
            else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
            else return;
            event.preventDefault();
          }}
        />
        {text !== '' && (
          <Button label={say('people.clear')} kind="quiet" size="small" icon="close" iconOnly onPress={clear} />
        )}
      </div>
    </search>
  );
}

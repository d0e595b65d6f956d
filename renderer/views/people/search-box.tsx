import type { JSX, RefObject } from 'preact';
import { longestSearch } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface SearchBoxProps {
  readonly text: string;
  readonly boxRef: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string) => void;
  /** Arrow down, or Enter: to what was found. */
  readonly onLeave: () => void;
}

/** What people are searched for: a name, an address or a number. */
export function SearchBox({ text, boxRef, onText, onLeave }: SearchBoxProps): JSX.Element {
  const { say } = useWords();
  const clear = (): void => {
    onText('');
    boxRef.current?.focus();
  };
  return (
    <search class="people-search">
      <div class="field-box">
        <Icon name="search" />
        <input
          ref={boxRef}
          class="field-input"
          dir="auto"
          type="text"
          aria-label={say('people.search')}
          aria-keyshortcuts="Control+F"
          aria-controls="people-panel"
          placeholder={say('people.search')}
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

import type { JSX } from 'preact';
import type { PeopleSummary, PeopleTab } from '../../../preload/contract/index.ts';
import { Icon, Spinner } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface NoPeopleProps {
  readonly tab: PeopleTab;
  readonly text: string;
  readonly people: PeopleSummary;
}

/** What stands in place of a list without people. */
export function NoPeople({ tab, text, people: { state, directory } }: NoPeopleProps): JSX.Element | null {
  const { say } = useWords();
  const isSearch = text !== '';
  const waits = isSearch ? tab === 'everyone' && directory.state === 'asking' : state === 'loading';
  if (waits) {
    return (
      <div class="empty">
        <Spinner />
        <p>{say(isSearch ? 'people.searching' : 'people.loading')}</p>
      </div>
    );
  }
  // The note above says what is wrong.
  if (!isSearch && state === 'unavailable') return null;
  return (
    <div class="empty">
      <Icon name={isSearch ? 'search' : 'people'} />
      <p>{isSearch ? say('people.nobody-found', { text }) : say(`people.none.${tab}`)}</p>
    </div>
  );
}

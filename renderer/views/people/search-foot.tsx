import type { JSX } from 'preact';
import type { PeopleSummary, PeopleTab } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon, Spinner } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface SearchFootProps {
  readonly people: PeopleSummary;
  readonly tab: PeopleTab;
  readonly text: string;
  readonly total: number;
  /** Calls what it is given; null where that is not possible. */
  readonly onCall: ((to: string) => void) | null;
}

/** What people dial, with at least three digits. */
const dialled = /^\+?(?:[\s().\-/]*\d){3,}[\s().\-/]*$/;

/** How many were found, whether more may come, and a call to the number that was typed. */
export function SearchFoot({ people: { directory }, tab, text, total, onCall }: SearchFootProps): JSX.Element {
  const { say } = useWords();
  const isAsking = tab === 'everyone' && directory.state === 'asking' && total > 0;
  return (
    <div class="search-foot">
      <p role="status" class="search-count">
        {isAsking ? <Spinner /> : total > 0 && <Icon name="info" />}
        {isAsking && say('people.searching')}
        {!isAsking && total > 0 && say('people.found', { count: total, more: directory.more ? 'yes' : 'other' })}
      </p>
      {onCall !== null && dialled.test(text) && (
        <Button
          label={say('people.call-typed', { number: text })}
          kind="standard"
          icon="answer"
          onPress={() => onCall(text)}
        />
      )}
    </div>
  );
}

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type AppView, type PeopleTab, type PersonView, peopleTabs } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { SearchBox } from '../../components/form/search-box.tsx';
import { focusChosen } from '../../components/list/focus-chosen.ts';
import { ListBox } from '../../components/list/list-box.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useDetailsPage } from '../../hooks/use-details-page.ts';
import type { Dial, DialPlace } from '../../hooks/use-dial.ts';
import { useFindKey } from '../../hooks/use-find-key.ts';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';
import { NoPeople } from './no-people.tsx';
import { PeopleNotes } from './people-notes.tsx';
import { reachOf } from './person-details.tsx';
import { PersonPane } from './person-pane.tsx';
import { PersonListRow } from './person-row.tsx';
import { SearchFoot } from './search-foot.tsx';
import { useLookedAt } from './use-looked-at.ts';
import { usePeopleRows } from './use-people-rows.ts';
import { usePerson } from './use-person.ts';
import { useSought } from './use-sought.ts';

export interface PeoplePageProps {
  readonly view: AppView;
  readonly dial: Dial;
  /** Somebody who is searched for at first, and shown. */
  readonly sought: PersonView | null;
  /** Writes to an address; null where the server takes no messages. */
  readonly onWrite: ((to: string) => void) | null;
  readonly act: Act;
  readonly ask: Ask;
}

/** Contacts by groups, and whoever is searched for, with the details of the chosen one. */
export function PeoplePage({
  view: { people, calling },
  dial,
  sought,
  onWrite,
  act,
  ask,
}: PeoplePageProps): JSX.Element {
  const { say } = useWords();
  const [tab, setTab] = useState<PeopleTab>('everyone');
  const [text, setText] = useState(sought?.label ?? '');
  const [box, scroller] = [useRef<HTMLInputElement>(null), useRef<HTMLDivElement>(null)];
  const { open, back, setOpen } = useDetailsPage(scroller);
  const list = usePeopleRows(people, tab, text, ask);
  const shown = usePerson(list.selected?.row.person ?? null, people.revision, ask);
  useLookedAt(list, act);
  useFindKey(box);
  useSought(sought, list, () => setOpen(true));
  useEffect(() => () => void act({ type: 'search-directory', text: '' }), [act]);
  const search = (typed: string): void => {
    setText(typed);
    dial.forget();
    void act({ type: 'search-directory', text: typed });
    scroller.current?.scrollTo({ top: 0 });
  };
  const callFrom = (from: DialPlace) => (calling.audio ? (to: string) => dial.call({ to, from }) : null);
  const showTo = calling.withVideo ? (to: string) => dial.call({ to, from: 'details', how: 'with-video' }) : null;
  const callFor = (person: PersonView): (() => void) | null => {
    const [call, to] = [callFrom('list'), reachOf(person)];
    return call === null || to === null ? null : () => call(to);
  };
  const { total } = list.rows;
  const typed = text.trim();

  return (
    <div class={`listing${open && shown !== null ? ' listing-open' : ''}`}>
      <main class="listing-main" aria-label={say('people.title')} data-pane>
        <header class="page-head">
          <h1 class="title">{say('people.title')}</h1>
          <SearchBox
            name={say('people.search')}
            text={text}
            panel="people-panel"
            boxRef={box}
            onText={search}
            onLeave={() => focusChosen(scroller.current)}
          />
        </header>
        <Tabs
          name={say('people.tabs')}
          tabs={peopleTabs.map((id) => ({ id, label: say(`people.tab.${id}`) }))}
          chosen={tab}
          panel="people-panel"
          onTab={setTab}
        />
        <div ref={scroller} class="listing-scroll" id="people-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          <PeopleNotes people={people} isSearch={typed !== ''} act={act} />
          {dial.problem?.from === 'list' && (
            <p class="field-error" role="alert">
              {say(dialProblemId(dial.problem.refusal))}
            </p>
          )}
          {total === 0 && <NoPeople tab={tab} text={typed} people={people} />}
          {total !== null && total > 0 && (
            <ListBox
              key={tab}
              list={list}
              total={total}
              name={say('people.title')}
              sectionOf={({ section, opensSection }) => ({ name: section, opens: opensSection })}
              drawRow={({ person }, inList) => (
                <PersonListRow {...inList} person={person} typed={typed} onCall={callFor(person)} />
              )}
              scroller={scroller}
              onOpen={() => setOpen(true)}
              onCall={({ person }) => callFor(person)?.()}
            />
          )}
          {typed !== '' && total !== null && (
            <SearchFoot people={people} tab={tab} text={typed} total={total} onCall={callFrom('list')} />
          )}
        </div>
      </main>
      {shown && (
        <PersonPane
          details={shown}
          problem={dial.problem}
          notTaken={people.notTaken}
          backRef={back}
          onBack={() => setOpen(false)}
          onCall={callFrom('details')}
          onCallWithVideo={showTo}
          onWrite={onWrite}
          onChange={(action) => act({ type: 'change-contact', personId: shown.person.id, action })}
        />
      )}
    </div>
  );
}

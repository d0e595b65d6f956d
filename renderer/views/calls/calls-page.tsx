import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AppView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Notes } from '../../components/notes/notes.tsx';
import { useWords } from '../../wording/words-context.ts';
import { CallDetails } from './call-details.tsx';
import { CallList } from './call-list.tsx';
import { byDay, sameParty } from './call-list-entries.ts';
import { type CallTab, CallTabs } from './call-tabs.tsx';
import { NoCalls } from './no-calls.tsx';
import { useFresh } from './use-fresh.ts';
import { useNow } from './use-now.ts';

/** Past calls, by day, with the details of the chosen one. */
export function CallsPage({ view, act }: { readonly view: AppView; readonly act: Act }): JSX.Element {
  const words = useWords();
  const { say } = words;
  const { history, notes } = view;
  const [tab, setTab] = useState<CallTab>('all');
  const [picked, setPicked] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const back = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const now = useNow();
  const fresh = useFresh(history, act);
  const missed = history.filter(({ outcome }) => outcome === 'missed');
  const shown = tab === 'missed' ? missed : history;
  const call = shown.find(({ id }) => id === picked) ?? shown[0] ?? null;
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (open) back.current?.querySelector('button')?.focus();
    else if (wasOpen.current) list.current?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
    wasOpen.current = open;
  }, [open]);
  const close = (): void => setOpen(false);
  const details = open && call !== null;

  return (
    <div class={`calls${details ? ' calls-open' : ''}`}>
      <main class="calls-main" aria-label={say('calls.title')} data-pane>
        <header class="page-head">
          <h1 class="title">{say('calls.title')}</h1>
        </header>
        <CallTabs tab={tab} missed={missed.length} onTab={setTab} />
        <div ref={list} class="calls-scroll" id="calls-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          <Notes notes={notes} act={act} />
          {shown.length === 0 ? (
            <NoCalls tab={tab} />
          ) : (
            <CallList
              days={byDay(shown, now, words)}
              now={now}
              selected={call?.id ?? null}
              fresh={fresh}
              onSelect={setPicked}
              onOpen={(id) => {
                setPicked(id);
                setOpen(true);
              }}
            />
          )}
        </div>
      </main>
      {call && (
        <aside
          class="details"
          aria-label={say('calls.details')}
          data-pane
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        >
          <div class="details-back" ref={back}>
            <Button label={say('calls.back')} kind="quiet" size="small" icon="back" onPress={close} />
          </div>
          <CallDetails
            call={call}
            earlier={history.filter((other) => other.id !== call.id && sameParty(other, call))}
            now={now}
          />
        </aside>
      )}
    </div>
  );
}

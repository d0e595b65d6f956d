import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HistoryList } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { focusChosen } from '../../components/list/focus-chosen.ts';
import { Notes } from '../../components/notes/notes.tsx';
import { useDetailsPage } from '../../hooks/use-details-page.ts';
import { useFindKey } from '../../hooks/use-find-key.ts';
import { useWords } from '../../wording/words-context.ts';
import { GuideOffer } from '../guide/guide-offer.tsx';
import { CallDetails } from './call-details.tsx';
import type { CallsTab } from './call-tabs.tsx';
import { CallsBar } from './calls-bar.tsx';
import { CallsHead, type CallsHeadProps } from './calls-head.tsx';
import { DeletedCalls } from './deleted-calls.tsx';
import { CallListBox } from './list/call-list.tsx';
import { useCallRows } from './list/use-call-rows.ts';
import { useFaces } from './list/use-faces.ts';
import { NoCalls } from './no-calls.tsx';
import { useDeletion } from './use-deletion.ts';
import { useFresh } from './use-fresh.ts';
import { useNow } from './use-now.ts';
import { usePastCall } from './use-past-call.ts';
import { useReach } from './use-reach.ts';
import { VoicemailPanel } from './voicemail-panel.tsx';

export interface CallsPageProps extends Omit<CallsHeadProps, 'boxRef'> {
  /** Which calls are listed. */
  readonly tab: CallsTab;
  readonly onTab: (tab: CallsTab) => void;
  /** The user asked for the box to dial in. */
  readonly wantsDial: boolean;
  /** It has the focus. */
  readonly onDialReached: () => void;
  /** The user wants to be led through what a call needs. */
  readonly onGuide: () => void;
  /** Writes to an address; null where the server takes no messages. */
  readonly onWrite: ((to: string) => void) | null;
}

/** Past calls, by day, with the details of the chosen one. */
export function CallsPage(props: CallsPageProps): JSX.Element {
  const { view, onTab, dial, act, ask } = props;
  const { say } = useWords();
  const { history, missedUnseen, notes, voicemail } = view;
  const tab = props.tab === 'voicemail' && voicemail === null ? 'all' : props.tab;
  const [text, setText] = useState('');
  const list: HistoryList = { filter: tab === 'voicemail' ? 'all' : tab, text: text.trim() };
  const [search, scroller] = [useRef<HTMLInputElement>(null), useRef<HTMLDivElement>(null)];
  const { open, back, setOpen } = useDetailsPage(scroller);
  const box = useWantedDial(props, open, setOpen);
  useFindKey(search);
  const now = useNow();
  const fresh = useFresh(missedUnseen, act, ask);
  const calls = useCallRows(history, list, ask);
  const faces = useFaces(calls, view.people, act, ask);
  const deletion = useDeletion(calls, list, act);
  const reach = useReach(view.calling, dial, props.onWrite);
  const chosen = tab === 'voicemail' ? null : calls.selected;
  const shown = usePastCall(chosen?.chosen.call ?? null, history.revision, ask);
  const { total } = calls.rows;
  const searchFor = (typed: string): void => {
    setText(typed);
    scroller.current?.scrollTo({ top: 0 });
  };

  return (
    <div class={`listing${open && shown !== null ? ' listing-open' : ''}`}>
      <main class="listing-main" aria-label={say('calls.title')} data-pane>
        <CallsHead {...props} boxRef={box} />
        <CallsBar
          {...{ tab, voicemail, onTab, history, list: { ...list, text }, act }}
          boxRef={search}
          onText={searchFor}
          onLeave={() => focusChosen(scroller.current)}
        />
        <DeletedCalls deletion={deletion} />
        <div ref={scroller} class="listing-scroll" id="calls-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          <Notes notes={notes} act={act} />
          {view.guide === 'offered' && <GuideOffer onGuide={props.onGuide} act={act} />}
          {tab === 'voicemail' && voicemail !== null && <VoicemailPanel voicemail={voicemail} dial={dial} />}
          {tab !== 'voicemail' && total === 0 && <NoCalls tab={tab} text={list.text} />}
          {tab !== 'voicemail' && total !== null && total > 0 && (
            <CallListBox
              key={tab}
              {...{ calls, faces, total, now, fresh, scroller }}
              onOpen={() => setOpen(true)}
              onCall={(party) => reach.call('list', party)}
              onWrite={reach.write}
              onDelete={(row) => deletion.remove(row, false)}
            />
          )}
        </div>
      </main>
      {shown && (
        <aside
          class="details"
          aria-label={say('calls.details')}
          data-pane
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
          }}
        >
          <div class="details-back" ref={back}>
            <Button label={say('calls.back')} kind="quiet" size="small" icon="back" onPress={() => setOpen(false)} />
          </div>
          <CallDetails
            {...shown}
            now={now}
            photo={faces.get(shown.call.id) ?? null}
            problem={dial.problem}
            onCall={reach.call('details', shown.call.party)}
            onCallWithVideo={reach.callWithVideo('details', shown.call.party)}
            onCallByPhone={reach.callByPhone('details', shown.call.party)}
            onWrite={reach.write(shown.call.party)}
            onDelete={() => {
              setOpen(false);
              if (chosen !== null) deletion.remove(chosen, true);
            }}
          />
        </aside>
      )}
    </div>
  );
}

/** Leads to the box to dial in, as soon as the user asked for it. */
function useWantedDial(
  { wantsDial, onDialReached }: CallsPageProps,
  open: boolean,
  setOpen: (open: boolean) => void,
): { readonly current: HTMLInputElement | null } {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!wantsDial) return;
    // Beside the details a narrow window has no room for the box.
    if (open) {
      setOpen(false);
      return;
    }
    box.current?.select();
    box.current?.focus();
    onDialReached();
  }, [wantsDial, open]);
  return box;
}

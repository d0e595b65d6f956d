import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dialledFor, type PartyView } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Notes } from '../../components/notes/notes.tsx';
import type { DialPlace } from '../../hooks/use-dial.ts';
import { useWords } from '../../wording/words-context.ts';
import { CallDetails } from './call-details.tsx';
import { type CallsTab, CallTabs } from './call-tabs.tsx';
import { CallsHead, type CallsHeadProps } from './calls-head.tsx';
import { CallListBox } from './list/call-list.tsx';
import { useCallRows } from './list/use-call-rows.ts';
import { NoCalls } from './no-calls.tsx';
import { useFresh } from './use-fresh.ts';
import { useNow } from './use-now.ts';
import { usePastCall } from './use-past-call.ts';
import { VoicemailPanel } from './voicemail-panel.tsx';

export interface CallsPageProps extends Omit<CallsHeadProps, 'boxRef'> {
  /** Which calls are listed. */
  readonly tab: CallsTab;
  readonly onTab: (tab: CallsTab) => void;
  /** The user asked for the box to dial in. */
  readonly wantsDial: boolean;
  /** It has the focus. */
  readonly onDialReached: () => void;
}

/** Past calls, by day, with the details of the chosen one. */
export function CallsPage(props: CallsPageProps): JSX.Element {
  const { view, onTab, dial, wantsDial, onDialReached, act, ask } = props;
  const { say } = useWords();
  const { history, missedUnseen, notes, calling, voicemail } = view;
  const tab = props.tab === 'voicemail' && voicemail === null ? 'all' : props.tab;
  const filter = tab === 'voicemail' ? 'all' : tab;
  const [open, setOpen] = useState(false);
  const back = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const fresh = useFresh(missedUnseen, act, ask);
  const calls = useCallRows(history, filter, ask);
  const listed = tab === 'voicemail' ? null : (calls.selected?.chosen.call ?? null);
  const shown = usePastCall(listed, history.revision, ask);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (open) back.current?.querySelector('button')?.focus();
    else if (wasOpen.current) scroller.current?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
    wasOpen.current = open;
  }, [open]);
  const close = (): void => setOpen(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!wantsDial) return;
    // Beside the details a narrow window has no room for the box.
    if (open) {
      close();
      return;
    }
    box.current?.select();
    box.current?.focus();
    onDialReached();
  }, [wantsDial, open]);
  const callFrom = (from: DialPlace, party: PartyView): (() => void) | null => {
    const to = dialledFor(party);
    return to === null || !calling.audio ? null : () => dial.call({ to, from });
  };
  const byPhoneFrom = (from: DialPlace, party: PartyView): (() => void) | null => {
    const to = dialledFor(party);
    return to === null || !calling.phoneAudio ? null : () => dial.call({ to, from, byPhone: true });
  };
  const { total } = calls.rows;

  return (
    <div class={`listing${open && shown !== null ? ' listing-open' : ''}`}>
      <main class="listing-main" aria-label={say('calls.title')} data-pane>
        <CallsHead {...props} boxRef={box} />
        <CallTabs tab={tab} missed={history.missed} voicemail={voicemail} onTab={onTab} />
        <div ref={scroller} class="listing-scroll" id="calls-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          <Notes notes={notes} act={act} />
          {tab === 'voicemail' && voicemail !== null && <VoicemailPanel voicemail={voicemail} dial={dial} />}
          {tab !== 'voicemail' && total === 0 && <NoCalls tab={tab} />}
          {tab !== 'voicemail' && total !== null && total > 0 && (
            <CallListBox
              key={tab}
              calls={calls}
              total={total}
              now={now}
              fresh={fresh}
              scroller={scroller}
              onOpen={() => setOpen(true)}
              onCall={(party) => callFrom('list', party)}
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
            if (event.key === 'Escape') close();
          }}
        >
          <div class="details-back" ref={back}>
            <Button label={say('calls.back')} kind="quiet" size="small" icon="back" onPress={close} />
          </div>
          <CallDetails
            {...shown}
            now={now}
            problem={dial.problem}
            onCall={callFrom('details', shown.call.party)}
            onCallByPhone={byPhoneFrom('details', shown.call.party)}
          />
        </aside>
      )}
    </div>
  );
}

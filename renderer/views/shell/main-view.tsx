import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DialLink, PageRequest, PhoneApi, SettingsSection } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { useDial } from '../../hooks/use-dial.ts';
import type { Scene } from '../../store.ts';
import { useWords } from '../../wording/words-context.ts';
import type { CallsTab } from '../calls/call-tabs.tsx';
import { CallsPage } from '../calls/calls-page.tsx';
import { DiagnosticsPage } from '../diagnostics/diagnostics-page.tsx';
import { EmergencyQuestion } from '../emergency/emergency-question.tsx';
import { MessagesPage } from '../messages/messages-page.tsx';
import { useThreadChoice } from '../messages/use-thread-choice.ts';
import { PeoplePage } from '../people/people-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { SignInView } from '../sign-in/sign-in-view.tsx';
import { type Page, pagesOf, Sidebar } from './sidebar.tsx';
import { useMainKeys } from './use-main-keys.ts';

export interface MainViewProps {
  readonly scene: Scene;
  readonly act: Act;
  readonly ask: Ask;
  readonly onPageRequest: PhoneApi['onPageRequest'];
  /** Told which it is when the page changes: one that shows audio devices, or another. */
  readonly onDevicesShown: (shown: boolean) => void;
}

/** The main window: the sign-in form, or the pages of the app. */
export function MainView({ scene, act, ask, onPageRequest, onDevicesShown }: MainViewProps): JSX.Element {
  const { say } = useWords();
  const { session, notes, calling } = scene.view;
  const [page, setPage] = useState<Page>('calls');
  const [section, setSection] = useState<SettingsSection>('ringing');
  const [tab, setTab] = useState<CallsTab>('all');
  const [wantsDial, setWantsDial] = useState(false);
  const [link, setLink] = useState<DialLink | null>(null);
  const dial = useDial(act);
  const choice = useThreadChoice(scene.view.messages);
  const goTo = (next: Page): void => {
    setSection('ringing');
    if (next !== 'calls') setTab('all');
    setPage(next);
  };
  const goToDial = (): void => {
    goTo('calls');
    setWantsDial(true);
  };
  const goToSection = (wanted: SettingsSection): void => {
    setSection(wanted);
    setPage('settings');
  };
  const goToRequested = (request: PageRequest): void => {
    if (typeof request === 'object') {
      setLink(request);
      goToDial();
      return;
    }
    goTo(request === 'missed-calls' ? 'calls' : request);
    if (request === 'missed-calls') setTab('missed');
  };
  const write = (to: string): void => {
    void act({ type: 'open-thread', to }).then(({ ok }) => {
      if (ok) goTo('messages');
    });
  };
  useMainKeys({
    textSize: scene.view.settings.textSize,
    pages: pagesOf(scene.view),
    onPage: goTo,
    onDial: goToDial,
    onWrite: () => {
      if (!scene.view.messages.offered) return;
      goTo('messages');
      choice.choose({ kind: 'new' });
    },
    onTextSize: (textSize) => act({ type: 'choose-setting', setting: 'textSize', value: textSize }),
  });
  useEffect(() => onPageRequest(goToRequested), [onPageRequest]);
  useEffect(() => onDevicesShown(page === 'settings' || page === 'diagnostics'), [onDevicesShown, page]);
  // Who cannot sign in needs the diagnostics most.
  if (session.signIn && page !== 'diagnostics')
    return <SignInView session={session} signIn={session.signIn} notes={notes} act={act} />;
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={focusList}>
        {say('shell.skip')}
      </button>
      <Sidebar scene={scene} page={page} onPage={goTo} onForwarding={() => goToSection('forwarding')} act={act} />
      {page === 'calls' && (
        <CallsPage
          view={scene.view}
          tab={tab}
          onTab={setTab}
          dial={dial}
          wantsDial={wantsDial}
          onDialReached={() => setWantsDial(false)}
          link={link}
          onLinkOver={() => setLink(null)}
          act={act}
          ask={ask}
        />
      )}
      {page === 'people' && (
        <PeoplePage
          view={scene.view}
          dial={dial}
          onWrite={scene.view.messages.offered ? write : null}
          act={act}
          ask={ask}
        />
      )}
      {page === 'messages' && <MessagesPage view={scene.view} dial={dial} choice={choice} act={act} ask={ask} />}
      {page === 'settings' && (
        <SettingsPage
          key={section}
          view={scene.view}
          first={section}
          act={act}
          onDiagnostics={() => goTo('diagnostics')}
        />
      )}
      {page === 'diagnostics' && <DiagnosticsPage view={scene.view} act={act} onSettings={goToSection} />}
      {dial.asking !== null && (
        <EmergencyQuestion key={dial.asking.to} number={dial.asking.to} calling={calling} onAnswer={dial.confirm} />
      )}
    </div>
  );
}

function focusList(): void {
  const option = document.querySelector<HTMLElement>('main [role=option][tabindex="0"]');
  const target = option ?? document.querySelector<HTMLElement>('main select, main button');
  target?.focus();
}

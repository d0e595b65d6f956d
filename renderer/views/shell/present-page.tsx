import type { JSX } from 'preact';
import type { Act, Ask } from '../../bridge.ts';
import type { Dial } from '../../hooks/use-dial.ts';
import type { Scene } from '../../store.ts';
import { CallsPage } from '../calls/calls-page.tsx';
import { DiagnosticsPage } from '../diagnostics/diagnostics-page.tsx';
import { HelpPage } from '../help/help-page.tsx';
import { MessagesPage } from '../messages/messages-page.tsx';
import type { useThreadChoice } from '../messages/use-thread-choice.ts';
import { PeoplePage } from '../people/people-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import type { Place } from './use-place.ts';

export interface PresentPageProps {
  readonly view: Scene['view'];
  readonly place: Place;
  readonly dial: Dial;
  readonly choice: ReturnType<typeof useThreadChoice>;
  /** Writes to an address; null where the server takes no messages. */
  readonly onWrite: ((to: string) => void) | null;
  /** To the first steps. */
  readonly onGuide: () => void;
  readonly act: Act;
  readonly ask: Ask;
}

/** The page that the user is on. */
export function PresentPage(props: PresentPageProps): JSX.Element {
  const { view, place, dial, choice, onWrite, onGuide, act, ask } = props;
  switch (place.page) {
    case 'calls':
      return (
        <CallsPage
          {...{ view, dial, onWrite, onGuide, act, ask }}
          tab={place.tab}
          onTab={place.goToTab}
          wantsDial={place.wantsDial}
          onDialReached={place.dialReached}
          link={place.link}
          onLinkOver={place.linkOver}
        />
      );
    case 'people':
      return <PeoplePage key={place.sought?.id} {...{ view, dial, onWrite, act, ask }} sought={place.sought} />;
    case 'messages':
      return <MessagesPage {...{ view, dial, choice, act, ask }} />;
    case 'settings':
      return (
        <SettingsPage
          key={place.section}
          {...{ view, act, onGuide }}
          first={place.section}
          onDiagnostics={() => place.goTo('diagnostics')}
        />
      );
    case 'diagnostics':
      return <DiagnosticsPage {...{ view, act }} onSettings={place.goToSection} />;
    case 'help':
      return <HelpPage />;
  }
}

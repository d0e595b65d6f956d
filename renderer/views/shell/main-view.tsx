import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageName, PhoneApi } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { useDial } from '../../hooks/use-dial.ts';
import type { Scene } from '../../store.ts';
import { useWords } from '../../wording/words-context.ts';
import { EmergencyQuestion } from '../emergency/emergency-question.tsx';
import { GuidePane } from '../guide/guide-pane.tsx';
import { useThreadChoice } from '../messages/use-thread-choice.ts';
import { Palette } from '../palette/palette.tsx';
import { usePaletteDoor } from '../palette/use-palette-door.ts';
import { SignInView } from '../sign-in/sign-in-view.tsx';
import { PresentPage } from './present-page.tsx';
import { pagesOf, Sidebar } from './sidebar.tsx';
import { useMainKeys } from './use-main-keys.ts';
import { usePlace } from './use-place.ts';

export interface MainViewProps {
  readonly scene: Scene;
  readonly act: Act;
  readonly ask: Ask;
  readonly onPageRequest: PhoneApi['onPageRequest'];
  /** Told which it is when the page changes: one that shows audio devices, or another. */
  readonly onDevicesShown: (shown: boolean) => void;
  readonly onLevels: PhoneApi['onLevels'];
}

/** The main window: the sign-in form, or the pages of the app. */
export function MainView(props: MainViewProps): JSX.Element {
  const { scene, act, ask, onPageRequest, onDevicesShown, onLevels } = props;
  const { say } = useWords();
  const { session, notes, calling } = scene.view;
  const place = usePlace();
  const { page, goTo, goToSection } = place;
  const dial = useDial(act);
  const choice = useThreadChoice(scene.view.messages);
  const palette = usePaletteDoor(session.signIn === null);
  const openGuide = (): void => {
    void act({ type: 'open-guide' });
    goTo('calls');
  };
  const write = (to: string): void => {
    void act({ type: 'open-thread', to }).then(({ ok }) => {
      if (ok) goTo('messages');
    });
  };
  const { offered } = scene.view.messages;
  const writeAnew = (): void => {
    if (!offered) return;
    goTo('messages');
    choice.choose({ kind: 'new' });
  };
  useMainKeys({
    textSize: scene.view.settings.textSize,
    pages: pagesOf(scene.view),
    onPage: (next) => {
      palette.close();
      goTo(next);
    },
    onPalette: palette.open,
    onDial: place.goToDial,
    onWrite: writeAnew,
    onTextSize: (textSize) => act({ type: 'choose-setting', setting: 'textSize', value: textSize }),
  });
  const [guideAt, setGuideAt] = useState(0);
  // Settings and diagnostics have the same controls, and more of them.
  const isGuided = scene.view.guide === 'open' && session.signIn === null && page === 'calls';
  const showsDevices = isGuided || page === 'settings' || page === 'diagnostics';
  useEffect(() => onPageRequest(place.goToRequested), [onPageRequest]);
  useEffect(() => onDevicesShown(showsDevices), [onDevicesShown, showsDevices]);
  if (session.signIn && !helpsToSignIn(page))
    return <SignInView session={session} signIn={session.signIn} notes={notes} act={act} />;
  return (
    <div class={`shell${isGuided ? ' shell-guided' : ''}`}>
      <button type="button" class="skip" onClick={focusList}>
        {say('shell.skip')}
      </button>
      <Sidebar scene={scene} page={page} onPage={goTo} onForwarding={() => goToSection('forwarding')} act={act} />
      <PresentPage
        view={scene.view}
        {...{ place, dial, choice, act, ask }}
        onWrite={offered ? write : null}
        onGuide={openGuide}
      />
      {isGuided && (
        <GuidePane
          view={scene.view}
          act={act}
          onLevels={onLevels}
          onSettings={goToSection}
          at={guideAt}
          onAt={setGuideAt}
        />
      )}
      {palette.isOpen && (
        <Palette
          view={scene.view}
          ask={ask}
          onClose={palette.close}
          ways={{
            ...{ act, dial, pages: pagesOf(scene.view), onPage: goTo, onSection: goToSection },
            onPerson: place.goToPerson,
            onWrite: offered ? write : null,
            onNewMessage: offered ? writeAnew : null,
          }}
        />
      )}
      {dial.asking !== null && (
        <EmergencyQuestion key={dial.asking.to} number={dial.asking.to} calling={calling} onAnswer={dial.confirm} />
      )}
    </div>
  );
}

/** Who cannot sign in needs the diagnostics most, and the guide. */
function helpsToSignIn(page: PageName): boolean {
  return page === 'diagnostics' || page === 'help';
}

function focusList(): void {
  const option = document.querySelector<HTMLElement>('main [role=option][tabindex="0"]');
  const target = option ?? document.querySelector<HTMLElement>('main select, main button');
  target?.focus();
}

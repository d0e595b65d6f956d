import { type JSX, render } from 'preact';
import { useRef } from 'preact/hooks';
import { act, ask } from './bridge.ts';
import { useLanguage } from './hooks/use-language.ts';
import { useTextSize } from './hooks/use-text-size.ts';
import { useReportDrawn } from './report-drawn.ts';
import { useScene } from './store.ts';
import { MainView } from './views/shell/main-view.tsx';
import { WordsContext } from './wording/words-context.ts';

/** The main window. */
function MainWindow(): JSX.Element | null {
  const scene = useScene(window.phone, 'main');
  useTextSize(scene);
  const words = useLanguage(scene);
  const content = useRef<HTMLElement | null>(null);
  // Empty it has no height: it is shown when it has one.
  content.current = scene ? document.documentElement : null;
  useReportDrawn(window.phone, null, content);
  if (!scene || !words) return null;
  const { onPageRequest, onLevels } = window.phone;
  return (
    <WordsContext.Provider value={words}>
      <MainView {...{ scene, act, ask, onPageRequest, onLevels }} onDevicesShown={tellDevicesShown} />
    </WordsContext.Provider>
  );
}

function tellDevicesShown(shown: boolean): void {
  window.phone.report({ type: 'shows-devices', shown });
}

render(<MainWindow />, document.body);

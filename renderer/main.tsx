import { type JSX, render } from 'preact';
import { useRef } from 'preact/hooks';
import { act } from './bridge.ts';
import { useLanguage } from './hooks/use-language.ts';
import { useTextSize } from './hooks/use-text-size.ts';
import { startSound } from './media/index.ts';
import { useReportDrawn } from './report-drawn.ts';
import { useScene } from './store.ts';
import { MainView } from './views/shell/main-view.tsx';
import { WordsContext } from './wording/words-context.ts';

/** The main window. It also owns the sound, which lives on while the window is hidden. */
function MainWindow(): JSX.Element | null {
  const scene = useScene(window.phone, 'main');
  useTextSize(scene);
  const words = useLanguage(scene);
  const content = useRef(document.documentElement);
  useReportDrawn(window.phone, null, content);
  if (!scene || !words) return null;
  const { onPageRequest } = window.phone;
  return (
    <WordsContext.Provider value={words}>
      <MainView scene={scene} act={act} onPageRequest={onPageRequest} onDevicesShown={sound.setDevicesShown} />
    </WordsContext.Provider>
  );
}

const sound = startSound(window.sound);
render(<MainWindow />, document.body);

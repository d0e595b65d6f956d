import { type JSX, render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLanguage } from './hooks/use-language.ts';
import { useTextSize } from './hooks/use-text-size.ts';
import { useReportDrawn } from './report-drawn.ts';
import { useScene } from './store.ts';
import { QuitView } from './views/quit/quit-view.tsx';
import { WordsContext } from './wording/words-context.ts';

/** The window that asks whether to quit. It has the focus, on the harmless answer; Esc is that answer too. */
function QuitWindow(): JSX.Element | null {
  const scene = useScene(window.phone, 'quit');
  useTextSize(scene);
  const words = useLanguage(scene);
  const content = useRef(document.body);
  const keep = useRef<HTMLButtonElement>(null);
  useReportDrawn(window.phone, null, content);
  useLayoutEffect(() => {
    if (words) document.title = words.say('quit.title');
  }, [words]);
  const known = scene !== null;
  useLayoutEffect(() => keep.current?.focus(), [known]);
  useLayoutEffect(() => {
    const pressed = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') answer(false);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  if (!words) return null;
  return (
    <WordsContext.Provider value={words}>
      <QuitView keepRef={keep} onAnswer={answer} />
    </WordsContext.Provider>
  );
}

function answer(yes: boolean): void {
  window.phone.report({ type: 'answered', yes });
}

render(<QuitWindow />, document.body);

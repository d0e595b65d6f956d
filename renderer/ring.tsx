import { type JSX, render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cardCalls } from '../preload/contract/index.ts';
import { act } from './bridge.ts';
import { useLanguage } from './hooks/use-language.ts';
import { useSettling } from './hooks/use-settling.ts';
import { useTextSize } from './hooks/use-text-size.ts';
import { useTypingGuard } from './hooks/use-typing-guard.ts';
import { useReportDrawn } from './report-drawn.ts';
import { useScene } from './store.ts';
import { RingView } from './views/ring/ring-view.tsx';
import { WordsContext } from './wording/words-context.ts';

/** The ring window: empty until something rings, and again as soon as nothing does. */
function RingWindow(): JSX.Element | null {
  const scene = useScene(window.phone, 'ring');
  useTextSize(scene);
  const words = useLanguage(scene);
  const content = useRef<HTMLDivElement>(null);
  const answer = useRef<HTMLButtonElement>(null);
  const [rowsAbove, setRowsAbove] = useState(false);
  const ringing = scene ? cardCalls(scene.view) : [];
  const card = ringing[0];
  const callId = card?.id ?? null;

  const several = ringing.length > 1 || (scene?.view.moreRinging ?? 0) > 0;
  const settling = useSettling(callId);
  useReportDrawn(window.phone, callId, content);
  useTypingGuard(callId, () => {
    if (card?.actions.includes('silence') && !card.silenced) act({ type: 'silence', callId: card.id });
  });
  useLayoutEffect(() => {
    document.title = card && words ? words.say('ring.title', { name: card.party.label }) : 'Switchhook';
  }, [card?.party.label, words]);
  useEffect(() => answer.current?.focus({ preventScroll: true }), [callId]);
  useLayoutEffect(() => {
    if (several) setRowsAbove(isInLowerHalf());
  }, [several]);

  if (!scene || !words) return null;
  const layout = { rowsAbove, settling };
  return (
    <WordsContext.Provider value={words}>
      <RingView scene={scene} act={act} layout={layout} answerRef={answer} contentRef={content} />
    </WordsContext.Provider>
  );
}

/** A window in a lower corner keeps its foot where it is when it grows. */
function isInLowerHalf(): boolean {
  return window.screenY + window.outerHeight / 2 > window.screen.availHeight / 2;
}

render(<RingWindow />, document.body);

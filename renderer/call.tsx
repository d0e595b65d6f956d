import { type JSX, render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  type CallView as Call,
  callOnScreen,
  farParty,
  heldBeside,
  type PicturePlace,
  type Words,
} from '../preload/contract/index.ts';
import { act, ask } from './bridge.ts';
import { Question } from './components/notes/question.tsx';
import { useLanguage } from './hooks/use-language.ts';
import { useLevels } from './hooks/use-levels.ts';
import { usePointerReport } from './hooks/use-pointer-report.ts';
import { useTextSize } from './hooks/use-text-size.ts';
import { isLetter } from './letter-key.ts';
import { useReportDrawn } from './report-drawn.ts';
import { heldSince, since, useScene } from './store.ts';
import { CallView, type CallViewProps } from './views/call/call-view.tsx';
import { MeetingCall } from './views/meeting/meeting-call.tsx';
import { WordsContext } from './wording/words-context.ts';

/** The call window: the call that is up, or how it ended; empty otherwise. */
function CallWindow(): JSX.Element | null {
  const scene = useScene(window.phone, 'call');
  useTextSize(scene);
  const words = useLanguage(scene);
  const content = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  const call = scene ? callOnScreen(scene.view) : null;
  const title = call === null ? 'Switchhook' : farParty(call).label;
  const loudness = useLevels(window.phone, call);

  useReportDrawn(window.phone, call?.id ?? null, content);
  useCallKeys(call);
  usePointerReport(window.phone);
  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
  const up = call?.actions.includes('hang-up') ?? false;
  useEffect(() => window.phone.onCloseRequest(() => setAsking(up)), [up]);
  useEffect(() => {
    if (!up) setAsking(false);
  }, [up]);

  if (!scene || !words || !call) return null;
  const { devices, shortcuts, calling, people } = scene.view;
  const shown: CallViewProps = {
    call,
    since: since(scene, call.id),
    heldSince: heldSince(scene, call.id),
    held: heldBeside(scene.view).map((each) => ({ call: each, since: heldSince(scene, each.id) ?? 0 })),
    devices,
    shortcuts,
    loudness,
    calling,
    people,
    act,
    ask,
    room: { covered: asking && up, onPlace: tellPlace },
  };
  return (
    <WordsContext.Provider value={words}>
      <div ref={content} class="call" key={call.id}>
        {call.meeting === undefined ? (
          <CallView {...shown} />
        ) : (
          <MeetingCall {...shown} meeting={call.meeting} onPane={tellPane} />
        )}
      </div>
      {asking && up && (
        <Question
          {...closeWords(call, words)}
          onYes={() => {
            setAsking(false);
            act({ type: 'hang-up', callId: call.id });
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </WordsContext.Provider>
  );
}

/** What closing the window asks. */
function closeWords({ meeting }: Call, { say }: Words) {
  if (meeting === undefined) {
    return {
      title: say('call.close-question.title'),
      help: say('call.close-question.help'),
      yes: say('call.hang-up'),
      no: say('call.close-question.no'),
    };
  }
  return {
    title: say('meeting.leave-question.title'),
    help: say('meeting.leave-question.help'),
    yes: say('meeting.leave'),
    no: say('meeting.end-question.no'),
  };
}

const tellPane = (open: boolean): void => window.phone.report({ type: 'side-pane', open });

const tellPlace = (place: PicturePlace | null): void => window.phone.report({ type: 'picture-place', place });

/** Ctrl+Shift+M mutes and unmutes, Ctrl+Shift+H holds and resumes, Ctrl+Shift+E hangs up. */
function useCallKeys(call: Call | null): void {
  const present = useRef(call);
  present.current = call;
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const now = present.current;
      if (!now || !event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey || event.repeat) return;
      const { id: callId, muted, actions } = now;
      if (isLetter(event, 'm') && actions.includes('mute')) act({ type: 'mute', callId, muted: !muted });
      else if (isLetter(event, 'h') && actions.includes('hold')) act({ type: 'hold', callId });
      else if (isLetter(event, 'h') && actions.includes('resume')) act({ type: 'resume', callId });
      else if (isLetter(event, 'e') && actions.includes('hang-up')) act({ type: 'hang-up', callId });
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

render(<CallWindow />, document.body);

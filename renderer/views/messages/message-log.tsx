import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isSameDay, type MessageView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { Bubble } from './bubble.tsx';
import type { ShownThread } from './use-thread.ts';

export interface MessageLogProps {
  readonly shown: ShownThread;
  readonly now: number;
  readonly act: Act;
  /** Shows older ones too; null where there are none, or no more are shown at once. */
  readonly onEarlier: (() => void) | null;
}

/** Messages closer together than this, of one side, are one run, in milliseconds. */
const runMs = 5 * 60_000;
/** So near to its end the log follows what comes, in pixels. */
const nearPx = 80;

/** What was said, by day; what comes is read out. */
export function MessageLog({ shown, now, act, onEarlier }: MessageLogProps): JSX.Element {
  const { say, dayName } = useWords();
  const { thread, messages } = shown;
  const log = useRef<HTMLDivElement>(null);
  useStayAtEnd(log, messages);
  const name = thread.party.label;
  return (
    <div
      ref={log}
      class="log"
      role="log"
      aria-label={say('messages.with', { name })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing in it that takes the focus
      tabIndex={0}
    >
      {onEarlier !== null && (
        <div class="log-earlier">
          <Button label={say('messages.earlier')} kind="quiet" size="small" onPress={onEarlier} />
        </div>
      )}
      {messages.map((message, place) => {
        const before = messages[place - 1];
        const opensDay = before === undefined || !isSameDay(before.at, message.at);
        return (
          <div key={message.id} class="log-entry">
            {opensDay && <p class="day-name log-day">{dayName(message.at, now)}</p>}
            <Bubble
              message={message}
              endsRun={endsRun(message, messages[place + 1])}
              who={message.own ? say('messages.you') : (message.by ?? name)}
              onLink={(url) => void act({ type: 'open-link', threadId: thread.id, messageId: message.id, url })}
              onTryAgain={() => void act({ type: 'send-again', threadId: thread.id, messageId: message.id })}
            />
          </div>
        );
      })}
    </div>
  );
}

function endsRun(message: MessageView, next: MessageView | undefined): boolean {
  if (next === undefined || next.own !== message.own || next.by !== message.by) return true;
  return next.at - message.at > runMs || !isSameDay(message.at, next.at);
}

/** Whoever reads further up stays there; the others see what comes. */
function useStayAtEnd(log: { readonly current: HTMLElement | null }, messages: readonly MessageView[]): void {
  const last = useRef<{ readonly first: string | undefined; readonly height: number }>({ first: undefined, height: 0 });
  useLayoutEffect(() => {
    const { current } = log;
    if (current === null) return;
    const { first, height } = last.current;
    const wasAtEnd = height === 0 || height - current.scrollTop - current.clientHeight < nearPx;
    const cameAbove = first !== undefined && first !== messages[0]?.id && messages.some(({ id }) => id === first);
    if (cameAbove) current.scrollTop += current.scrollHeight - height;
    else if (wasAtEnd) current.scrollTop = current.scrollHeight;
    last.current = { first: messages[0]?.id, height: current.scrollHeight };
  }, [messages]);
}

import { useEffect, useState } from 'preact/hooks';
import { type AnswerTo, mostMessagesAtOnce } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';

export type ShownThread = NonNullable<AnswerTo<'thread'>>;

/** The thread as it is now with the newest `count` of its messages, anew with each revision; null until it is known, and where it is not there any more. */
export function useThread(threadId: string | null, count: number, revision: number, ask: Ask): ShownThread | null {
  const [shown, setShown] = useState<ShownThread | null>(null);
  useEffect(() => {
    if (threadId === null) return;
    let isOver = false;
    void askFor(threadId, count, ask).then((answer) => {
      if (!isOver && answer !== undefined) setShown(answer);
    });
    return () => {
      isOver = true;
    };
  }, [threadId, count, revision, ask]);
  return shown?.thread.id === threadId ? shown : null;
}

/** An answer has limits: older messages are asked for by the oldest that is known. Undefined where nobody answers. */
async function askFor(threadId: string, count: number, ask: Ask): Promise<ShownThread | null | undefined> {
  let known: ShownThread | null = null;
  for (let left = count; left > 0; left -= mostMessagesAtOnce) {
    const page = await askPage(threadId, Math.min(left, mostMessagesAtOnce), known, ask);
    if (page === undefined || page === null) return page;
    known = page;
    if (!page.more) break;
  }
  return known;
}

/** What is known, with so many of the messages before it. */
async function askPage(
  threadId: string,
  count: number,
  known: ShownThread | null,
  ask: Ask,
): Promise<ShownThread | null | undefined> {
  const before = known?.messages[0]?.id ?? null;
  const result = await ask<'thread'>({ type: 'thread', threadId, count, before });
  if (!result.ok) return undefined;
  const { answer } = result;
  if (answer === null || known === null) return answer;
  return { ...known, messages: [...answer.messages, ...known.messages], more: answer.more };
}

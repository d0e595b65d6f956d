import { useEffect, useState } from 'preact/hooks';
import type { MessagesView } from '../../../preload/contract/index.ts';

/** What stands beside the list of threads. */
export type Beside = { readonly kind: 'thread'; readonly threadId: string } | { readonly kind: 'new' } | null;

export interface ThreadChoice {
  readonly beside: Beside;
  choose(beside: Beside): void;
}

/** What the user chose, or was led to from outside the page. */
export function useThreadChoice({ opened }: Pick<MessagesView, 'opened'>): ThreadChoice {
  const [beside, choose] = useState<Beside>(null);
  const turn = opened?.turn ?? 0;
  useEffect(() => {
    if (opened !== null) choose({ kind: 'thread', threadId: opened.threadId });
  }, [turn]);
  return { beside, choose };
}

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AppView } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Notes } from '../../components/notes/notes.tsx';
import type { Dial } from '../../hooks/use-dial.ts';
import { useWords } from '../../wording/words-context.ts';
import { useNow } from '../calls/use-now.ts';
import type { Suggesting } from '../dial/use-suggestions.ts';
import { NewMessage } from './new-message.tsx';
import { ThreadList } from './thread-list.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { useLooking } from './use-looking.ts';
import type { ThreadChoice } from './use-thread-choice.ts';

export interface MessagesPageProps {
  readonly view: AppView;
  readonly dial: Dial;
  readonly choice: ThreadChoice;
  readonly act: Act;
  readonly ask: Ask;
}

/** Messages: with whom, and beside it what is said with who was chosen. */
export function MessagesPage({ view, dial, choice, act, ask }: MessagesPageProps): JSX.Element {
  const { say } = useWords();
  const { messages, calling, notes, people } = view;
  const suggesting: Suggesting = { for: 'messages', people, act, ask };
  const { beside, choose } = choice;
  const now = useNow();
  const back = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLElement>(null);
  const wasOpen = useRef(false);
  const row = beside?.kind === 'thread' ? messages.threads.find(({ id }) => id === beside.threadId) : undefined;
  const isOpen = row !== undefined || beside?.kind === 'new';
  useLooking(row?.id ?? null, act);
  useLayoutEffect(() => {
    if (!isOpen && wasOpen.current) focusStop(list.current);
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = (): void => choose(null);
  return (
    <div class={`messages${isOpen ? ' messages-open' : ''}`}>
      <main ref={list} class="messages-main" aria-label={say('messages.title')} data-pane>
        <header class="page-head messages-head">
          <h1 class="title">{say('messages.title')}</h1>
          {messages.offered && (
            <Button
              label={say('messages.new')}
              name={say('messages.new')}
              kind="quiet"
              icon="pencil"
              iconOnly
              onPress={() => choose({ kind: 'new' })}
            />
          )}
        </header>
        <div class="messages-scroll">
          <Notes notes={notes} act={act} />
          {messages.threads.length === 0 ? (
            <NoMessages />
          ) : (
            <ThreadList
              rows={messages.threads}
              selected={row?.id ?? null}
              now={now}
              onPick={(threadId) => choose({ kind: 'thread', threadId })}
            />
          )}
        </div>
      </main>
      {row !== undefined && (
        <ThreadPane
          key={row.id}
          row={row}
          revision={messages.revision}
          now={now}
          dial={dial}
          calling={calling}
          backRef={back}
          act={act}
          ask={ask}
          onBack={close}
        />
      )}
      {beside?.kind === 'new' && <NewMessage suggesting={suggesting} act={act} backRef={back} onBack={close} />}
      {!isOpen && (
        <div class="thread thread-none" aria-hidden="true">
          <Icon name="messages" />
        </div>
      )}
    </div>
  );
}

function NoMessages(): JSX.Element {
  const { say } = useWords();
  return (
    <div class="empty">
      <Icon name="messages" />
      <p>
        {say('messages.none')} <span class="empty-help">{say('messages.none-help')}</span>
      </p>
    </div>
  );
}

function focusStop(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
}

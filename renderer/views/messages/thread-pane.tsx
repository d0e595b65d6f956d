import type { JSX, Ref } from 'preact';
import { useState } from 'preact/hooks';
import { type CallingView, dialledFor, mostMessagesAtOnce, type ThreadRow } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Note } from '../../components/notes/note.tsx';
import { Outside } from '../../components/outside.tsx';
import type { Dial } from '../../hooks/use-dial.ts';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';
import { useReach } from '../calls/use-reach.ts';
import { CallOtherwise } from '../dial/call-otherwise.tsx';
import { Composer } from './composer.tsx';
import { MessageLog } from './message-log.tsx';
import { useThread } from './use-thread.ts';

export interface ThreadPaneProps {
  readonly row: ThreadRow;
  readonly revision: number;
  readonly now: number;
  readonly dial: Dial;
  readonly calling: CallingView;
  readonly backRef: Ref<HTMLDivElement>;
  readonly act: Act;
  readonly ask: Ask;
  readonly onBack: () => void;
}

/** So many messages are drawn at first. */
const atFirst = 40;

/** What is said with somebody, and where the user writes. */
export function ThreadPane({
  row,
  revision,
  now,
  dial,
  calling,
  backRef,
  act,
  ask,
  onBack,
}: ThreadPaneProps): JSX.Element {
  const { say } = useWords();
  const [count, setCount] = useState(atFirst);
  const shown = useThread(row.id, count, revision, ask);
  const { party } = row;
  const reach = useReach(calling, dial, null);
  const call = reach.call('details', party);
  const thread = shown?.thread ?? null;
  const to = thread?.byPhone === true ? dialledFor(party) : null;
  const callThere = to === null ? null : () => dial.call({ to, from: 'details', how: 'by-phone' });
  return (
    <section class="thread" aria-label={say('messages.with', { name: party.label })} data-pane>
      <header class="thread-head">
        <div class="details-back" ref={backRef}>
          <Button label={say('calls.back')} kind="quiet" size="small" icon="back" onPress={onBack} />
        </div>
        <Avatar initials={party.initials} name={party.label} size={36} />
        <div class="thread-who">
          <h2 class="thread-name cut">
            <bdi class="selectable">{party.label}</bdi>
          </h2>
          {party.number !== null && (
            <p class="thread-number cut">
              <bdi class="selectable">{party.number}</bdi>
            </p>
          )}
          <Outside party={party} />
        </div>
        {call !== null && <Button label={say('dial.call')} kind="standard" icon="answer" onPress={call} />}
        <CallOtherwise
          onWithVideo={reach.callWithVideo('details', party)}
          onByPhone={reach.callByPhone('details', party) ?? callThere}
        />
        {thread?.leavable === true && (
          <Button
            label={say('messages.leave')}
            kind="quiet"
            icon="sign-out"
            iconOnly
            name={say('messages.leave')}
            onPress={() => void act({ type: 'leave-thread', threadId: row.id })}
          />
        )}
      </header>
      {dial.problem?.from === 'details' && <Note kind="error">{say(dialProblemId(dial.problem.refusal))}</Note>}
      {shown !== null && thread !== null && (
        <>
          <MessageLog
            shown={shown}
            now={now}
            act={act}
            onEarlier={shown.more ? () => setCount(shown.messages.length + mostMessagesAtOnce) : null}
          />
          <p class="typing" role="status">
            {thread.typing !== '' && (
              <>
                <Icon name="more" size="small" /> {thread.typing}
              </>
            )}
          </p>
          <div class="thread-notes" id="thread-notes">
            {thread.notes.map(({ id, kind, title, help }) => (
              <Note key={id} kind={kind} title={title}>
                {help}
              </Note>
            ))}
          </div>
          <Composer key={row.id} thread={thread} describedBy="thread-notes" act={act} />
        </>
      )}
    </section>
  );
}

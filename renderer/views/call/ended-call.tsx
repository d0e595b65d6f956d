import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { type CallingView, type CallView, farParty } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { PartyName } from '../../components/party-name.tsx';
import { useGuardedPresses } from '../../hooks/use-guarded-presses.ts';
import { useWords } from '../../wording/words-context.ts';
import { CallBack } from './call-back.tsx';
import { Rating } from './rating.tsx';

export interface EndedCallProps {
  readonly call: CallView;
  readonly calling: CallingView;
  readonly act: Act;
}

/** What became of a call, for as long as the app keeps it in view. */
export function EndedCall({ call, calling, act }: EndedCallProps): JSX.Element {
  const { say, clock } = useWords();
  const { who, ending, lastedMs } = call;
  const party = farParty(call);
  const ended = say(call.meeting === undefined ? 'call.ended' : 'meeting.kind');
  const again = useRef<HTMLDivElement>(null);
  const close = (): void => void act({ type: 'dismiss', callId: call.id });
  // The press that hung up must not call again.
  useGuardedPresses(again, close);
  return (
    <>
      <header class="call-head">
        <Avatar
          initials={party.initials}
          name={party.label}
          size={48}
          photo={who?.photo ?? null}
          group={call.meeting !== undefined}
        />
        <div class="call-words">
          <PartyName party={party} tooltip />
          <p class="call-state numbers" role="status">
            {lastedMs > 0 ? `${ended} · ${clock(lastedMs)}` : ended}
          </p>
        </div>
      </header>
      {/* An ordinary end needs no words besides those under the name. */}
      {ending !== null && ending.ordinary !== true && (
        <p class="ending" role="status">
          <strong>{ending.title}</strong>
          {ending.help !== '' && <span class="ending-help"> {ending.help}</span>}
        </p>
      )}
      <Rating call={call} act={act} />
      {call.actions.includes('call-back') && <CallBack call={call} calling={calling} act={act} boxRef={again} />}
      {call.actions.includes('write-to-caller') && (
        <Button
          label={say('call.write')}
          kind="standard"
          size="medium"
          icon="messages"
          onPress={() => act({ type: 'write-to-caller', callId: call.id })}
        />
      )}
      {call.meeting?.actions.includes('join-again') === true && (
        <Button
          label={say('meeting.try-again')}
          kind="primary"
          size="wide"
          icon="retry"
          onPress={() => act({ type: 'join-again', callId: call.id })}
        />
      )}
      <Button label={say('call.close')} kind="standard" size="medium" onPress={close} />
    </>
  );
}

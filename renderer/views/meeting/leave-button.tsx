import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CallView, MeetingView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu } from '../../components/menu.tsx';
import { useWords } from '../../wording/words-context.ts';
import { EndQuestion } from './end-question.tsx';

export interface LeaveButtonProps {
  readonly call: CallView;
  readonly meeting: MeetingView;
  readonly act: Act;
}

/** Takes the user out of the meeting; beside it, where they may, the way to end it for all. */
export function LeaveButton({ call: { id: callId, actions }, meeting, act }: LeaveButtonProps): JSX.Element {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const mayEnd = meeting.actions.includes('end-meeting');
  const leave = (): void => void act({ type: 'hang-up', callId });
  return (
    <div class={`leave-ways${mayEnd ? ' leave-split' : ''}`}>
      <Button
        label={say('meeting.leave')}
        kind="hang-up"
        size="big"
        icon="hang-up"
        off={!actions.includes('hang-up')}
        onPress={leave}
      />
      {mayEnd && (
        <Menu
          name={say('meeting.leave-ways')}
          kind="decline"
          entries={[
            { label: say('meeting.leave'), icon: 'hang-up', onChoose: leave },
            { label: say('meeting.end'), icon: 'people', onChoose: () => setAsking(true) },
          ]}
        >
          <Icon name="chevron-down" />
        </Menu>
      )}
      {asking && mayEnd && (
        <EndQuestion
          count={meeting.count}
          onEnd={() => {
            setAsking(false);
            void act({ type: 'end-meeting', callId });
          }}
          onLeave={leave}
          onStay={() => setAsking(false)}
        />
      )}
    </div>
  );
}

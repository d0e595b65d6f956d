import type { JSX, Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallAction, CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { DeclineButton } from './decline-button.tsx';
import { OtherWays } from './other-ways.tsx';
import { OwnReply } from './own-reply.tsx';

export interface RingAnswersProps {
  readonly call: CallView;
  /** When its present state began. */
  readonly since: number;
  /** Id of the sentence why the call cannot be answered now, or what its answer brings besides. */
  readonly reason: string;
  /** Its answer brings something besides. */
  readonly described: boolean;
  readonly act: Act;
  readonly answerRef: Ref<HTMLButtonElement>;
}

/** The ways to take or refuse a call. They keep their places for as long as the card is there, possible or not. */
export function RingAnswers({ call, since, reason, described, act, answerRef }: RingAnswersProps): JSX.Element {
  const { say } = useWords();
  const { id: callId, state, actions } = call;
  const [pressed, setPressed] = useState(false);
  const [writing, setWriting] = useState(false);
  // From then on the state tells: it may ring again, where the answer was not taken, and that may be all that is seen of it.
  useEffect(() => setPressed(false), [state, since]);
  const can = (action: CallAction): boolean => actions.includes(action);
  const answering = state === 'answering' || (pressed && (can('answer') || can('hang-up-and-answer')));
  const impossible = !answering && !can('answer');
  const swaps = useRef(false);
  swaps.current ||= can('hang-up-and-answer');
  const answer = (type: 'answer' | 'hang-up-and-answer' | 'answer-with-video'): void => {
    setPressed(true);
    act({ type, callId }).then((result) => {
      if (result.ok || result.refusal === 'repeated') return;
      // The other call was over just then.
      if (type === 'hang-up-and-answer' && result.refusal === 'unavailable') answer('answer');
      else setPressed(false);
    });
  };
  if (call.phone !== null) return <DeclineAlone call={call} act={act} />;
  return (
    <div class="answers">
      <div class="answers-main">
        <Button
          label={say(answering ? 'ring.connecting' : 'ring.answer')}
          kind="answer"
          size="big"
          icon="answer"
          busy={answering}
          off={impossible}
          {...(impossible || described ? { describedBy: reason } : {})}
          elementRef={answerRef}
          onPress={() => answer('answer')}
        />
        <DeclineButton call={call} act={act} onWrite={() => setWriting(true)} />
      </div>
      {writing && state === 'ringing' && <OwnReply call={call} act={act} onClose={() => setWriting(false)} />}
      <OtherWays
        call={call}
        video={
          call.video?.offered === true
            ? { off: answering || !can('answer-with-video'), onPress: () => answer('answer-with-video') }
            : null
        }
        swap={
          swaps.current
            ? { off: answering || !can('hang-up-and-answer'), onPress: () => answer('hang-up-and-answer') }
            : null
        }
        act={act}
      />
    </div>
  );
}

/** It is answered by picking up the telephone. */
function DeclineAlone({ call, act }: Pick<RingAnswersProps, 'call' | 'act'>): JSX.Element | null {
  const { say } = useWords();
  if (!call.actions.includes('decline')) return null;
  return (
    <div class="answers">
      <div class="answers-main">
        <Button
          label={say('ring.decline')}
          kind="decline"
          size="big"
          icon="hang-up"
          onPress={() => act({ type: 'decline', callId: call.id })}
        />
      </div>
    </div>
  );
}

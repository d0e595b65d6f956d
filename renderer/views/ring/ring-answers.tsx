import type { JSX, Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { CallView } from '../../../preload/contract.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';

export interface RingAnswersProps {
  readonly call: CallView;
  readonly act: Act;
  readonly answerRef: Ref<HTMLButtonElement>;
}

/** The ways to take or refuse a call. Once drawn they keep their places until the card goes, possible or not. */
export function RingAnswers({ call, act, answerRef }: RingAnswersProps): JSX.Element {
  const { id: callId, state, silenced, actions } = call;
  const [pressed, setPressed] = useState(false);
  const [drawn] = useState(actions);
  const has = (action: 'answer' | 'decline' | 'silence'): boolean => actions.includes(action);
  const keeps = (action: 'answer' | 'decline' | 'silence'): boolean => drawn.includes(action) || has(action);
  const answering = state === 'answering' || (pressed && has('answer'));
  const answer = (): void => {
    setPressed(true);
    act({ type: 'answer', callId });
  };
  return (
    <div class="answers">
      <div class="answers-main">
        {(answering || keeps('answer')) && (
          <Button
            label={answering ? 'Connecting' : 'Answer'}
            kind="answer"
            size="big"
            icon="answer"
            busy={answering}
            off={!answering && !has('answer')}
            elementRef={answerRef}
            onPress={answer}
          />
        )}
        {keeps('decline') && (
          <Button
            label="Decline"
            kind="decline"
            size="big"
            icon="hang-up"
            off={!has('decline')}
            onPress={() => act({ type: 'decline', callId })}
          />
        )}
      </div>
      {(keeps('silence') || silenced) && (
        <Button
          label={silenced ? 'Silenced' : 'Silence'}
          kind="quiet"
          size="medium"
          icon="bell-off"
          off={silenced || !has('silence')}
          onPress={() => act({ type: 'silence', callId })}
        />
      )}
    </div>
  );
}

import type { JSX, Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CallingView, CallView, Refusal } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Note } from '../../components/notes/note.tsx';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';
import { EmergencyQuestion } from '../emergency/emergency-question.tsx';

export interface CallBackProps {
  readonly call: CallView;
  readonly calling: CallingView;
  readonly act: Act;
  readonly boxRef: Ref<HTMLDivElement>;
}

/** Calls whom an ended call was with once more; an emergency number is asked about as it was before. */
export function CallBack({ call, calling, act, boxRef }: CallBackProps): JSX.Element {
  const { say } = useWords();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), []);
  const number = call.out?.dialled ?? call.party.number ?? call.party.label;
  const callBack = (): void => {
    void act({ type: 'call-back', callId: call.id }).then((result) => setRefusal(result.ok ? null : result.refusal));
  };
  const answer = (yes: boolean): void => {
    setRefusal(null);
    if (!yes) return;
    void act({ type: 'call-emergency', to: number }).then((result) => setRefusal(result.ok ? null : result.refusal));
  };
  return (
    <div class="call-back" ref={boxRef}>
      {refusal !== null && refusal !== 'emergency' && <Note kind="error">{say(dialProblemId(refusal))}</Note>}
      <Button
        label={say('call.call-back')}
        kind="primary"
        size="wide"
        icon="answer"
        elementRef={button}
        onPress={callBack}
      />
      {refusal === 'emergency' && <EmergencyQuestion number={number} calling={calling} onAnswer={answer} />}
    </div>
  );
}

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CallingView } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { useModal } from '../../components/use-modal.ts';
import { useGuardedPresses } from '../../hooks/use-guarded-presses.ts';
import { useWords } from '../../wording/words-context.ts';
import { EmergencyPlace } from './emergency-place.tsx';

export interface EmergencyQuestionProps {
  /** The number, as it was dialled. */
  readonly number: string;
  readonly calling: Pick<CallingView, 'emergencyPlace' | 'emergencyDisclaimer'>;
  readonly onAnswer: (yes: boolean) => void;
}

/**
 * Asks once more before the emergency service is called, and says where it will look for the user. The press that dialled never
 * confirms: see {@link useGuardedPresses}.
 */
export function EmergencyQuestion({ number, calling, onAnswer }: EmergencyQuestionProps): JSX.Element {
  const { say } = useWords();
  const dialog = useModal();
  const yes = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => yes.current?.focus(), []);
  useGuardedPresses(dialog, () => onAnswer(false));
  return (
    <dialog
      ref={dialog}
      class="question emergency"
      role="alertdialog"
      aria-labelledby="emergency-title"
      aria-describedby="emergency-kind emergency-place"
      onCancel={(event) => event.preventDefault()}
    >
      <div class="emergency-head">
        <span class="emergency-mark" aria-hidden="true">
          <Icon name="calls" />
        </span>
        <div class="emergency-words">
          <h2 class="title" id="emergency-title">
            {say('emergency.title', { number })}
          </h2>
          <p class="emergency-kind" id="emergency-kind">
            {say('emergency.service')}
          </p>
        </div>
      </div>
      <EmergencyPlace id="emergency-place" calling={calling} />
      <div class="question-answers">
        <Button
          label={say('emergency.call', { number })}
          kind="primary"
          size="wide"
          icon="answer"
          elementRef={yes}
          onPress={() => onAnswer(true)}
        />
        <Button label={say('emergency.no')} kind="standard" size="wide" onPress={() => onAnswer(false)} />
      </div>
    </dialog>
  );
}

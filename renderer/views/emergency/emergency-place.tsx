import type { JSX } from 'preact';
import type { CallingView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface EmergencyPlaceProps {
  readonly id: string;
  readonly calling: Pick<CallingView, 'emergencyPlace' | 'emergencyDisclaimer'>;
}

/** Where the emergency service is told the user is, and how that is known; or that it is not. */
export function EmergencyPlace({ id, calling }: EmergencyPlaceProps): JSX.Element {
  const { say } = useWords();
  const { emergencyPlace: known, emergencyDisclaimer: disclaimer } = calling;
  if (known !== null) {
    return (
      <div id={id} class="emergency-place">
        <div class="note note-error">
          <Icon name="place" />
          <div class="note-words">
            {say('emergency.told')} <strong class="emergency-line">{known.place}</strong>
          </div>
        </div>
        <p class="emergency-found">{say(`emergency.found.${known.found}`)}</p>
      </div>
    );
  }
  return (
    <div id={id} class="emergency-place">
      <div class="note note-warning">
        <Icon name="place" />
        <div class="note-words">
          <strong>{say('emergency.unknown')}</strong> {say('emergency.unknown-help')}
        </div>
      </div>
      {disclaimer !== null && <p class="emergency-found">{disclaimer}</p>}
    </div>
  );
}

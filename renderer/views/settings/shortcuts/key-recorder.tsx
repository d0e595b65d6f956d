import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type KeyModifier, type RecordingView, writtenKeys } from '../../../../preload/contract/index.ts';
import type { Act } from '../../../bridge.ts';
import { useWords } from '../../../wording/words-context.ts';
import { KeysProblemText } from './keys-problem.tsx';
import { recordedKeys } from './recorded-keys.ts';

export interface KeyRecorderProps {
  readonly recording: RecordingView;
  readonly mac: boolean;
  readonly act: Act;
}

/** Takes the keys that are pressed for an action. Esc leaves them as they are, Backspace takes them away; Tab leaves too, so that nobody is caught here. */
export function KeyRecorder({ recording, mac, act }: KeyRecorderProps): JSX.Element {
  const words = useWords();
  const { say } = words;
  const { action, keys, problem } = recording;
  const [held, setHeld] = useState<readonly KeyModifier[]>([]);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const stop = (): void => void act({ type: 'stop-recording' });
  const press = (event: KeyboardEvent): void => {
    const pressed = recordedKeys(event);
    if (event.key === 'Tab' && pressed.held.every((modifier) => modifier === 'Shift')) return;
    // Not even the app's own keys, such as Ctrl+K, do what they do.
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    setHeld(pressed.held);
    if (pressed.key === null) return;
    if (pressed.held.length === 0 && event.key === 'Escape') stop();
    else if (pressed.held.length === 0 && event.key === 'Backspace') void act({ type: 'remove-shortcut', action });
    else void act({ type: 'set-shortcut', action, keys: [...pressed.held, pressed.key].join('+') });
  };
  const shown = held.length > 0 ? writtenKeys(held, mac, words) : problem?.kind === 'unknown' ? '' : (keys ?? '');
  const isBad = problem !== null;
  return (
    <div class="recorder">
      <div class={`field-box${isBad ? ' field-bad' : ''}`}>
        <input
          ref={field}
          class="field-input"
          dir="ltr"
          type="text"
          readOnly
          aria-label={say('settings.keys.field', { action: say(`settings.shortcut.${action}`) })}
          aria-describedby={isBad ? 'recorder-problem recorder-how' : 'recorder-how'}
          {...(isBad ? { 'aria-invalid': true } : {})}
          placeholder={say('settings.keys.press')}
          value={shown}
          onKeyDown={press}
          onKeyUp={(event) => setHeld(recordedKeys(event).held)}
          onBlur={stop}
        />
      </div>
      {isBad && <KeysProblemText problem={problem} keys={keys ?? ''} mac={mac} />}
      <p class="field-hint" id="recorder-how">
        {say('settings.keys.how')}
      </p>
    </div>
  );
}

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeysReach, ShortcutAction, ShortcutSetupView, ShortcutView } from '../../../../preload/contract/index.ts';
import type { Act } from '../../../bridge.ts';
import { Icon } from '../../../components/icons/icon.tsx';
import { KeyCaps } from '../../../components/key-caps.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { KeyRecorder } from './key-recorder.tsx';

export interface ShortcutRowProps {
  readonly action: ShortcutAction;
  /** Null where the action has no keys. */
  readonly shortcut: ShortcutView | null;
  readonly setup: ShortcutSetupView;
  readonly act: Act;
}

/** What a key does, which key that is, and whether it arrives. A press on the keys has others recorded. */
export function ShortcutRow({ action, shortcut, setup, act }: ShortcutRowProps): JSX.Element {
  const { say } = useWords();
  const recording = setup.recording?.action === action ? setup.recording : null;
  const isRecording = recording !== null;
  const [isRefused, setRefused] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasRecording = useRef(false);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (wasRecording.current && !isRecording && isLost) button.current?.focus();
    wasRecording.current = isRecording;
  }, [isRecording]);
  const isLocked = setup.locked.includes(action);
  const label = say(`settings.shortcut.${action}`);
  const keys = shortcut === null ? say('settings.keys.none') : shortcut.keys;
  const begin = (): void =>
    void act({ type: 'record-shortcut', action }).then(({ ok }) => {
      setRefused(!ok);
    });
  return (
    <div class="setting">
      <div class="setting-words">
        <p class="setting-label">{label}</p>
        {isRefused && !isRecording && <p class="field-error">{say('settings.keys.refused-ringing')}</p>}
        {shortcut !== null && !isRecording && (
          <Arrival
            shortcut={shortcut}
            reach={setup.reach}
            isProven={setup.proven.includes(action)}
            id={`${action}-arrival`}
          />
        )}
        {isLocked && (
          <p class="setting-hint setting-lock">
            <Icon name="lock" size="small" />
            {say('settings.locked')}
          </p>
        )}
      </div>
      <div class={`setting-control${isRecording ? ' recorder-control' : ''}`}>
        {recording !== null && <KeyRecorder recording={recording} mac={setup.mac} act={act} />}
        {recording === null && isLocked && <KeyCaps keys={keys} />}
        {recording === null && !isLocked && (
          <button
            ref={button}
            type="button"
            class="button button-quiet button-normal"
            aria-label={say('settings.keys.change-named', { action: label, keys })}
            aria-describedby={`${action}-arrival`}
            onClick={begin}
          >
            {shortcut === null ? keys : <KeyCaps keys={keys} />}
            <Icon name="pencil" />
          </button>
        )}
      </div>
    </div>
  );
}

interface ArrivalProps {
  readonly id: string;
  readonly shortcut: ShortcutView;
  readonly reach: KeysReach;
  readonly isProven: boolean;
}

/** Whether the keys reach the app. That the system gave them proves nothing on some desktops; a press does. */
function Arrival({ id, shortcut: { keys, registered }, reach, isProven }: ArrivalProps): JSX.Element | null {
  const { say } = useWords();
  if (!registered) {
    return (
      <p class="setting-hint setting-warning" id={id}>
        <Icon name="warning" size="small" />
        {say(reach === 'nowhere' ? 'settings.keys.not-given' : 'settings.keys-taken')}
      </p>
    );
  }
  // A press in this window would prove nothing of the others.
  if (reach === 'with-x11' && !isProven) return null;
  return (
    <p class={`setting-hint${isProven ? ' setting-proven' : ''}`} id={id} role="status">
      {isProven && <Icon name="check" size="small" />}
      {isProven ? say('settings.keys.works') : say('settings.keys.try', { keys })}
    </p>
  );
}

import type { JSX } from 'preact';
import type { KeypadState, KeyTone } from '../../../preload/contract/index.ts';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { Keypad as Use } from './use-keypad.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

type Key = (typeof keys)[number];

/** As they stand on telephones everywhere (ITU-T E.161). */
const letters: Partial<Record<KeyTone, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
  0: '+',
};

export interface KeypadProps {
  readonly keypad: Use;
  readonly state: KeypadState;
}

/** Twelve keys, and what was sent; where none can be sent now, why. */
export function Keypad({ keypad, state }: KeypadProps): JSX.Element {
  const { say } = useWords();
  return (
    <fieldset class="keypad" aria-label={say('call.keypad')}>
      {state === 'ready' ? (
        <>
          <p class="keypad-sent">
            <bdi class="keypad-digits" dir="ltr">
              <span>{keypad.sent.join('')}</span>
            </bdi>
            <span class="keypad-label">{say('call.tones-sent')}</span>
          </p>
          <div class="keypad-keys">
            {keys.map((key) => (
              <KeypadKey key={key} tone={key} onPress={() => keypad.press(key)} />
            ))}
          </div>
        </>
      ) : (
        <Note kind="info">{say(`call.keypad.${state}`)}</Note>
      )}
    </fieldset>
  );
}

function KeypadKey({ tone, onPress }: { readonly tone: Key; readonly onPress: () => void }): JSX.Element {
  const name = useKeyName(tone);
  return (
    <button type="button" class="keypad-key" aria-label={name} onClick={onPress}>
      <span class="keypad-sign">{tone === '*' ? '∗' : tone}</span>
      {letters[tone] !== undefined && <span class="keypad-letters">{letters[tone]}</span>}
    </button>
  );
}

/** Read out letter by letter. */
function useKeyName(tone: Key): string {
  const { say } = useWords();
  if (tone === '*') return say('call.key.star');
  if (tone === '#') return say('call.key.pound');
  if (tone === '0') return say('call.key.zero');
  const spelled = letters[tone]?.split('').join(' ');
  return spelled === undefined ? tone : say('call.key.lettered', { key: tone, letters: spelled });
}

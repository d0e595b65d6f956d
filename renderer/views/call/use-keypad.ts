import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type CallView as Call, type KeyTone, keyTones, withAsciiDigits } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { isLetter } from '../../letter-key.ts';
import type { Panel } from './use-panel.ts';

/** The keypad of a call on the screen. */
export interface Keypad {
  readonly open: boolean;
  /** It can be opened, or closed. */
  readonly possible: boolean;
  /** What went out, newest last. */
  readonly sent: readonly KeyTone[];
  toggle(): void;
  press(tone: KeyTone): void;
}

/** As many keys as are shown. */
const mostShown = 20;

/** Where keys have a meaning of their own. */
const ownKeys = 'input, textarea, [role=listbox], [role=menu], [role=dialog], [role=alertdialog], dialog';

/** What was pressed is known in this window alone, for as long as it shows the call: it is often a secret. */
export function useKeypad({ id: callId, keypad: { state } }: Call, panel: Panel, act: Act): Keypad {
  const isOpen = panel.open === 'keypad';
  const [sent, setSent] = useState<readonly KeyTone[]>([]);
  const possible = isOpen || state === 'ready' || state === 'not-taken';
  const press = (tone: KeyTone): void => {
    void act({ type: 'send-tones', callId, tones: [tone] }).then(({ ok }) => {
      if (ok) setSent((before) => [...before, tone].slice(-mostShown));
    });
  };
  const keypad: Keypad = {
    open: isOpen,
    possible,
    sent,
    toggle: () => {
      if (possible) panel.toggle('keypad');
    },
    press,
  };
  useKeys(keypad, state === 'ready');
  return keypad;
}

/** Ctrl+Shift+K opens and closes it, and while it is open digits, * and # are pressed: the focus stays where it is. */
function useKeys(keypad: Keypad, ready: boolean): void {
  const present = useRef({ keypad, ready });
  present.current = { keypad, ready };
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { keypad: now, ready: takes } = present.current;
      if (event.repeat || event.altKey || event.metaKey || event.defaultPrevented) return;
      const tone = keyTones.find((each) => each === withAsciiDigits(event.key));
      if (event.ctrlKey && event.shiftKey && isLetter(event, 'k')) now.toggle();
      else if (event.ctrlKey || !now.open || isElsewhere(event)) return;
      else if (takes && tone !== undefined && !/[A-D]/.test(tone)) now.press(tone);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

function isElsewhere({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(ownKeys) !== null;
}

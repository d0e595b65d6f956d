import type { JSX } from 'preact';
import type { KeypadState } from '../../../preload/contract/index.ts';
import { Tile } from '../../components/tile.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { Keypad } from './use-keypad.ts';

export interface KeypadTileProps {
  readonly keypad: Keypad;
  readonly state: KeypadState;
  /** The other side has not answered yet. */
  readonly calling: boolean;
}

/** Opens and closes the keypad; where that cannot be it stays, and says why. */
export function KeypadTile({ keypad, state, calling }: KeypadTileProps): JSX.Element {
  const { say } = useWords();
  return (
    <Tile
      label={say('call.keypad')}
      icon="keypad"
      on={keypad.open}
      expanded={keypad.open}
      {...(keypad.possible || state === 'ready'
        ? {}
        : { offBecause: say(calling ? 'call.once-answered' : `call.keypad.${state}`) })}
      onPress={keypad.toggle}
    />
  );
}

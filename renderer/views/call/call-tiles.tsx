import type { JSX } from 'preact';
import type { CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Tile } from '../../components/tile.tsx';
import { useWords } from '../../wording/words-context.ts';
import { KeypadTile } from './keypad-tile.tsx';
import type { Keypad } from './use-keypad.ts';

export interface CallTilesProps {
  readonly call: CallView;
  readonly keypad: Keypad;
  readonly act: Act;
}

/** What can be done to a call that is up, besides ending it. */
export function CallTiles({ call, keypad, act }: CallTilesProps): JSX.Element | null {
  const { say } = useWords();
  const { id: callId, muted, actions } = call;
  if (!actions.includes('mute')) return null;
  return (
    <div class="tiles">
      <Tile
        label={say(muted ? 'call.unmute' : 'call.mute')}
        icon={muted ? 'microphone-off' : 'microphone'}
        on={muted}
        onPress={() => act({ type: 'mute', callId, muted: !muted })}
      />
      {actions.includes('hold') && (
        <Tile label={say('call.hold')} icon="hold" on={false} onPress={() => act({ type: 'hold', callId })} />
      )}
      {actions.includes('resume') && (
        <Tile label={say('call.resume')} icon="resume" on onPress={() => act({ type: 'resume', callId })} />
      )}
      <KeypadTile keypad={keypad} state={call.keypad.state} />
    </div>
  );
}

import type { JSX } from 'preact';
import { type CallView, isCallingOut } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Tile } from '../../components/tile.tsx';
import { useWords } from '../../wording/words-context.ts';
import { KeypadTile } from './keypad-tile.tsx';
import type { Keypad } from './use-keypad.ts';
import type { Panel } from './use-panel.ts';

export interface CallTilesProps {
  readonly call: CallView;
  readonly keypad: Keypad;
  readonly panel: Panel;
  /** The server takes calls with video. */
  readonly offersVideo: boolean;
  readonly act: Act;
  /** Beside Video: who else is there, or can be. */
  readonly people?: JSX.Element | null;
}

/**
 * What can be done to a call, besides ending it. They have their places from the first moment on: what has to wait for the answer
 * waits there.
 */
export function CallTiles({
  call,
  keypad,
  panel,
  offersVideo,
  act,
  people = null,
}: CallTilesProps): JSX.Element | null {
  const { say } = useWords();
  const { id: callId, muted, actions } = call;
  if (!actions.includes('mute')) return null;
  return (
    <>
      <div class="tiles">
        <Tile
          label={say(muted ? 'call.unmute' : 'call.mute')}
          icon={muted ? 'microphone-off' : 'microphone'}
          on={muted}
          onPress={() => act({ type: 'mute', callId, muted: !muted })}
        />
        <HoldTile call={call} act={act} />
        <KeypadTile keypad={keypad} state={call.keypad.state} calling={isCallingOut(call)} />
      </div>
      {!keypad.open && (
        <div class="tiles tiles-more">
          <VideoTile call={call} offered={offersVideo} act={act} />
          {people}
          <Tile
            label={say('call.more')}
            icon="more"
            on={panel.open === 'more'}
            expanded={panel.open === 'more'}
            onPress={() => panel.toggle('more')}
          />
        </div>
      )}
    </>
  );
}

/** Of a call out it stays where it is not possible: only the answer tells whether it will be. */
function HoldTile({ call, act }: Pick<CallTilesProps, 'call' | 'act'>): JSX.Element | null {
  const { say } = useWords();
  const { id: callId, actions, out } = call;
  if (actions.includes('resume')) {
    return <Tile label={say('call.resume')} icon="resume" on onPress={() => act({ type: 'resume', callId })} />;
  }
  const possible = actions.includes('hold');
  if (!possible && out === null) return null;
  const reason = say(isCallingOut(call) ? 'call.once-answered' : 'call.hold-impossible');
  return (
    <Tile
      label={say('call.hold')}
      icon="hold"
      on={false}
      {...(possible ? {} : { offBecause: reason })}
      onPress={() => act({ type: 'hold', callId })}
    />
  );
}

interface VideoTileProps extends Pick<CallTilesProps, 'call' | 'act'> {
  readonly offered: boolean;
}

/** Of a call out it stays as Hold does, where the server takes calls with video at all. */
function VideoTile({ call, offered, act }: VideoTileProps): JSX.Element | null {
  const { say } = useWords();
  const { id: callId, actions, out } = call;
  const isPreviewed = actions.includes('start-video');
  if (actions.includes('stop-video')) {
    const stop = (): void => void act({ type: 'stop-video', callId });
    return <Tile label={say('call.stop-video')} icon="video-off" on onPress={stop} />;
  }
  const possible = actions.includes('preview-video');
  if (!possible && (isPreviewed || out === null || !offered)) return null;
  const reason = say(isCallingOut(call) ? 'call.once-answered' : 'call.video-impossible');
  return (
    <Tile
      label={say('call.video')}
      icon="video"
      on={false}
      {...(possible ? {} : { offBecause: reason })}
      onPress={() => act({ type: 'preview-video', callId })}
    />
  );
}

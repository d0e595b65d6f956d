import type { JSX } from 'preact';
import type { CallAction, CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { Tile } from '../../components/tile.tsx';
import { useWords } from '../../wording/words-context.ts';

interface Way {
  readonly label: string;
  readonly icon: IconName;
  readonly off: boolean;
  readonly onPress: () => void;
}

export interface OtherWaysProps {
  readonly call: CallView;
  /** Answers with pictures; null where the other side offers none. */
  readonly video: Pick<Way, 'off' | 'onPress'> | null;
  /** Hangs up the other call and answers this one; null where there is no other. */
  readonly swap: Pick<Way, 'off' | 'onPress'> | null;
  readonly act: Act;
}

/** What can be done with a ring besides taking and refusing it: one or two as buttons, more as tiles. */
export function OtherWays(props: OtherWaysProps): JSX.Element {
  const ways = useWays(props);
  if (ways.length > 2) {
    return (
      <div class="other-ways">
        {ways.map((way) => (
          <Tile key={way.icon} on={false} {...way} />
        ))}
      </div>
    );
  }
  return (
    <div class="other-ways">
      {ways.map((way) => (
        <Button key={way.icon} kind="quiet" size="medium" {...way} />
      ))}
    </div>
  );
}

function useWays({ call, video, swap, act }: OtherWaysProps): readonly Way[] {
  const { say } = useWords();
  const { id: callId, silenced, quiet, actions } = call;
  const can = (action: CallAction): boolean => actions.includes(action);
  const byPhone: Way = {
    label: say('ring.answer-by-phone'),
    icon: 'phone',
    off: false,
    onPress: () => act({ type: 'answer-by-phone', callId }),
  };
  const silence: Way = {
    label: say(silenced ? 'ring.silenced' : 'ring.silence'),
    icon: 'bell-off',
    off: silenced || !can('silence'),
    onPress: () => act({ type: 'silence', callId }),
  };
  return [
    ...(video === null ? [] : [{ label: say('ring.answer-with-video'), icon: 'video' as const, ...video }]),
    ...(swap === null ? [] : [{ label: say('ring.hang-up-and-answer'), icon: 'hang-up' as const, ...swap }]),
    ...(can('answer-by-phone') ? [byPhone] : []),
    // What a rule keeps silent says why in words of its own.
    ...(quiet === undefined ? [silence] : []),
  ];
}

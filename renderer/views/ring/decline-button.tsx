import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { useWords } from '../../wording/words-context.ts';

/** What is written back in place of an answer. */
const presets = ['call-back', 'in-a-meeting', 'send-a-message'] as const;

export interface DeclineButtonProps {
  readonly call: CallView;
  readonly act: Act;
  /** The user wants to write what is sent. */
  readonly onWrite: () => void;
}

/** Ends the ring everywhere; beside it the other ways to refuse a call, which keep their place once there were any. */
export function DeclineButton({ call, act, onWrite }: DeclineButtonProps): JSX.Element {
  const { say } = useWords();
  const { id: callId, actions } = call;
  const ways: MenuEntry[] = [];
  if (actions.includes('decline-here')) {
    ways.push({
      label: say('ring.decline-here'),
      icon: 'bell-off',
      onChoose: () => act({ type: 'decline-here', callId }),
    });
  }
  if (actions.includes('reply')) {
    for (const preset of presets) {
      const text = say(`ring.reply.${preset}`);
      ways.push({
        label: say('ring.decline-with', { text }),
        icon: 'messages',
        onChoose: () => act({ type: 'reply-with-message', callId, text }),
      });
    }
    ways.push({ label: say('ring.write-own'), icon: 'pencil', onChoose: onWrite });
  }
  const hadWays = useRef(false);
  hadWays.current ||= ways.length > 0;
  return (
    <div class={`decline-ways${hadWays.current ? ' decline-split' : ''}`}>
      <Button
        label={say('ring.decline')}
        kind="decline"
        size="big"
        icon="hang-up"
        off={!actions.includes('decline')}
        onPress={() => act({ type: 'decline', callId })}
      />
      {hadWays.current && (
        <Menu name={say('ring.more-ways-to-decline')} entries={ways} kind="decline" off={ways.length === 0}>
          <Icon name="chevron-down" />
        </Menu>
      )}
    </div>
  );
}

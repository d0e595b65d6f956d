import type { JSX } from 'preact';
import type { CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface HeldCall {
  readonly call: CallView;
  /** When it was put on hold, in terms of `performance.now()`. */
  readonly since: number;
}

export interface HeldCallsProps {
  readonly held: readonly HeldCall[];
  /** Who goes on hold when another one is resumed; null where nobody is talked to. */
  readonly talking: string | null;
  readonly act: Act;
}

/** Calls on hold beside the one on the screen, each with a way back to it. */
export function HeldCalls({ held, talking, act }: HeldCallsProps): JSX.Element | null {
  const { say } = useWords();
  if (held.length === 0) return null;
  return (
    <ul class="held-calls" aria-label={say('call.held-calls')}>
      {held.map((each) => (
        <HeldRow key={each.call.id} {...each} talking={talking} act={act} />
      ))}
    </ul>
  );
}

function HeldRow({ call, since, talking, act }: HeldCall & Omit<HeldCallsProps, 'held'>): JSX.Element {
  const { say } = useWords();
  const { id: callId, party, who, actions } = call;
  const described = `held-${callId}`;
  return (
    <li class="held-call">
      <Avatar initials={party.initials} name={party.label} size={32} photo={who?.photo ?? null} />
      <div class="held-words">
        <p class="held-name" title={party.label}>
          <bdi>{party.label}</bdi>
        </p>
        <p class="held-state">
          {say('call.on-hold')} <Elapsed since={since} />
        </p>
      </div>
      <Button
        label={say('call.resume')}
        kind="standard"
        size="medium"
        icon="resume"
        off={!actions.includes('resume')}
        describedBy={described}
        onPress={() => act({ type: 'resume', callId })}
      />
      <span id={described} hidden>
        {talking === null ? party.label : say('call.resume-swaps', { held: party.label, talking })}
      </span>
    </li>
  );
}

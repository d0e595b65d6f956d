import type { JSX } from 'preact';
import { farParty, liveCall } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { type Scene, since } from '../../store.ts';
import { useWords } from '../../wording/words-context.ts';

/** The call that is up, for whoever looks at the main window meanwhile. */
export function LiveCall({ scene }: { readonly scene: Scene }): JSX.Element | null {
  const { say } = useWords();
  const call = liveCall(scene.view);
  if (!call) return null;
  const { id, who, state, muted } = call;
  const party = farParty(call);
  return (
    <section class="live" aria-label={say('shell.live-call')} title={party.label}>
      <Avatar initials={party.initials} name={party.label} size={32} photo={who?.photo ?? null} />
      <div class="live-words">
        <p class="live-name cut">
          <bdi>{party.label}</bdi>
        </p>
        <p class="live-state">
          {state === 'ending' && say('call.hanging-up')}
          {state === 'calling' && say('call.calling')}
          {state === 'alerting' && `${say('call.alerting')} · `}
          {state !== 'ending' && state !== 'calling' && <Elapsed since={since(scene, id)} />}
          {(call.heldThere || call.heldHereMs !== null) && ` · ${say('shell.on-hold')}`}
          {muted && ` · ${say('shell.muted')}`}
        </p>
      </div>
    </section>
  );
}

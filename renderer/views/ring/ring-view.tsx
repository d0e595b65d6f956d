import type { JSX, Ref } from 'preact';
import {
  type AppView,
  type CallView,
  cardCalls,
  farParty,
  isCallingOut,
  liveCall,
  type WindowView,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { type Scene, since } from '../../store.ts';
import { useWords } from '../../wording/words-context.ts';
import { OtherCall } from './other-call.tsx';
import { RingCard } from './ring-card.tsx';
import type { LeftCall } from './ring-footer.tsx';

/** Calls that get a row of their own below the card; the rest are counted. */
const rows = 3;

/** What the card says beside the caller's name, where it says it. */
const described =
  'call-kind call-importance call-private call-line call-outside call-why call-quiet call-subject call-content call-place';

export interface RingLayout {
  /** Rows stand above the card where the window grows upwards, so that the card stays under the pointer. */
  readonly rowsAbove: boolean;
  /** One call has just taken another's place: what is pressed now was aimed at the other. */
  readonly settling: boolean;
}

export interface RingViewProps {
  readonly scene: Scene<WindowView<'ring'>>;
  readonly act: Act;
  readonly layout: RingLayout;
  readonly answerRef: Ref<HTMLButtonElement>;
  readonly contentRef: Ref<HTMLDivElement>;
}

/** The call that has rung longest as a card, the others as rows. Nothing while nothing rings. */
export function RingView({ scene, act, layout, answerRef, contentRef }: RingViewProps): JSX.Element | null {
  const { say } = useWords();
  const [first, ...others] = cardCalls(scene.view);
  if (!first) return null;
  const more = Math.max(others.length - rows, 0) + scene.view.moreRinging;
  return (
    <div
      ref={contentRef}
      class={`ring${layout.rowsAbove ? ' ring-upwards' : ''}${layout.settling ? ' ring-settling' : ''}`}
      role="alertdialog"
      aria-labelledby="caller"
      aria-describedby={described}
    >
      <RingCard
        key={first.id}
        call={first}
        since={since(scene, first.id)}
        second={liveCall(scene.view) !== null}
        leaves={leaves(scene.view)}
        answerKeys={answerKeys(scene.view)}
        act={act}
        answerRef={answerRef}
      />
      {(others.length > 0 || more > 0) && (
        <ul class="others" aria-label={say('ring.others')}>
          {others.slice(0, rows).map((call: CallView) => (
            <OtherCall key={call.id} call={call} act={act} />
          ))}
          {more > 0 && <li class="others-more">{say('ring.more', { count: more })}</li>}
        </ul>
      )}
    </div>
  );
}

/** Whom the user leaves by answering: who is talked to on this computer, or is being called. */
function leaves(view: Pick<AppView, 'calls'>): LeftCall | null {
  const live = liveCall(view);
  if (live === null || live.phone !== null) return null;
  const name = farParty(live).label;
  if (isCallingOut(live)) return { how: 'ends', name };
  return live.state === 'connected' && live.heldHereMs === null ? { how: 'goes-on-hold', name } : null;
}

function answerKeys({ shortcuts }: Pick<AppView, 'shortcuts'>): string | null {
  return shortcuts.find(({ action, registered }) => action === 'answer' && registered)?.keys ?? null;
}

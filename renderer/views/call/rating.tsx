import type { JSX } from 'preact';
import { type CallView, stars } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface RatingProps {
  readonly call: CallView;
  readonly act: Act;
}

/** Asks how a call sounded; whoever does not want to say closes the window, as after any call. */
export function Rating({ call, act }: RatingProps): JSX.Element | null {
  const { say } = useWords();
  if (call.rating === null) return null;
  if (call.rating === 'thanked')
    return (
      <p class="rating" role="status">
        {say('rating.thanks')}
      </p>
    );
  return (
    <fieldset class="rating">
      <legend>{say('rating.question')}</legend>
      <div class="rating-stars">
        {stars.map((count) => (
          <button
            key={count}
            type="button"
            class="rating-star"
            aria-label={say('rating.star', { stars: count })}
            onClick={() => act({ type: 'rate-call', callId: call.id, stars: count })}
          >
            <Icon name="star" />
          </button>
        ))}
      </div>
    </fieldset>
  );
}

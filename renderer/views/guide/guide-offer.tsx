import type { JSX } from 'preact';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface GuideOfferProps {
  readonly onGuide: () => void;
  readonly act: Act;
}

/** Asks a new user whether to try out microphone, ring and keys, above their calls and in nobody's way. */
export function GuideOffer({ onGuide, act }: GuideOfferProps): JSX.Element {
  const { say } = useWords();
  return (
    <section class="note note-plain guide-offer" aria-label={say('guide.title')}>
      <Icon name="bell" />
      <div class="note-words">
        <h2>{say('guide.title')}</h2>
        <p>{say('guide.offer')}</p>
      </div>
      <div class="guide-answers">
        <Button label={say('guide.start')} kind="primary" size="small" onPress={onGuide} />
        <Button
          label={say('guide.not-now')}
          kind="quiet"
          size="small"
          onPress={() => void act({ type: 'close-guide' })}
        />
      </div>
    </section>
  );
}

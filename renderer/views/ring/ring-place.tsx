import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { copyText } from '../../copy-text.ts';
import { useWords } from '../../wording/words-context.ts';

export interface RingPlaceProps {
  readonly id: string;
  /** The lines of an address. */
  readonly place: readonly string[];
}

/** Where an emergency caller is, to be read out or copied. */
export function RingPlace({ id, place }: RingPlaceProps): JSX.Element {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div class="place">
      <Icon name="place" />
      <p class="place-lines" id={id}>
        <span class="unseen-text">{say('ring.place')}</span>
        {place.map((line) => (
          <bdi key={line} class="place-line selectable">
            {line}
          </bdi>
        ))}
      </p>
      <Button
        label={say('ring.copy-place')}
        kind="quiet"
        icon={copied ? 'check' : 'copy'}
        iconOnly
        onPress={() => setCopied(copyText(place.join('\n')))}
      />
      <span class="unseen-text" role="status">
        {copied ? say('ring.place-copied') : ''}
      </span>
    </div>
  );
}

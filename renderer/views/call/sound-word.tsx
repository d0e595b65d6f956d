import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { SoundLevel, SoundWordView } from '../../../preload/contract/index.ts';
import { SignalBars } from '../../components/signal-bars.tsx';

const ranks: Readonly<Record<SoundLevel, number>> = { good: 0, weak: 1, none: 2 };

export interface SoundWordProps {
  readonly sound: SoundWordView | null;
  /** A note says the same at greater length, and is read out. */
  readonly noted: boolean;
}

/** How the call sounds, in a word. Only a turn for the worse is read out. */
export function SoundWord({ sound, noted }: SoundWordProps): JSX.Element {
  const said = useAnnounced(sound);
  return (
    <p class="call-sound">
      {sound !== null && (
        <span class={`sound-word sound-${sound.level}`} data-sound={sound.level}>
          <SignalBars level={sound.level} />
          <span aria-hidden={said !== '' && !noted}>{sound.text}</span>
        </span>
      )}
      <span class="unseen-text" role="status">
        {noted ? '' : said}
      </span>
    </p>
  );
}

/** What is to be read out: the word that was the last to be worse than the one before it, for as long as it holds. */
function useAnnounced(sound: SoundWordView | null): string {
  const before = useRef<SoundWordView | null>(null);
  const said = useRef('');
  if (sound?.text !== before.current?.text) {
    const isWorse = sound !== null && ranks[sound.level] > ranks[before.current?.level ?? 'good'];
    said.current = isWorse ? sound.text : '';
    before.current = sound;
  }
  return said.current;
}

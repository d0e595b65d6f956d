import type { JSX } from 'preact';
import { useWords } from '../wording/words-context.ts';
import { litSegments, meterSegments } from './loudness.ts';

export interface LevelMeterProps {
  readonly name: string;
  /** 0 to 1. */
  readonly level: number;
}

const segments = Array.from({ length: meterSegments }, (_, index) => index);

/** Eight segments that light with the sound, the last in amber. */
export function LevelMeter({ name, level }: LevelMeterProps): JSX.Element {
  const { say } = useWords();
  const lit = litSegments(level);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the meter element cannot hold segments of its own
    <div
      class="meter"
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={meterSegments}
      aria-valuenow={lit}
      aria-valuetext={say('call.level', { lit, all: meterSegments })}
    >
      {segments.map((index) => (
        <span key={index} class={`meter-segment${index < lit ? ' meter-lit' : ''}`} />
      ))}
    </div>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CallQualityView } from '../../../preload/contract/index.ts';
import { SignalBars } from '../../components/signal-bars.tsx';
import { useWords } from '../../wording/words-context.ts';
import { MeasuredCall } from './measured-call.tsx';

/** The last calls, and how the chosen one of them sounded. */
export function MeasuredCalls({ calls }: { readonly calls: readonly CallQualityView[] }): JSX.Element | null {
  const { say, timeNear } = useWords();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const now = Date.now();
  const chosen = calls.find(({ callId }) => callId === chosenId) ?? calls[0];
  if (chosen === undefined) return null;
  return (
    <div class="measured-calls">
      <section class="past" aria-labelledby="measured-list">
        <h2 class="day-name" id="measured-list">
          {say('quality.last-calls')}
        </h2>
        <ul class="card-list measured-list">
          {calls.map(({ callId, label, at, level, brief }) => (
            <li key={callId}>
              <button
                type="button"
                class="measured-entry"
                aria-pressed={callId === chosen.callId}
                onClick={() => setChosenId(callId)}
              >
                <SignalBars level={level} />
                <span class="measured-who">
                  <bdi>{label}</bdi>
                  <span class="measured-outcome">{brief}</span>
                </span>
                <span class="numbers measured-time">{timeNear(at, now)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section class="past" aria-labelledby="measured-one">
        <h2 class="day-name" id="measured-one">
          {say('quality.call-named', { name: chosen.label, when: timeNear(chosen.at, now) })}
        </h2>
        <MeasuredCall measured={chosen} />
      </section>
    </div>
  );
}

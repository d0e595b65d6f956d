import type { JSX } from 'preact';
import type { OutageView, RungView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { length } from '../../wording/duration.ts';
import { timeNear } from '../../wording/words.ts';

const icons = { rang: 'check-circle', partly: 'warning', silent: 'bell-off' } as const;
const outcomes = { rang: 'Rang', partly: 'Rang in part', silent: 'Kept silent' } as const;

/** How the last calls rang, and what kept one silent. */
export function LastCalls({ calls }: { readonly calls: readonly RungView[] }): JSX.Element {
  const now = Date.now();
  return (
    <section class="past" aria-labelledby="last-calls">
      <h2 class="day-name" id="last-calls">
        Last calls: what rang and what stayed silent
      </h2>
      {calls.length === 0 ? (
        <p class="past-none">No call has come in since Switchhook was started.</p>
      ) : (
        <ul class="card-list">
          {calls.map(({ callId, outcome, at, label, words }) => (
            <li key={callId} class={`past-row past-${outcome}`} data-outcome={outcome}>
              <Icon name={icons[outcome]} />
              <p class="past-who">
                <span class="unseen-text">{outcomes[outcome]}: </span>
                <span class="past-time numbers">{timeNear(at, now)}</span> <bdi class="past-name">{label}</bdi>
              </p>
              <p class="check-words">
                <Sentence words={words} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The times in which calls did not ring here. */
export function Outages({ outages }: { readonly outages: readonly OutageView[] }): JSX.Element | null {
  const now = Date.now();
  if (outages.length === 0) return null;
  return (
    <section class="past" aria-labelledby="outages">
      <h2 class="day-name" id="outages">
        When calls did not ring here
      </h2>
      <ul class="card-list">
        {outages.map(({ from, to, cause, missed }) => (
          <li key={from} class="past-row past-outage" data-outage={to === null ? 'present' : 'over'}>
            <Icon name="offline" />
            <p class="past-who numbers">
              <bdi>
                {timeNear(from, now)} to {to === null ? 'now' : timeNear(to, now)}
              </bdi>
            </p>
            <p class="check-words">
              {cause}
              {to !== null && `, ${length(to - from)}`}
              {missed !== '' && (
                <>
                  , <strong>{missed}</strong>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { JSX } from 'preact';
import type { OutageView, RungView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

const icons = { rang: 'check-circle', partly: 'warning', silent: 'bell-off' } as const;

/** How the last calls rang, and what kept one silent. */
export function LastCalls({ calls }: { readonly calls: readonly RungView[] }): JSX.Element {
  const { say, timeNear } = useWords();
  const now = Date.now();
  return (
    <section class="past" aria-labelledby="last-calls">
      <h2 class="day-name" id="last-calls">
        {say('diagnostics.last-calls')}
      </h2>
      {calls.length === 0 ? (
        <p class="past-none">{say('diagnostics.no-calls')}</p>
      ) : (
        <ul class="card-list">
          {calls.map(({ callId, outcome, at, label, words }) => (
            <li key={callId} class={`past-row past-${outcome}`} data-outcome={outcome}>
              <Icon name={icons[outcome]} />
              <p class="past-who">
                <span class="unseen-text">{say(`diagnostics.rang.${outcome}`)} </span>
                <span class="past-time numbers">{timeNear(at, now)}</span> <bdi class="past-name">{label}</bdi>
              </p>
              <p class="check-words">
                <Sentence pieces={words} />
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
  const { say, sentence, list, length, timeNear } = useWords();
  const outage = (cause: string, from: number, to: number | null): string =>
    to === null ? cause : list([cause, length(to - from)]);
  const now = Date.now();
  if (outages.length === 0) return null;
  return (
    <section class="past" aria-labelledby="outages">
      <h2 class="day-name" id="outages">
        {say('diagnostics.outages')}
      </h2>
      <ul class="card-list">
        {outages.map(({ from, to, cause, missed }) => (
          <li key={from} class="past-row past-outage" data-outage={to === null ? 'present' : 'over'}>
            <Icon name="offline" />
            <p class="past-who numbers">
              <bdi>
                {to === null
                  ? say('diagnostics.outage-present', { from: timeNear(from, now) })
                  : say('diagnostics.outage-over', { from: timeNear(from, now), to: timeNear(to, now) })}
              </bdi>
            </p>
            <p class="check-words">
              <Sentence
                pieces={
                  missed === ''
                    ? [outage(cause, from, to)]
                    : sentence('diagnostics.outage-missed', {
                        outage: outage(cause, from, to),
                        missed: { name: missed },
                      })
                }
                named={(name) => (
                  <strong>
                    <bdi>{name}</bdi>
                  </strong>
                )}
              />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

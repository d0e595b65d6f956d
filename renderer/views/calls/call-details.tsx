import type { JSX } from 'preact';
import type { HistoryView } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { kindIcon } from '../../components/icons/kind-icon.ts';
import { Note } from '../../components/notes/note.tsx';
import { Outside } from '../../components/outside.tsx';
import { moment } from '../../wording/days.ts';
import { kindWords, outcomeWord } from '../../wording/outcome.ts';
import { isLongName } from '../../wording/party.ts';

export interface CallDetailsProps {
  readonly call: HistoryView;
  /** Other calls with the same party, newest first. */
  readonly earlier: readonly HistoryView[];
  readonly now: number;
}

/** As many earlier calls as fit without scrolling at the usual size. */
const earlierShown = 6;

/** All that is known of a past call. */
export function CallDetails({ call, earlier, now }: CallDetailsProps): JSX.Element {
  const { party } = call;
  return (
    <>
      <header class="details-head">
        <Avatar initials={party.initials} name={party.label} size={56} />
        <div class="details-words">
          <h2 class={`section details-name${isLongName(party.label) ? ' details-long' : ''}`}>
            <bdi class="selectable">{party.label}</bdi>
          </h2>
          <p class="details-kind">{kindWords(call)}</p>
          <Outside party={party} />
        </div>
      </header>
      <dl class="facts">
        <dt>When</dt>
        <dd class="numbers">
          <bdi>{moment(call.at, now)}</bdi>
        </dd>
        {party.number !== null && (
          <>
            <dt>{party.number.includes('@') ? 'Address' : 'Number'}</dt>
            <dd>
              <bdi class="selectable">{party.number}</bdi>
            </dd>
          </>
        )}
        {call.outcome === 'answered' && (
          <>
            <dt>Length</dt>
            <dd class="numbers">
              <bdi>{outcomeWord(call)}</bdi>
            </dd>
          </>
        )}
      </dl>
      {call.note !== '' && <Note kind="plain">{call.note}</Note>}
      {earlier.length > 0 && (
        <section class="earlier" aria-labelledby="earlier">
          <h3 class="day-name" id="earlier">
            {party.named ? 'Other calls with ' : 'Other calls from '}
            <bdi>{party.label}</bdi>
          </h3>
          <ul>
            {earlier.slice(0, earlierShown).map((other) => (
              <li key={other.id} class={`earlier-call${other.outcome === 'missed' ? ' row-missed' : ''}`}>
                <span class="row-kind">
                  <Icon name={kindIcon(other)} />
                </span>
                <span class="earlier-outcome numbers">
                  <bdi>{outcomeWord(other)}</bdi>
                </span>
                <span class="earlier-time numbers">
                  <bdi>{moment(other.at, now)}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

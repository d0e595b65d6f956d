import type { JSX } from 'preact';
import type { HistoryView, PartyView } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { kindIcon } from '../../components/icons/kind-icon.ts';
import { Note } from '../../components/notes/note.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { Outside } from '../../components/outside.tsx';
import type { Dial } from '../../hooks/use-dial.ts';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { kindWords, outcomeWord } from '../../wording/outcome.ts';
import { isLongName } from '../../wording/party.ts';
import { useWords } from '../../wording/words-context.ts';
import { CallOtherwise } from '../dial/call-otherwise.tsx';
import { SaidOfItself } from './said-of-itself.tsx';

export interface CallDetailsProps {
  readonly call: HistoryView;
  /** Other calls with the same party, newest first. */
  readonly others: readonly HistoryView[];
  readonly now: number;
  /** A picture of them; null where there is none. */
  readonly photo: string | null;
  /** Why a call was refused. */
  readonly problem: Dial['problem'];
  /** Calls them; null where that is not possible. */
  readonly onCall: (() => void) | null;
  /** The same with the user's picture. */
  readonly onCallWithVideo: (() => void) | null;
  /** The same with the user's own telephone. */
  readonly onCallByPhone: (() => void) | null;
  /** Writes to them; null where that is not possible. */
  readonly onWrite: (() => void) | null;
  readonly onDelete: () => void;
}

/** All that is known of a past call. */
export function CallDetails(props: CallDetailsProps): JSX.Element {
  const { call, others, now, photo, problem } = props;
  const words = useWords();
  const { say, moment } = words;
  const { party } = call;
  return (
    <>
      <header class="details-head">
        <Avatar initials={party.initials} name={party.label} size={56} photo={photo} />
        <div class="details-words">
          <h2 class={`section details-name${isLongName(party.label) ? ' details-long' : ''}`}>
            <bdi class="selectable">{party.label}</bdi>
          </h2>
          <p class="details-kind">{kindWords(call, words)}</p>
          {call.byPhone === true && <p class="details-kind">{say('calls.by-phone')}</p>}
          <Outside party={party} />
        </div>
      </header>
      <DetailsActions {...props} />
      {problem?.from === 'details' && <Note kind="error">{say(dialProblemId(problem.refusal))}</Note>}
      <dl class="facts">
        <dt>{say('calls.when')}</dt>
        <dd class="numbers">
          <bdi>{moment(call.at, now)}</bdi>
        </dd>
        {party.number !== null && (
          <>
            <dt>{say(party.number.includes('@') ? 'calls.address' : 'calls.number')}</dt>
            <dd>
              <bdi class="selectable">{party.number}</bdi>
            </dd>
          </>
        )}
        {call.invitation !== undefined && <SaidOfItself said={call.invitation} />}
        {call.outcome === 'answered' && (
          <>
            <dt>{say('calls.length')}</dt>
            <dd class="numbers">
              <bdi>{outcomeWord(call, words)}</bdi>
            </dd>
          </>
        )}
      </dl>
      {call.note !== '' && <Note kind="plain">{call.note}</Note>}
      {others.length > 0 && <OtherCalls party={party} others={others} now={now} />}
    </>
  );
}

/** What can be done about it. */
function DetailsActions(props: CallDetailsProps): JSX.Element {
  const { onCall, onCallWithVideo, onCallByPhone, onWrite, onDelete } = props;
  const { say } = useWords();
  return (
    <div class="details-actions">
      {onCall !== null && (
        <Button label={say('dial.call')} kind="primary" size="medium" icon="answer" onPress={onCall} />
      )}
      <CallOtherwise onWithVideo={onCallWithVideo} onByPhone={onCallByPhone} size="medium" />
      {onWrite !== null && (
        <Button label={say('people.message')} kind="standard" size="medium" icon="messages" onPress={onWrite} />
      )}
      <Button label={say('calls.delete')} kind="standard" size="medium" icon="trash" iconOnly onPress={onDelete} />
    </div>
  );
}

/** The last calls with the same party. */
function OtherCalls({ party, others, now }: OtherCallsProps): JSX.Element {
  const words = useWords();
  const { moment } = words;
  return (
    <section class="earlier" aria-labelledby="earlier">
      <h3 class="day-name" id="earlier">
        <Sentence
          pieces={words.sentence(party.named ? 'calls.others-with' : 'calls.others-from', {
            name: { name: party.label },
          })}
        />
      </h3>
      <ul>
        {others.map((other) => (
          <li key={other.id} class={`earlier-call${other.outcome === 'missed' ? ' row-missed' : ''}`}>
            <span class="row-kind">
              <Icon name={kindIcon(other)} />
            </span>
            <span class="earlier-outcome numbers">
              <bdi>{outcomeWord(other, words)}</bdi>
            </span>
            <span class="earlier-time numbers">
              <bdi>{moment(other.at, now)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OtherCallsProps extends Pick<CallDetailsProps, 'others' | 'now'> {
  readonly party: PartyView;
}

import { Fragment, type JSX, type Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { Outside } from '../../components/outside.tsx';
import { PartyName } from '../../components/party-name.tsx';
import { Pill } from '../../components/pill.tsx';
import { callerLine } from '../../wording/party.ts';
import { useWords } from '../../wording/words-context.ts';
import { RingAnswers } from './ring-answers.tsx';
import { type LeftCall, RingFooter } from './ring-footer.tsx';
import { RingPlace } from './ring-place.tsx';
import { RingQuiet } from './ring-quiet.tsx';
import { RingReasons } from './ring-reasons.tsx';

export interface RingCardProps {
  readonly call: CallView;
  /** When it began to ring, in terms of `performance.now()`. */
  readonly since: number;
  /** Another call is up. */
  readonly second: boolean;
  /** Whom the user leaves by answering it; null for nobody. */
  readonly leaves: LeftCall | null;
  /** The registered shortcut that answers. */
  readonly answerKeys: string | null;
  readonly act: Act;
  readonly answerRef: Ref<HTMLButtonElement>;
}

/** Who calls, about what, and the ways to answer. */
export function RingCard({ call, since, second, leaves, answerKeys, act, answerRef }: RingCardProps): JSX.Element {
  const words = useWords();
  const [began] = useState(since);
  const { party, who, importance, subject, invitation } = call;
  return (
    <div class={`card card-${importance}`}>
      <div class="card-body">
        <div class="card-head">
          {importance !== 'emergency' && (
            <span class="card-kind" id="call-kind">
              {words.say(kindOf(call, second))}
            </span>
          )}
          {importance !== 'normal' && <Pill id="call-importance" kind={importance} />}
          {invitation.privateLine && <Pill id="call-private" kind="private-line" />}
          <span class="card-time">
            <Elapsed since={began} />
          </span>
        </div>
        <div class="caller">
          <Avatar
            initials={party.initials}
            name={party.label}
            size={48}
            ringing={call.state === 'ringing'}
            photo={who?.photo ?? null}
            presence={who?.presence.dot ?? 'unknown'}
          />
          <div class="caller-words">
            <PartyName party={party} id="caller" />
            <CallerLine parts={callerLine(call, words)} />
            <Outside party={party} id="call-outside" />
          </div>
        </div>
        <RingReasons id="call-why" why={invitation.why} />
        {call.quiet !== undefined && <RingQuiet id="call-quiet" quiet={call.quiet} />}
        {subject !== null && <Told id="call-subject" label={words.say('ring.about')} text={subject} />}
        {invitation.content !== null && (
          <Told id="call-content" label={words.say('ring.sent-along')} text={invitation.content} />
        )}
        <RingAnswers
          call={call}
          since={since}
          reason="talk-on"
          described={leaves !== null}
          act={act}
          answerRef={answerRef}
        />
        {/* Above them on the screen, and behind them for who goes by Tab. */}
        {invitation.place.length > 0 && <RingPlace id="call-place" place={invitation.place} />}
      </div>
      <RingFooter id="talk-on" call={call} answerKeys={answerKeys} leaves={leaves} />
    </div>
  );
}

/** Who they are and their number: each goes to the next line whole. */
function CallerLine({ parts }: { readonly parts: readonly string[] }): JSX.Element | null {
  if (parts.length === 0) return null;
  return (
    <p class="caller-line" id="call-line">
      <bdi>
        {parts.map((part, index) => (
          <Fragment key={part}>
            {index > 0 && ' · '}
            <span class="caller-part">{part}</span>
          </Fragment>
        ))}
      </bdi>
    </p>
  );
}

/** Words of whoever calls, in two lines at most. */
function Told({
  id,
  label,
  text,
}: {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}): JSX.Element {
  return (
    <p class="subject" id={id}>
      <b>{label}</b> <bdi>{text}</bdi>
    </p>
  );
}

function kindOf(
  { video, phone, meeting }: CallView,
  second: boolean,
): 'ring.meeting' | 'ring.on-phone' | 'ring.second' | 'ring.incoming-video' | 'ring.incoming' {
  if (meeting !== undefined) return 'ring.meeting';
  if (phone !== null) return 'ring.on-phone';
  if (second) return 'ring.second';
  return video?.offered === true ? 'ring.incoming-video' : 'ring.incoming';
}

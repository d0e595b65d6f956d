import type { JSX } from 'preact';
import { type CallView, farParty, isCallingOut } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { Outside } from '../../components/outside.tsx';
import { PartyName } from '../../components/party-name.tsx';
import { Pill } from '../../components/pill.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SoundWord } from './sound-word.tsx';

export interface CallHeadProps {
  readonly call: CallView;
  readonly since: number;
  /** When the user put it on hold; null while they did not. */
  readonly heldSince: number | null;
}

const isNoted = ({ notes }: CallView): boolean => notes.some(({ id }) => id === 'nothing-heard');

/** The other party's name, and how far the call is: being made, up for how long, or on hold. */
export function CallHead({ call, since, heldSince }: CallHeadProps): JSX.Element {
  const { state, out, who } = call;
  const party = farParty(call);
  return (
    <header class="call-head">
      <Avatar
        initials={party.initials}
        name={party.label}
        size={48}
        ringing={state === 'alerting'}
        photo={who?.photo ?? null}
        group={call.meeting !== undefined}
      />
      <div class="call-words">
        <PartyName party={party} tooltip />
        {who !== undefined && who.line !== '' && (
          <p class="call-who">
            <bdi>{who.line}</bdi>
          </p>
        )}
        <p class={`call-state${out === null ? '' : ' cut'}`}>
          <Progress call={call} since={since} heldSince={heldSince} />
          <Reached call={call} />
        </p>
        {/* Before it is up its place is kept, so that nothing moves when it is. */}
        {(state === 'connected' || isCallingOut(call)) && <SoundWord sound={call.sound} noted={isNoted(call)} />}
        {out?.emergency === true && <Pill id="call-emergency" kind="emergency" />}
        <Outside party={party} />
      </div>
    </header>
  );
}

/** Each step of a call out is said once, and no time is. */
function Progress({ call: { state, meeting }, since, heldSince }: CallHeadProps): JSX.Element {
  const { say } = useWords();
  if (meeting?.stage === 'joining') {
    return <span role="status">{say(state === 'connected' ? 'meeting.joining-again' : 'meeting.joining')}</span>;
  }
  if (meeting?.stage === 'lobby') {
    return (
      <>
        <span role="status">{say('meeting.in-lobby')}</span>
        <span aria-hidden="true"> · </span>
        <Elapsed since={since} />
      </>
    );
  }
  if (state === 'ending') return <span role="status">{say('call.hanging-up')}</span>;
  if (state === 'calling') return <span role="status">{say('call.calling')}</span>;
  if (state === 'alerting') {
    return (
      <>
        <span role="status">{say('call.alerting')}</span>
        <span aria-hidden="true"> · </span>
        <Elapsed since={since} />
      </>
    );
  }
  return (
    <>
      {heldSince !== null && `${say('call.on-hold')} `}
      <Elapsed since={heldSince ?? since} />
    </>
  );
}

/** The number, where that is not the name; while it rings there, the time is enough. */
function Reached({ call }: { readonly call: CallView }): JSX.Element | null {
  const party = farParty(call);
  const dialled = call.out !== null && call.out.dialled !== party.label ? call.out.dialled : null;
  const number = call.state === 'calling' ? dialled : party.number;
  if (number === null || call.state === 'alerting') return null;
  return (
    <>
      <span aria-hidden="true"> · </span>
      <bdi class="call-number">{number}</bdi>
    </>
  );
}

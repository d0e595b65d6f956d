import type { JSX } from 'preact';
import type { DialInView } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';
import { CopyEntry } from '../call/copy-entry.tsx';

/** How others come in by telephone: each is copied by a press. */
export function DialIn({ dialIn }: { readonly dialIn: DialInView }): JSX.Element {
  const { say } = useWords();
  const { number, conferenceId, passCode } = dialIn;
  return (
    <>
      {number !== null && <CopyEntry label={say('meeting.dial-in', { number })} text={number} />}
      {conferenceId !== null && (
        <CopyEntry label={say('meeting.conference-id', { code: conferenceId })} text={conferenceId} />
      )}
      {passCode !== null && <CopyEntry label={say('meeting.pass-code', { code: passCode })} text={passCode} />}
    </>
  );
}

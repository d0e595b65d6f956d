import type { JSX, Ref } from 'preact';
import type { AppView, DialLink } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import type { Dial } from '../../hooks/use-dial.ts';
import { useWords } from '../../wording/words-context.ts';
import { DialBox } from '../dial/dial-box.tsx';
import { LinkWithoutCalls } from '../dial/link-text.tsx';
import { JoinMeeting } from '../meeting/join-meeting.tsx';

export interface CallsHeadProps {
  readonly view: AppView;
  readonly dial: Dial;
  readonly boxRef: Ref<HTMLInputElement>;
  /** The link of another program that was opened, until the user did something with it. */
  readonly link: DialLink | null;
  readonly onLinkOver: () => void;
  readonly act: Act;
  readonly ask: Ask;
}

/** Above the list: the box to dial in, where the server takes calls, and the way into a meeting. */
export function CallsHead({ view, dial, link, onLinkOver, act, ask, boxRef }: CallsHeadProps): JSX.Element {
  const { say } = useWords();
  const { calling, people, meetings } = view;
  const isOffered = calling.audio || calling.phoneAudio;
  return (
    <header class="page-head">
      <h1 class="title">{say('calls.title')}</h1>
      {isOffered && (
        <DialBox
          calling={calling}
          dial={dial}
          suggesting={{ people, act, ask }}
          boxRef={boxRef}
          link={link}
          onLinkOver={onLinkOver}
        />
      )}
      {!isOffered && link !== null && <LinkWithoutCalls link={link} />}
      <JoinMeeting meetings={meetings} act={act} />
    </header>
  );
}

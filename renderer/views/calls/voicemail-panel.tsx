import type { JSX } from 'preact';
import type { VoicemailView } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Note } from '../../components/notes/note.tsx';
import type { Dial } from '../../hooks/use-dial.ts';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';

export interface VoicemailPanelProps {
  readonly voicemail: VoicemailView;
  readonly dial: Dial;
}

/** How much voice mail there is, and the way to listen to it: the server names no message. */
export function VoicemailPanel({ voicemail, dial }: VoicemailPanelProps): JSX.Element {
  const { say } = useWords();
  const { fresh, all, callable } = voicemail;
  const { problem } = dial;
  return (
    <div class="empty voicemail">
      <Icon name="voicemail" />
      {fresh !== null && (
        <p>
          {fresh === 0 ? say('voicemail.none-fresh') : say('voicemail.fresh', { count: fresh })}{' '}
          {all !== null && <span class="empty-help">{say('voicemail.all', { count: all })}</span>}
        </p>
      )}
      {fresh === null && all !== null && <p>{say('voicemail.all', { count: all })}</p>}
      {callable ? (
        <Button label={say('voicemail.call')} kind="primary" size="medium" icon="answer" onPress={dial.callVoicemail} />
      ) : (
        <Note kind="plain">{say('voicemail.not-callable')}</Note>
      )}
      {problem?.from === 'voicemail' && <Note kind="error">{say(dialProblemId(problem.refusal))}</Note>}
    </div>
  );
}

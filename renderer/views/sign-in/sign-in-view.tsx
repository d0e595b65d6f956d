import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { NoteView, SessionView, SignInView as SignIn } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Mark } from '../../components/icons/mark.tsx';
import { Note } from '../../components/notes/note.tsx';
import { Notes } from '../../components/notes/notes.tsx';
import { statusIds } from '../../wording/status-ids.ts';
import { useWords } from '../../wording/words-context.ts';
import { CopyDetails } from './copy-details.tsx';
import { SignInFields } from './sign-in-fields.tsx';
import { badFields, checked, type FieldErrors, firstEntry, firstToFocus, lacksName, request } from './sign-in-form.ts';
import { TrustQuestion } from './trust-question.tsx';

export interface SignInViewProps {
  readonly session: SessionView;
  readonly signIn: SignIn;
  readonly notes: readonly NoteView[];
  readonly act: Act;
}

/** The main window while nobody is signed in. What was typed stays until it worked. */
export function SignInView({ session, signIn, notes, act }: SignInViewProps): JSX.Element {
  const words = useWords();
  const { say } = words;
  const [entry, setEntry] = useState(() => firstEntry(signIn));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [byHand, setByHand] = useState<boolean | null>(null);
  const [attempts, setAttempts] = useState(0);
  const [notAsked, setNotAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { stage, problem, trust } = signIn;
  const busy = stage !== null || trust !== null;
  const bad = badFields(errors, busy ? null : problem);
  const serverShown = byHand ?? (signIn.server !== '' || bad.includes('server'));
  const proxyShown = entry.proxy !== undefined || bad.includes('proxyUserName');

  const focus = firstToFocus(errors, problem, entry);
  const moment = `${busy} ${problem?.title} ${problem?.details} ${attempts}`;
  useLayoutEffect(() => {
    const field = busy ? null : form.current?.querySelector<HTMLInputElement>(`#${focus}`);
    field?.focus();
    if (focus === 'address' && lacksName(entry.address)) field?.setSelectionRange(0, 0);
  }, [moment]);

  /** What is asked about in a window of the system is not, where that was done too often. */
  const actAsked: Act = async (command) => {
    const result = await act(command);
    setNotAsked(!result.ok && result.refusal === 'unavailable');
    return result;
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const found = checked(entry, words);
    setErrors(found);
    setAttempts(attempts + 1);
    setByHand(entry.server.trim() === '' ? null : true);
    if (!busy && Object.keys(found).length === 0) actAsked({ type: 'sign-in', request: request(entry) });
  };
  const toggleServer = (): void => {
    if (serverShown) setEntry({ ...entry, server: '' });
    setByHand(!serverShown);
  };

  return (
    <main class="sign-in">
      <form class="sign-in-form" ref={form} onSubmit={submit} noValidate>
        <header class="sign-in-head">
          <Mark />
          <h1 class="title">{say('sign-in.title')}</h1>
          <p class="sign-in-lead">{say('sign-in.lead')}</p>
        </header>
        <Notes notes={notes} act={act} />
        {problem && !busy && (
          <Note kind="error" title={problem.title}>
            <span class="note-help">{problem.help}</span>
          </Note>
        )}
        {notAsked && (
          <Note kind="error" title={say('sign-in.too-soon.title')}>
            <span class="note-help">{say('sign-in.too-soon.help')}</span>
          </Note>
        )}
        {trust ? (
          <TrustQuestion key={trust.domain} trust={trust} address={signIn.address} act={actAsked} />
        ) : (
          <>
            <SignInFields {...{ entry, errors, bad, busy, serverShown, proxyShown }} onChange={setEntry} />
            <Button
              label={say(busy ? 'sign-in.busy' : 'sign-in.submit')}
              kind="primary"
              size="wide"
              busy={busy}
              submits
            />
          </>
        )}
        <SignInStatus session={session} signIn={signIn} />
        {busy ? (
          <div class="sign-in-links sign-in-cancel">
            <Button label={say('sign-in.cancel')} kind="link" onPress={() => act({ type: 'cancel-sign-in' })} />
          </div>
        ) : (
          <div class="sign-in-links">
            <Button
              label={say(serverShown ? 'sign-in.find-server' : 'sign-in.set-server')}
              kind="link"
              onPress={toggleServer}
            />
            {problem && <CopyDetails key={problem.details} details={problem.details} />}
          </div>
        )}
      </form>
    </main>
  );
}

/** The one status of the window: seen while something is under way, otherwise only heard. */
function SignInStatus({ session, signIn }: { readonly session: SessionView; readonly signIn: SignIn }): JSX.Element {
  const { say } = useWords();
  const { stage, page } = signIn;
  const status = say(statusIds[session.status]);
  return (
    <div class={stage === null ? 'unseen-text' : 'sign-in-stage'} role="status">
      {stage === null
        ? say('sign-in.status', { status, detail: session.detail })
        : say('sign-in.status-stage', { status, stage })}
      {page && ` ${say('sign-in.page-open')}`}
    </div>
  );
}

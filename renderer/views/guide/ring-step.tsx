import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CheckId, RingPath } from '../../../preload/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { DevicePicker } from '../../components/form/device-picker.tsx';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import { RingTest } from '../diagnostics/ring-test.tsx';
import { GuideChecks, type GuideStepProps } from './guide-checks.tsx';

/** What only the user can tell of a ring. */
const asked = ['sound', 'notification'] as const;
type Asked = (typeof asked)[number];
type Answers = Readonly<Partial<Record<Asked, boolean>>>;

/** Which check says why a path did not work. */
const checkOf: Readonly<Record<RingPath, CheckId>> = {
  card: 'pop-up',
  sound: 'ring-device',
  notification: 'notifications',
  tray: 'tray',
  flash: 'pop-up',
};

/** Whether the user would notice a call: one ring by every path, and what the user says of it. */
export function RingStep({ view, act, onSettings }: GuideStepProps): JSX.Element {
  const { say } = useWords();
  const { devices, health, calls } = view;
  const { ringTest } = health;
  const ringing = ringTest?.ringing === true;
  const [rung, setRung] = useState(false);
  const [answers, setAnswers] = useState<Answers>({});
  useEffect(() => {
    if (ringing) setAnswers({});
  }, [ringing]);
  const busy = !ringing && calls.some(({ state }) => state !== 'ended');
  const shown = rung ? ringTest : null;
  const failed = (shown?.steps ?? []).filter(({ outcome }) => outcome === 'failed').map(({ path }) => path);
  const denied = asked.filter((path) => answers[path] === false);
  const bad = [...new Set([...failed, ...denied])];
  return (
    <>
      <div class="guide-field">
        <label class="setting-label" for="guide-ring">
          {say('settings.ring-on')}
        </label>
        <DevicePicker id="guide-ring" purpose="ring" look="box" devices={devices} act={act} />
      </div>
      <Button
        label={say(ringing ? 'diagnostics.ringing' : 'guide.ring.once')}
        kind="primary"
        size="medium"
        icon="bell"
        busy={ringing}
        off={busy}
        describedBy={busy ? 'guide-busy' : 'guide-ring-hint'}
        onPress={() => {
          setRung(true);
          void act({ type: 'ring-test' });
        }}
      />
      <p class="setting-hint" id={busy ? 'guide-busy' : 'guide-ring-hint'}>
        {say(busy ? 'diagnostics.not-in-call' : 'guide.ring.once-hint')}
      </p>
      {shown !== null && <RingTest test={shown} />}
      {shown !== null &&
        asked.map((path) => (
          <Asking
            key={path}
            path={path}
            answer={answers[path] ?? null}
            onAnswer={(yes) => setAnswers((before) => ({ ...before, [path]: yes }))}
          />
        ))}
      <div aria-live="polite">
        {denied.includes('sound') && !failed.includes('sound') && (
          <Note kind="warning" title={say('guide.ring.not-heard')}>
            {say('guide.ring.not-heard-help')}
          </Note>
        )}
        {denied.includes('notification') && !failed.includes('notification') && (
          <Note kind="warning" title={say('guide.ring.not-seen')}>
            {say('guide.ring.not-seen-help')}
          </Note>
        )}
        {shown !== null && bad.length === 0 && asked.every((path) => answers[path] === true) && (
          <Note kind="ok" title={say('guide.ring.well')} />
        )}
      </div>
      {bad.length > 0 && <GuideChecks ids={bad.map((path) => checkOf[path])} {...{ view, act, onSettings }} />}
    </>
  );
}

interface AskingProps {
  readonly path: Asked;
  /** Null until it was given. */
  readonly answer: boolean | null;
  readonly onAnswer: (yes: boolean) => void;
}

function Asking({ path, answer, onAnswer }: AskingProps): JSX.Element {
  const { say } = useWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div class="guide-asking" role="group" aria-labelledby={`guide-ask-${path}`}>
      <p id={`guide-ask-${path}`}>{say(`guide.ring.ask-${path}`)}</p>
      {[true, false].map((yes) => (
        <button
          key={String(yes)}
          type="button"
          class="button button-standard button-small"
          aria-pressed={answer === yes}
          onClick={() => onAnswer(yes)}
        >
          <span class="button-label">{say(yes ? 'guide.yes' : 'guide.no')}</span>
        </button>
      ))}
    </div>
  );
}

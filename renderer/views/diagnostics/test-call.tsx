import type { JSX } from 'preact';
import type { TestCallView } from '../../../preload/contract/index.ts';
import { Note, type NoteKind } from '../../components/notes/note.tsx';
import { SignalBars } from '../../components/signal-bars.tsx';
import { useWords } from '../../wording/words-context.ts';
import { MeasuredCall } from './measured-call.tsx';

const kinds: Readonly<Record<TestCallView['state'], NoteKind>> = {
  connecting: 'info',
  talking: 'info',
  over: 'ok',
  failed: 'error',
};

/** The call to oneself: what to do while it goes on, and how it sounded afterwards. */
export function TestCall({ test }: { readonly test: TestCallView }): JSX.Element {
  const { say } = useWords();
  const { state, text, sound, measured } = test;
  return (
    <section class="past" aria-labelledby="test-call" data-test-call={state}>
      <h2 class="day-name" id="test-call">
        {say('quality.test')}
      </h2>
      <div aria-live="polite">
        <Note kind={kinds[state]} title={text}>
          {sound !== null && (
            <span class={`sound-word sound-${sound.level}`} data-sound={sound.level}>
              <SignalBars level={sound.level} />
              {sound.text}
            </span>
          )}
        </Note>
      </div>
      {measured !== null && <MeasuredCall measured={measured} />}
    </section>
  );
}

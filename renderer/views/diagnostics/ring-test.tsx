import type { JSX } from 'preact';
import type { RingTestView } from '../../../preload/contract/index.ts';
import { Icon, Spinner } from '../../components/icons/icon.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

/** What came of "Ring me now", path by path, while it rings and afterwards. */
export function RingTest({ test }: { readonly test: RingTestView }): JSX.Element {
  const { say } = useWords();
  const { ringing, steps } = test;
  return (
    <section class="test" aria-labelledby="ring-test">
      <h2 class="day-name" id="ring-test">
        {say(ringing ? 'diagnostics.test-under-way' : 'diagnostics.test-over')}
      </h2>
      <ul class="test-steps" aria-live="polite">
        {steps.map(({ path, outcome, words: told }) => (
          <li key={path} class={`test-step test-${outcome}`} data-path={path} data-outcome={outcome}>
            {outcome === 'waiting' && ringing ? <Spinner /> : <Icon name={icons[outcome]} />}
            <span>
              <span class="unseen-text">{say(`diagnostics.step.${outcome}`)} </span>
              <Sentence pieces={told} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const icons = { waiting: 'unknown', worked: 'check-circle', failed: 'warning' } as const;

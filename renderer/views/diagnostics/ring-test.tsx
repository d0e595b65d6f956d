import type { JSX } from 'preact';
import type { RingStepView, RingTestView } from '../../../preload/contract/index.ts';
import { Icon, Spinner } from '../../components/icons/icon.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';

const words: Readonly<Record<RingStepView['outcome'], string>> = {
  waiting: 'Not known yet',
  worked: 'Worked',
  failed: 'Failed',
};

/** What came of "Ring me now", path by path, while it rings and afterwards. */
export function RingTest({ test }: { readonly test: RingTestView }): JSX.Element {
  const { ringing, steps } = test;
  return (
    <section class="test" aria-labelledby="ring-test">
      <h2 class="day-name" id="ring-test">
        {ringing ? 'Test ring: look and listen' : 'Last test ring'}
      </h2>
      <ul class="test-steps" aria-live="polite">
        {steps.map(({ path, outcome, words: told }) => (
          <li key={path} class={`test-step test-${outcome}`} data-path={path} data-outcome={outcome}>
            {outcome === 'waiting' && ringing ? <Spinner /> : <Icon name={icons[outcome]} />}
            <span>
              <span class="unseen-text">{words[outcome]}: </span>
              <Sentence words={told} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const icons = { waiting: 'unknown', worked: 'check-circle', failed: 'warning' } as const;

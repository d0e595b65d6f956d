import type { JSX } from 'preact';
import type { PolicyView, RefusedPolicy } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

/** What the administrator of this computer decided, from where, and what of it does not hold; nothing where there is none. */
export function PolicyPanel({ policy }: { readonly policy: PolicyView }): JSX.Element | null {
  const { say } = useWords();
  const { sources, decided, refused } = policy;
  if (sources.length === 0) return null;
  return (
    <section class="past" aria-labelledby="policy">
      <h2 class="day-name" id="policy">
        {say('policy.title')}
      </h2>
      <ul class="card-list">
        {sources.map((source) => (
          <SourceRow key={source} source={source} refused={refused.filter((one) => one.source === source)} />
        ))}
        {decided.length > 0 && (
          <li class="past-row past-policy" data-policy="decided">
            <Icon name="lock" />
            <p class="past-who">{say('policy.decided')}</p>
            <p class="check-words selectable">
              <bdi>{decided.join(', ')}</bdi>
            </p>
          </li>
        )}
      </ul>
    </section>
  );
}

interface SourceRowProps {
  readonly source: string;
  /** Of it. */
  readonly refused: readonly RefusedPolicy[];
}

function SourceRow({ source, refused }: SourceRowProps): JSX.Element {
  const { say } = useWords();
  const isWhole = refused.length === 0;
  return (
    <li class={`past-row past-policy past-${isWhole ? 'rang' : 'partly'}`} data-policy={isWhole ? 'whole' : 'refused'}>
      <Icon name={isWhole ? 'check-circle' : 'warning'} />
      <p class="past-who selectable">
        <span class="unseen-text">{say(`diagnostics.level.${isWhole ? 'ok' : 'warning'}`)} </span>
        <bdi>{source}</bdi>
      </p>
      <p class="check-words">
        {isWhole && say('policy.holds')}
        {refused.map(({ key, why }) => (
          <span key={key} class="policy-refused">
            {key !== null && <bdi class="selectable">{key}: </bdi>}
            {say(`policy.refused.${why}`)}
          </span>
        ))}
      </p>
    </li>
  );
}

import type { JSX } from 'preact';
import type { GroupQualityView } from '../../../preload/contract/index.ts';
import { SignalBars } from '../../components/signal-bars.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface QualityGroupsProps {
  readonly id: string;
  readonly title: string;
  /** What is grouped by. */
  readonly column: string;
  readonly groups: readonly GroupQualityView[];
}

/** Calls by network, or by device: how many, and how they sounded. */
export function QualityGroups({ id, title, column, groups }: QualityGroupsProps): JSX.Element {
  const { say } = useWords();
  return (
    <section class="past" aria-labelledby={id}>
      <h2 class="day-name" id={id}>
        {title}
      </h2>
      <table class="figures figures-card" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{column}</th>
            <th scope="col">{say('quality.calls')}</th>
            <th scope="col">{say('quality.loss')}</th>
            <th scope="col">{say('quality.score')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ name, level, calls, loss, score }) => (
            <tr key={name}>
              <th scope="row">
                <span class="sound-word">
                  <SignalBars level={level} />
                  <bdi class="group-name">{name}</bdi>
                </span>
              </th>
              <td>{calls}</td>
              <td>{loss}</td>
              <td>{score}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import type { JSX } from 'preact';
import type { MeasuredView } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';
import { Graph } from './graph.tsx';

/** How one call sounded: what was wrong, four figures over its time, and both directions as a table. */
export function MeasuredCall({ measured }: { readonly measured: MeasuredView }): JSX.Element {
  const { say } = useWords();
  const { title, help, brief, graphs, spans, lengthMs, directions, facts } = measured;
  return (
    <div class="measured">
      <p class="measured-words">
        <strong>{title === '' ? brief : title}</strong>
        {help !== '' && <span class="measured-help">{help}</span>}
      </p>
      {graphs.length > 0 && (
        <div class="graphs">
          {graphs.map((graph) => (
            <Graph key={graph.name} graph={graph} spans={spans} lengthMs={lengthMs} />
          ))}
        </div>
      )}
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{say('quality.direction')}</th>
            <th scope="col">{say('quality.loss')}</th>
            <th scope="col">{say('quality.jitter')}</th>
            <th scope="col">{say('quality.round-trip')}</th>
            <th scope="col">{say('quality.score')}</th>
          </tr>
        </thead>
        <tbody>
          {directions.map(({ name, loss, jitter, roundTrip, score }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{loss}</td>
              <td>{jitter}</td>
              <td>{roundTrip}</td>
              <td>{score}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="measured-facts">{facts}</p>
    </div>
  );
}

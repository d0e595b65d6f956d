import type { JSX } from 'preact';
import type { GraphView, MeasuredView } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';

/** Units of the drawing: it is stretched to the width that it has. */
const [width, height] = [240, 60];

export interface GraphProps {
  readonly graph: GraphView;
  readonly spans: MeasuredView['spans'];
  readonly lengthMs: number;
}

/** One figure over a call, named by its sentence; the table beside says the same to who cannot see it. */
export function Graph({ graph, spans, lengthMs }: GraphProps): JSX.Element {
  const { say, clock } = useWords();
  const { title, reading, limit, limitText, values } = graph;
  const limitY = height * (1 - limit);
  return (
    <figure class="graph" data-graph={graph.name}>
      <figcaption class="graph-head">
        <strong>{title}</strong> <span class="numbers">{reading}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say('quality.graph', { title, reading })}
      >
        {spans.map(({ from, to }) => (
          <rect key={from} class="graph-span" x={from * width} y="0" width={(to - from) * width} height={height} />
        ))}
        <path class="graph-grid" d={`M0 .5H${width}M0 ${height / 2}H${width}M0 ${height - 0.5}H${width}`} />
        <path class="graph-limit" d={`M0 ${limitY}H${width}`} />
        <path class="graph-line" d={lineOf(values)} />
      </svg>
      <p class="graph-foot numbers" aria-hidden="true">
        <span>{clock(0)}</span>
        <span class="graph-limit-text">{limitText}</span>
        <span>{clock(lengthMs)}</span>
      </p>
    </figure>
  );
}

/** Pieces of a line: where nothing is known there is none. */
function lineOf(values: GraphView['values']): string {
  const step = width / Math.max(values.length - 1, 1);
  let isDown = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDown = false;
        return '';
      }
      const to = `${(index * step).toFixed(1)} ${(height * (1 - value)).toFixed(1)}`;
      const piece = `${isDown ? 'L' : 'M'}${to}`;
      isDown = true;
      return piece;
    })
    .join('');
}

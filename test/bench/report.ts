import type { Samples } from './samples.ts';
import { median, p95 } from './statistics.ts';

/** `p95`: how long it takes at most, but for one time in twenty. `worst`: the largest of all. */
export type Statistic = 'median' | 'p95' | 'worst';

/** One benchmark's outcome. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly samples: Samples;
  /** What of the samples counts; their median where it is not told. */
  readonly of?: Statistic;
  /**
   * How Switchhook's figure is held against the baseline's: divided by it, or, where both are close to nothing, less it and
   * then in the unit.
   */
  readonly compare: 'ratio' | 'difference';
  /** The most that the ratio or the difference should be. */
  readonly target: number;
}

/** An entry of out/bench.json. */
export interface BenchEntry {
  readonly name: string;
  readonly unit: string;
  /** Switchhook's median, or what else of its samples counts. */
  readonly value: number;
  /** The same of the baseline. */
  readonly baseline: number;
  /** Null where `target` bounds the difference of value and baseline, in the unit, instead of their ratio. */
  readonly ratio: number | null;
  readonly target: number;
}

const statistics: Readonly<Record<Statistic, (samples: readonly number[]) => number>> = {
  median,
  p95,
  worst: (samples) => Math.max(...samples),
};

/** What out/bench.json says of a figure. */
export function entryOf({ name, unit, samples, of = 'median', compare, target }: Figure): BenchEntry {
  const [value, baseline] = [statistics[of](samples.switchhook), statistics[of](samples.bare)];
  return {
    name,
    unit,
    value: rounded(value),
    baseline: rounded(baseline),
    ratio: compare === 'ratio' ? rounded(value / baseline) : null,
    target,
  };
}

/** Whether the target is met. */
export function isMet({ value, baseline, ratio, target }: BenchEntry): boolean {
  return (ratio ?? value - baseline) <= target;
}

/** A table for people, with a line for each figure. */
export function table(figures: readonly Figure[]): string {
  const head = ['', 'unit', 'Switchhook', 'p95', 'baseline', 'p95', 'compared', 'target', 'rounds', ''];
  const rows = figures.map((figure) => {
    const entry = entryOf(figure);
    const { switchhook, bare } = figure.samples;
    const compared = entry.ratio === null ? signed(entry.value - entry.baseline) : `× ${shown(entry.ratio)}`;
    const target = entry.ratio === null ? `+${entry.target}` : `× ${entry.target}`;
    const medians = [shown(entry.value), shown(p95(switchhook)), shown(entry.baseline), shown(p95(bare))];
    return [
      ...[entry.name, entry.unit, ...medians, compared, target],
      ...[String(switchhook.length), isMet(entry) ? 'met' : 'missed'],
    ];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell[column < 2 || column === 9 ? 'padEnd' : 'padStart'](widths[column] ?? 0)).join('  ');
  return [head, ...rows].map((row) => line(row).trimEnd()).join('\n');
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${shown(Math.abs(value))}`;
}

function shown(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

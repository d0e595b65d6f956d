import { existsSync, readFileSync } from 'node:fs';

/** How many tests of a part passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The outcome of a part by what it printed, by its report's path and by whether its program ended well. */
export type Counter = (output: string, report: string, ok: boolean) => Counts;

/** For programs that only say yes or no. */
export const asOne: Counter = (_output, _report, ok) => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Of Node's test runner: the summary of its spec reporter. */
export const fromNode: Counter = (output, _report, ok) => {
  const last = (word: string): number =>
    Number([...output.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  return failing({ passed: last('pass'), failed: last('fail') + last('cancelled') }, ok);
};

/** Of Playwright: its JSON report. A test that passed only when repeated has failed. */
export const fromPlaywright: Counter = (_output, report, ok) => {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8')) as PlaywrightReport;
  return failing({ passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }, ok);
};

/** Of the tour: its steps. */
export const fromTour: Counter = (_output, report, ok) => {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { steps } = JSON.parse(readFileSync(report, 'utf8')) as { steps: readonly { ok: boolean }[] };
  const passed = steps.filter((step) => step.ok).length;
  return failing({ passed, failed: steps.length - passed }, ok);
};

/** Of programs that say it in their last line: the fuzzers, the soak. */
export const fromLastLine: Counter = (output, _report, ok) => {
  const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return failing({ passed: Number(passed), failed: Number(failed) }, ok);
};

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

/** A program that ended badly has failed even if each of its tests passed, or if there was none. */
function failing(counts: Counts, ok: boolean): Counts {
  const suspicious = counts.failed === 0 && (!ok || counts.passed === 0);
  return suspicious ? { ...counts, failed: 1 } : counts;
}

/** What a step found out, by its name; numbers carry their unit in the name, as in `ring window after, ms`. */
export type Measured = Record<string, string | number | boolean>;

export interface StepRecord {
  readonly step: string;
  readonly ok: boolean;
  /** Since the story began, and what the step took, in milliseconds. */
  readonly atMs: number;
  readonly tookMs: number;
  readonly measured: Measured;
  readonly problem?: string;
}

/** The step that went wrong, and why. */
export class StepFailure extends Error {
  readonly step: string;

  constructor(step: string, cause: unknown) {
    super(`The step "${step}" failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.step = step;
  }
}

/** Plays steps one after the other, printing each with its time and what it measured, and keeps the record. */
export class Story {
  readonly records: StepRecord[] = [];
  readonly #began = performance.now();
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /** Plays one step. Rejects with a {@link StepFailure} where it fails. */
  async tell<T>(step: string, play: (measured: Measured) => Promise<T>): Promise<T> {
    const measured: Measured = {};
    const started = performance.now();
    const record = (problem?: string): void => {
      const [atMs, tookMs] = [started - this.#began, performance.now() - started].map(Math.round) as [number, number];
      const ok = problem === undefined;
      this.records.push({ step, ok, atMs, tookMs, measured, ...(ok ? {} : { problem }) });
      const head = `${(atMs / 1000).toFixed(2).padStart(7)} s  ${ok ? 'ok  ' : 'FAIL'}  ${step}`;
      this.#print(`${head.padEnd(62)}${String(tookMs).padStart(6)} ms`);
      for (const [name, value] of Object.entries(measured)) this.#print(`${' '.repeat(17)}${name}: ${value}`);
    };
    try {
      const result = await play(measured);
      record();
      return result;
    } catch (error) {
      record(error instanceof Error ? error.message : String(error));
      throw new StepFailure(step, error);
    }
  }
}

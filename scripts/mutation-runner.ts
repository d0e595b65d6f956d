import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import type fc from 'fast-check';

/*
 * A test runner for Stryker. Its own ones start a process for each change, seconds for a test of milliseconds. This one
 * bundles code and tests into one script and evaluates it anew for each change, so that tables made when a module loads
 * are changed too. It knows of `node:test` what the tests of `mutation.ts` use: `test` and `describe`.
 */

/** What Stryker's changed code reads, and counts for it: https://stryker-mutator.io/docs/mutation-testing-elements/ */
interface Instrumentation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: object;
}

interface Test {
  readonly id: string;
  readonly body: () => unknown;
}

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
}

/** What became of one test. */
interface Outcome extends Test {
  readonly failure?: string;
  readonly timeSpentMs: number;
}

const scope = globalThis as { __stryker__?: Instrumentation };
scope.__stryker__ ??= {};
const instrumentation = scope.__stryker__;

async function bundle(patterns: readonly string[]): Promise<Script> {
  const files = globSync(patterns).sort();
  const { outputFiles } = await build({
    stdin: { contents: files.map((file) => `import './${file}';`).join('\n'), resolveDir: process.cwd() },
    bundle: true,
    write: false,
    platform: 'node',
    packages: 'external',
    keepNames: true,
    logLevel: 'error',
  });
  return new Script(`(function (require, module, exports) {'use strict';${outputFiles[0]?.text}\n})`);
}

/** Registers the tests as `node:test` would, in the order of the files. */
function collector(tests: Test[]): object {
  const within: string[] = [];
  const twins = new Map<string, number>();
  const bodyOf = (rest: readonly unknown[]) => rest.at(-1) as () => unknown;
  const describe = (name: string, ...rest: unknown[]) => {
    within.push(name);
    bodyOf(rest)();
    within.pop();
  };
  const test = (name: string, ...rest: unknown[]) => {
    const path = [...within, name].join(' > ');
    const before = twins.get(path) ?? 0;
    twins.set(path, before + 1);
    tests.push({ id: before === 0 ? path : `${path} #${before}`, body: bodyOf(rest) });
  };
  return { describe, test };
}

/** Properties are tried on few inputs, and on the same ones for each change. */
function drawingFew(fastCheck: typeof fc): object {
  const assert = (property: fc.IRawProperty<unknown>, { numRuns = 100, ...others }: fc.Parameters<unknown> = {}) =>
    fastCheck.assert(property, { ...others, seed: 1, numRuns: Math.min(numRuns, 25) });
  const few = { ...fastCheck, assert };
  return { ...few, default: few, __esModule: true };
}

/** Fails, as `node:test` does, where the body waits and nothing is going on that could end that: sooner than Stryker's clock. */
async function orStuck(run: () => unknown): Promise<void> {
  const before = process.getActiveResourcesInfo().length;
  const body = run();
  let isOver = false;
  const ended = Promise.resolve(body).finally(() => {
    isOver = true;
  });
  const stuck = async (): Promise<void> => {
    for (let idle = 0; idle < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (isOver) return;
      idle = process.getActiveResourcesInfo().length > before ? 0 : idle + 1;
    }
    throw new Error('It waits for what never comes.');
  };
  await Promise.race([ended, ...(body instanceof Promise ? [stuck().then(() => ended)] : [])]);
}

class InOneProcess {
  static readonly inject = ['options'] as const;
  readonly #patterns: readonly string[];
  /** How long each test took: the quick ones go first, for one that fails is enough. */
  readonly #times = new Map<string, number>();
  #script: Script | undefined;
  #stray: unknown;

  constructor(options: { readonly testsOfTarget: readonly string[] }) {
    this.#patterns = options.testsOfTarget;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    this.#script = await bundle(this.#patterns);
    process.on('unhandledRejection', (reason) => {
      this.#stray = reason;
    });
  }

  async dryRun() {
    instrumentation.activeMutant = undefined;
    const outcomes = await this.#run(() => true, false);
    for (const { id, timeSpentMs } of outcomes) this.#times.set(id, timeSpentMs);
    const tests = outcomes.map(({ id, failure, timeSpentMs }) => {
      const about = { id, name: id, timeSpentMs };
      return failure === undefined
        ? { ...about, status: 'success' }
        : { ...about, status: 'failed', failureMessage: failure };
    });
    return { status: 'complete', tests, mutantCoverage: instrumentation.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun) {
    Object.assign(instrumentation, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
    const outcomes = await this.#run((id) => testFilter?.includes(id) ?? true, true);
    if (hitLimit !== undefined && (instrumentation.hitCount ?? 0) > hitLimit) {
      return { status: 'timeout', reason: 'a loop without end' };
    }
    const failed = outcomes.find(({ failure }) => failure !== undefined);
    if (failed === undefined) return { status: 'survived', nrOfTests: outcomes.length };
    return { status: 'killed', killedBy: [failed.id], failureMessage: failed.failure, nrOfTests: outcomes.length };
  }

  async #run(isAsked: (id: string) => boolean, stopsAtFailure: boolean): Promise<Outcome[]> {
    const tests: Test[] = [];
    const outcomes: Outcome[] = [];
    const whole = { id: 'loading', body: () => this.#load(tests) };
    const loaded = await this.#outcomeOf(whole);
    if (loaded.failure !== undefined) return [loaded];
    const timeOf = ({ id }: Test) => this.#times.get(id) ?? 0;
    for (const test of tests.filter(({ id }) => isAsked(id)).sort((one, other) => timeOf(one) - timeOf(other))) {
      instrumentation.currentTestId = test.id;
      const outcome = await this.#outcomeOf(test);
      instrumentation.currentTestId = undefined;
      outcomes.push(outcome);
      if (stopsAtFailure && outcome.failure !== undefined) break;
    }
    return outcomes;
  }

  #load(tests: Test[]): void {
    const require = createRequire(join(process.cwd(), 'package.json'));
    const known: Readonly<Record<string, unknown>> = {
      'node:test': collector(tests),
      'fast-check': drawingFew(require('fast-check')),
    };
    const module = { exports: {} };
    this.#script?.runInThisContext()((name: string) => known[name] ?? require(name), module, module.exports);
  }

  async #outcomeOf(test: Test): Promise<Outcome> {
    const start = performance.now();
    this.#stray = undefined;
    let failure: string | undefined;
    try {
      await orStuck(test.body);
      // Node tells of a rejection that nobody took once the promises at hand are settled.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#stray !== undefined) failure = String(this.#stray);
    } catch (error) {
      failure = String(error);
    }
    return { ...test, ...(failure === undefined ? {} : { failure }), timeSpentMs: performance.now() - start };
  }
}

/** What Stryker looks for in a plugin: https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin/ */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-one-process', injectableClass: InOneProcess }];

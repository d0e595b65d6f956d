import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SetupError } from './bootstrap.mjs';
import { projectRoot, runAsTask } from './project.ts';

/** Code that must not break unseen, and the tests that are to see it. */
interface Target {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/** Tests that draw thousands of inputs are left out: each change is run against all the others. */
const targets: Readonly<Record<string, Target>> = {
  'origin-policy': {
    mutate: [
      'main/core/session/trust/origin-policy.ts',
      'main/core/session/trust/trusted-domains.ts',
      'main/core/session/trust/registrable-domain.ts',
    ],
    tests: ['test/unit/core/session/trust/origin-policy.test.ts', 'test/unit/core/session/trust/trust*.test.ts'],
  },
  redaction: {
    mutate: ['main/core/redact.ts', 'main/core/redaction/*.ts'],
    tests: ['test/unit/core/redaction/*.test.ts'],
  },
  ipc: {
    mutate: ['main/core/schema/*.ts', 'main/electron/ipc/*.ts'],
    tests: [
      'test/unit/core/schema/*.test.ts',
      'test/unit/electron/ipc/guard.test.ts',
      'test/unit/electron/ipc/ipc.test.ts',
    ],
  },
  consent: {
    mutate: ['main/electron/consent/*.ts', 'main/core/session/sign-in-place.ts'],
    tests: ['test/unit/electron/consent/*.test.ts', 'test/unit/core/session/sign-in-place.test.ts'],
  },
  calls: {
    mutate: ['main/core/calls/reduce.ts', 'main/core/calls/dispatch.ts', 'main/core/calls/state.ts'],
    tests: ['test/unit/core/calls/*.test.ts'],
  },
  backoff: {
    mutate: ['main/core/ucwa/event-channel.ts', 'main/core/ucwa/retry-*.ts'],
    tests: ['test/unit/core/ucwa/event-channel.test.ts', 'test/unit/core/ucwa/retry-wait.test.ts'],
  },
  rtp: { mutate: ['main/media/rtp/*.ts'], tests: ['test/unit/media/rtp/*.test.ts'] },
  stun: { mutate: ['main/media/ice/stun/*.ts'], tests: ['test/unit/media/ice/stun/*.test.ts'] },
  ice: {
    // What decides; what its tests of floods and whole networks see would take hours.
    mutate: [
      'main/media/ice/agent/{candidate-pair,consent,nomination,outgoing-checks,pacer,peer-manner,role-conflict}.ts',
      'main/media/ice/agent/{selection,transactions,triggered-checks}.ts',
    ],
    tests: ['test/unit/media/ice/agent/!(two-agents|strangers|pace).test.ts'],
  },
  'ms-turn': {
    mutate: ['main/media/ice/relay/ms-turn/*.ts', 'main/media/ice/framing/*.ts', 'main/media/ice/tcp/*.ts'],
    tests: ['test/unit/media/ice/relay/ms-turn/*.test.ts', 'test/unit/media/ice/{framing,tcp}/*.test.ts'],
  },
  candidates: { mutate: ['main/media/ice/candidates/*.ts'], tests: ['test/unit/media/ice/candidates/*.test.ts'] },
  sdp: { mutate: ['main/media/sdp/*.ts'], tests: ['test/unit/media/sdp/*.test.ts'] },
};

/** Not among the dependencies: it brings 180 packages, for a tool that is run now and then. */
const tool = '@stryker-mutator/core@10.0.0';
const output = join('out', 'mutation');

/** How many of the changes have to be seen, in per cent. */
const least = 80;

function configurationOf(name: string, { mutate, tests }: Target): object {
  return {
    mutate,
    testRunner: 'in-one-process',
    plugins: ['./scripts/mutation-runner.ts'],
    testsOfTarget: tests,
    warnings: { unknownOptions: false },
    // It would want an older TypeScript to read ours. Nothing is compiled: Node leaves the types out.
    tsconfigFile: 'none.json',
    ignorePatterns: ['dist', 'out', 'docs'],
    tempDirName: join(output, 'tree'),
    concurrency: 2,
    reporters: ['clear-text', 'json', 'progress-append-only'],
    clearTextReporter: { allowColor: false, reportTests: false },
    jsonReporter: { fileName: join(output, `${name}.json`) },
    thresholds: { high: 90, low: least, break: least },
  };
}

/** Whether enough of the changes were seen. What was not is printed. */
async function mutate(name: string, target: Target): Promise<boolean> {
  const file = join(output, `${name}.config.json`);
  mkdirSync(join(projectRoot, output), { recursive: true });
  writeFileSync(join(projectRoot, file), JSON.stringify(configurationOf(name, target)));
  console.log(`\n--- ${name}`);
  const child = spawn('npx', ['--yes', '--package', tool, 'stryker', 'run', file], {
    cwd: projectRoot,
    stdio: 'inherit',
    // On this Node, which runs the tests as they are.
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` },
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}

await runAsTask(import.meta.url, async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !Object.hasOwn(targets, name));
  if (unknown.length > 0) {
    throw new SetupError(`There is no ${unknown.join(', ')} to change. There is: ${Object.keys(targets).join(', ')}.`);
  }
  const failed: string[] = [];
  for (const [name, target] of Object.entries(targets)) {
    const isAsked = asked.length === 0 || asked.includes(name);
    if (isAsked && !(await mutate(name, target))) failed.push(name);
  }
  if (failed.length > 0)
    throw new SetupError(`Fewer than ${least} % of the changes were seen in ${failed.join(', ')}.`);
});

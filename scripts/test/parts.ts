import { join } from 'node:path';
import { projectRoot } from '../project.ts';
import { asOne, type Counter, fromLastLine, fromNode, fromPlaywright, fromTour } from './counts.ts';
import { failedOfNode, failedOfPlaywright } from './failed-files.ts';

/** Whom a part's programs run as matters only for root, who can lend them to an ordinary user. */
export interface Part {
  readonly name: string;
  readonly title: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly count: Counter;
  /** Where the part writes what `count` reads. */
  readonly report?: string;
  /** The arguments that run the files of what failed once more, by what it printed and its report; null where it named none. Without it nothing is run twice. */
  readonly repeat?: (output: string, report: string) => readonly string[] | null;
  /** Not run where one of these has failed. */
  readonly after?: readonly string[];
  /** How many of its processes want to compute at the same time, where that is not one; at most what runs at a time. */
  readonly weight?: number;
  /**
   * It needs no network but loopback and those that it makes, and has them to itself: browsers notice each network that comes or goes, and let go
   * of what they load.
   */
  readonly loopbackAlone?: boolean;
  /** Only root runs it: for others it is the same as another part. */
  readonly rootOnly?: boolean;
}

export const outputFolder: string = join(projectRoot, 'out', 'test');

function inModules(path: string): string {
  return join(projectRoot, 'node_modules', path);
}

/** Without a file a runner would take all that it finds. */
function withFiles(args: readonly string[], files: readonly string[]): readonly string[] | null {
  return files.length === 0 ? null : [...args, ...files];
}

function playwright(name: string, title: string, project: string, more: Partial<Part> = {}): Part {
  const report = join(outputFolder, `${name}.json`);
  // Each run empties its folder first.
  const output = `--output=${join(outputFolder, name)}`;
  const [cli, options] = [
    inModules('@playwright/test/cli.js'),
    [`--project=${project}`, '--reporter=list,json', output],
  ];
  return {
    name,
    title,
    count: fromPlaywright,
    report,
    ...more,
    args: [cli, 'test', ...options, ...(more.args ?? [])],
    repeat: (_output, written) => withFiles([cli, 'test', ...options], failedOfPlaywright(written)),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...more.env },
  };
}

/** For root, who else would run Chromium without its sandbox. */
const asOrdinaryUser: Readonly<Record<string, string>> =
  process.getuid?.() === 0 ? { SWITCHHOOK_E2E_USER: 'ordinary' } : {};

const nodeTest = ['--test', '--test-reporter=spec', '--test-timeout=120000'];

/** Downloads a Debian and installs in it. */
const installing = [...nodeTest.slice(0, -1), '--test-timeout=900000'];

const halves = [1, 2] as const;

/** Two files at a time: most of their time is waiting. */
function nodeTests(files: string): readonly string[] {
  return [...nodeTest, '--test-concurrency=2', files];
}

/** For programs that tell of no files: all of it. */
function whole(...args: readonly string[]): Pick<Part, 'args' | 'repeat'> {
  return { args, repeat: () => args };
}

const repeatNode = (output: string) => withFiles(nodeTest, failedOfNode(output));

/** Everything that `npm test` runs: the quick parts first, then what waits most, so that it goes on beside what computes. All run on this Node. */
export const parts: readonly Part[] = [
  { name: 'lint', title: 'Biome', args: [inModules('@biomejs/biome/bin/biome'), 'check', '.'], count: asOne },
  { name: 'types', title: 'TypeScript', args: [inModules('typescript/bin/tsc'), '-b'], count: asOne },
  { name: 'words', title: 'Words', args: ['scripts/words.ts', '--check'], count: asOne },
  { name: 'structure', title: 'Structure', args: ['scripts/structure.ts'], count: asOne },
  { name: 'pack-test', title: 'Package of the test build', args: ['scripts/pack.ts', '--test'], count: asOne },
  ...halves.map((half) =>
    playwright(`e2e-${half}`, `End to end, half ${half} of 2`, 'e2e', {
      args: [`--shard=${half}/2`],
      env: { ...asOrdinaryUser, SWITCHHOOK_E2E_NETWORK: `127.0.${half}` },
      after: ['pack-test'],
    }),
  ),
  {
    name: 'unit',
    title: 'Unit tests',
    args: nodeTests('test/unit/**/*.test.ts'),
    repeat: repeatNode,
    count: fromNode,
    weight: 2,
  },
  ...halves.map((half) =>
    playwright(`page-${half}`, `Page tests, half ${half} of 2`, 'page', {
      args: [`--shard=${half}/2`],
      loopbackAlone: true,
    }),
  ),
  {
    name: 'long',
    title: 'Tests that take long or need a desktop',
    // Some ask package registries for what scores speech.
    args: nodeTests('test/long/**/*.test.ts'),
    repeat: repeatNode,
    count: fromNode,
    weight: 2,
  },
  playwright('e2e-as-root', "End to end as root, without Chromium's sandbox", 'e2e', {
    args: ['start', 'sign-in', 'ring', 'answer', 'keychain'].map((name) => `test/e2e/${name}.spec.ts`),
    after: ['pack-test'],
    rootOnly: true,
  }),
  {
    name: 'pack-release',
    title: 'Package of the release build',
    args: ['scripts/pack.ts', '--for-tests'],
    count: asOne,
    after: ['pack-test'],
  },
  {
    name: 'release',
    title: 'The release build from outside',
    args: [...nodeTest, 'test/release/*.test.ts'],
    repeat: repeatNode,
    count: fromNode,
    after: ['pack-test', 'pack-release'],
  },
  {
    name: 'packages',
    title: 'The package, installed on a Debian of its own',
    args: [...installing, 'test/packages/*.test.ts'],
    repeat: (output) => withFiles(installing, failedOfNode(output)),
    count: fromNode,
    after: ['pack-test', 'pack-release'],
    rootOnly: true,
  },
  {
    name: 'bench',
    title: 'Benchmarks, a few rounds',
    // They only show that each of them works; what they measure beside other parts says nothing.
    ...whole('scripts/bench.ts', '--smoke'),
    count: asOne,
    after: ['pack-test', 'pack-release'],
  },
  {
    name: 'tour',
    title: 'Tour',
    ...whole('scripts/tour.ts'),
    count: fromTour,
    report: join(projectRoot, 'out', 'tour', 'tour.json'),
    after: ['pack-test'],
  },
  playwright('wayland', 'End to end, in a session of Wayland', 'wayland', {
    after: ['pack-test', 'pack-release'],
    env: { ...asOrdinaryUser, SWITCHHOOK_E2E_NETWORK: '127.0.4' },
  }),
  playwright('e2e-networks', 'End to end, behind NATs and firewalls', 'e2e-networks', {
    after: ['pack-test'],
    env: asOrdinaryUser,
    rootOnly: true,
    loopbackAlone: true,
  }),
  {
    name: 'fuzz',
    title: 'Fuzzers, a second each',
    // The same inputs in every run, so that what fails is of the change; `npm run fuzz` draws others.
    ...whole('test/fuzz/fuzz.ts', '--seconds=1', '--seed=1'),
    count: fromLastLine,
  },
  {
    name: 'soak',
    title: 'Soak, for seconds',
    ...whole('test/soak/soak.ts', '--smoke'),
    count: fromLastLine,
  },
];

/** What `npm run check` and the like mean. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  check: ['lint', 'types', 'structure', 'words'],
  e2e: ['e2e-1', 'e2e-2'],
  page: ['page-1', 'page-2'],
};

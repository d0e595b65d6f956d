import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

const root = resolve(import.meta.dirname, '../../..');
const core = join(root, 'main/core');

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a tool of node_modules with this Node. */
function run(tool: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((settle) => {
    execFile(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: root }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      settle({ code, output: `${stdout}${stderr}` });
    });
  });
}

const biome = (...paths: readonly string[]) =>
  run('@biomejs/biome/bin/biome', 'lint', '--reporter=github', '--max-diagnostics=none', ...paths);
/** Checks without writing: `composite` would, so it is off, and what it stands for given by itself. */
const tsc = (project: string) => {
  const options = { noEmit: true, composite: false, incremental: false, emitDeclarationOnly: false };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return run('typescript/bin/tsc', '--project', project, ...flags);
};

/** Whether the linter takes imports of these in a folder of that layer. */
function describeImports(what: string, layer: string, forbidden: readonly string[], allowed: readonly string[]): void {
  describe(what, () => {
    const probes = [...forbidden, ...allowed].map((source, index) => ({ source, name: `probe-${index}.ts` }));
    let folder: string;
    let outcome: Outcome;

    before(async () => {
      folder = await mkdtemp(join(layer, 'probe-'));
      try {
        for (const { source, name } of probes) {
          await writeFile(join(folder, name), `import * as probe from '${source}';\n\nexport const probed = probe;\n`);
        }
        outcome = await biome(relative(root, folder));
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    after(() => rm(folder, { recursive: true, force: true }));

    const restricted = (name: string): boolean =>
      outcome.output.split('\n').some((line) => line.includes('noRestrictedImports') && line.includes(name));

    test('fails', () => assert.notEqual(outcome.code, 0, outcome.output));
    for (const { source, name } of probes) {
      const refused = forbidden.includes(source);
      test(`${refused ? 'refuses' : 'takes'} ${source}`, () => assert.equal(restricted(name), refused, outcome.output));
    }
  });
}

describeImports(
  'the linter keeps the core apart',
  core,
  [
    'electron',
    'electron/main',
    'keytar',
    'got',
    'preact',
    'node:fs',
    'node:crypto',
    'fs',
    '../../net/http.ts',
    '../../parsing/xml.ts',
    '../../storage/records.ts',
    '../../system/clock.ts',
    '../../electron/tray.ts',
    '../../media/gateway.ts',
    '../../compose.ts',
    '../../../renderer/store.ts',
    '../../../preload/snapshots.ts',
  ],
  [
    'tldts',
    'valibot',
    'libphonenumber-js',
    '../result.ts',
    '../ucwa/resource.ts',
    '../../../preload/contract/index.ts',
  ],
);

describeImports(
  'the linter keeps tokens and HTTP from the media process',
  join(root, 'main/media'),
  [
    ...['electron', 'keytar', 'got', 'electron-log', 'node:http', 'node:https', 'node:http2', 'node:tls', 'node:fs'],
    ...['node:child_process', 'http', 'fs/promises', 'node:fs/promises', 'undici', 'keytar/lib/keytar.js'],
    ...['../../net/http/http.ts', '../../net/connect/connector.ts', '../../core/session/session.ts'],
    ...['../../core/ucwa/resource.ts', '../../core/create-phone.ts', '../../core/calls/reduce.ts'],
    ...['../../storage/records.ts', '../../parsing/xml.ts', '../../electron/tray.ts', '../../compose.ts'],
    ...['../../../preload/index.ts', '../../../renderer/store.ts'],
  ],
  [
    ...['node:dgram', 'node:net', 'node:crypto', 'node:os', 'node:dns/promises', 'werift', 'sdp-transform', 'valibot'],
    ...['../gateway.ts', '../sdp/far-offer.ts', '../../core/ports.ts', '../../core/result.ts'],
    ...['../../core/schema/fields.ts', '../../system/clock.ts', '../../net/connect/address/address-kind.ts'],
    '../../../preload/contract/index.ts',
  ],
);

describeImports(
  'the linter keeps the bridge small',
  join(root, 'preload'),
  ['valibot', 'node:fs', '../../main/core/result.ts', '../../renderer/store.ts'],
  ['electron', '../contract/index.ts', '../snapshots.ts'],
);

describe('the linter keeps the contract apart', () => {
  const forbidden = [
    'electron',
    'preact',
    'node:fs',
    '../../../main/core/model.ts',
    '../../../renderer/store.ts',
    '../../guard.ts',
  ];
  const allowed = ['intl-messageformat', '@formatjs/icu-messageformat-parser', '../calls.ts'];
  let outcome: Outcome;

  before(async () => {
    const folder = await mkdtemp(join(root, 'preload/contract/probe-'));
    try {
      const probes = [...forbidden, ...allowed].map(
        (source, index) =>
          `import * as probe${index} from '${source}';\n\nexport const probed${index} = probe${index};\n`,
      );
      await Promise.all(probes.map((text, index) => writeFile(join(folder, `probe-${index}.ts`), text)));
      outcome = await biome(relative(root, folder));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  [...forbidden, ...allowed].forEach((source, index) => {
    const refused = forbidden.includes(source);
    test(`${refused ? 'refuses' : 'takes'} ${source}`, () => {
      const lines = outcome.output.split('\n').filter((line) => line.includes(`probe-${index}.ts`));
      assert.equal(
        lines.some((line) => line.includes('noRestrictedImports')),
        refused,
        outcome.output,
      );
    });
  });
});

describe('the compiler keeps the core apart', () => {
  const globals = [
    'new URL("https://contoso.com")',
    'setTimeout(() => {}, 1)',
    'fetch("https://contoso.com")',
    'process.env',
    'Buffer.from("x")',
    'window.location',
    'document.title',
    'console.log("x")',
    'structuredClone({})',
    'performance.now()',
    'crypto.randomUUID()',
    'require("electron")',
  ];
  let folder: string;
  let outcome: Outcome;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'core-probe-'));
    const config = {
      extends: join(core, 'tsconfig.json'),
      include: ['*.ts'],
      references: [],
      compilerOptions: { rootDir: '/' },
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    await writeFile(
      join(folder, 'allowed.ts'),
      'export const allowed = [new Map(), Promise.resolve(1), new Date(0), decodeURIComponent("x")];\n',
    );
    for (const [index, expression] of globals.entries()) {
      await writeFile(join(folder, `probe-${index}.ts`), `export const probed: unknown = ${expression};\n`);
    }
    outcome = await tsc(folder);
  });

  after(() => rm(folder, { recursive: true }));

  for (const [index, expression] of globals.entries()) {
    test(`refuses ${expression}`, () =>
      assert.match(outcome.output, new RegExp(`probe-${index}\\.ts.*error TS(2304|2580|2584|2591|2552)`)));
  }
  test('takes what the language has', () => assert.doesNotMatch(outcome.output, /allowed\.ts/));
});

test('the core as it is passes both', async () => {
  // What the core sees of the contract is its declarations, and a fresh tree has none.
  const contract = await run('typescript/bin/tsc', '--build', 'preload/tsconfig.contract.json');
  assert.equal(contract.code, 0, contract.output);
  const [linted, compiled] = await Promise.all([biome('main/core'), tsc(join(core, 'tsconfig.json'))]);
  assert.deepEqual([linted.code, compiled.code], [0, 0], `${linted.output}${compiled.output}`);
});

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { until } from '../../desktop/until.ts';

const project = resolve(import.meta.dirname, '../../..');
const patienceMs = 60_000;

/** The test of the layers puts folders of its own among the sources for a moment. */
function isSource(path: string): boolean {
  return !basename(path).startsWith('probe-');
}

/** A copy of the sources, so that no test changes those that others build from meanwhile. */
function copySources(t: TestContext): string {
  mkdirSync(join(project, 'out'), { recursive: true });
  const copy = mkdtempSync(join(project, 'out', 'dev-test-'));
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  const folders = ['assets', 'main', 'preload', 'renderer', 'scripts'];
  const ofTests = ['desktop', 'driver', 'peers', 'ucwa-server'].map((name) => `test/${name}`);
  for (const path of [...folders, ...ofTests, 'package.json', 'tsconfig.json']) {
    cpSync(join(project, path), join(copy, path), { recursive: true, filter: isSource });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** `npm run dev` where there is no screen, and its terminal. */
class Terminal {
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
  #printed = '';

  constructor(t: TestContext, folder: string) {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, NODE_TEST_CONTEXT: ___, ...env } = process.env;
    this.process = spawn(process.execPath, ['scripts/dev.ts'], { cwd: folder, env, stdio: 'pipe' });
    this.ended = once(this.process, 'exit');
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#printed += chunk.toString();
      });
    }
    t.after(async () => {
      this.process.kill('SIGTERM');
      await this.ended;
    });
  }

  type(line: string): void {
    this.process.stdin?.write(`${line}\n`);
  }

  /** Resolves once it printed that, since the last time that something was waited for. */
  async says(expected: RegExp, everyMs = 25, again: () => void = () => {}): Promise<void> {
    const look = (): RegExpExecArray | null => {
      again();
      return expected.exec(this.#printed);
    };
    try {
      const found = await until(`${expected} in the terminal`, look, { withinMs: patienceMs, everyMs });
      this.#printed = this.#printed.slice(found.index + found[0].length);
    } catch (error) {
      throw new Error(`It printed\n${this.#printed}`, { cause: error });
    }
  }

  /** Resolves once that is on the screen. */
  shows(expected: RegExp): Promise<void> {
    return this.says(expected, 500, () => this.type('look'));
  }
}

function append(file: string, line: string): void {
  appendFileSync(file, `\n${line}\n`);
}

test('it starts, rings, shows what changed in a page, starts again for the rest, and ends', {
  timeout: 300_000,
}, async (t) => {
  const folder = copySources(t);
  const page = join(folder, 'renderer/main.tsx');
  const terminal = new Terminal(t, folder);
  await terminal.says(/runs and is signed in[\s\S]*on a private desktop[\s\S]*commands/);
  terminal.type('call ana');
  await terminal.shows(/^ring: .*Ana Lindqvist.*Answer/m);

  append(page, "document.body.append('A page that changed');");
  await terminal.says(/windows show the change/);
  await terminal.shows(/^main: .*A page that changed[\s\S]*^ring: .*Ana Lindqvist/m);

  append(page, 'This does not compile');
  await terminal.says(/ERROR[\s\S]*renderer\/main\.tsx/);

  append(join(folder, 'main/index.ts'), "process.title = 'Started again';");
  writeFileSync(page, readFileSync(page, 'utf8').replace('This does not compile', ''));
  await terminal.says(/runs and is signed in/);

  terminal.type('drop');
  await terminal.says(/every connection was ended/);
  await terminal.shows(/^main: .*Ready/m);
  terminal.type('nonsense');
  await terminal.says(/Commands: call WHO/);

  terminal.process.kill('SIGINT');
  assert.deepEqual(await terminal.ended, [0, null]);
});

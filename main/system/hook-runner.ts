import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HookProblem } from '../../preload/contract/index.ts';
import type { HookProgram } from '../core/call-hook/state.ts';
import type { Clock, Log } from '../core/ports.ts';
import { isExchangeable } from './exchangeable.ts';

/** Runs a program of the user's with what happened to a call. */
export interface HookRunner {
  /** Resolves with what was wrong, once it ended; null: nothing. Undefined: it was not run, because so many run already. */
  run(program: HookProgram, variables: Readonly<Record<string, string>>): Promise<HookProblem | null | undefined>;
  /** Whether a file may be run at all; null: yes. */
  inspect(path: string): Promise<HookProblem | null>;
}

export interface HookRunnerDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The environment of the app, of which a program gets what it needs to reach the desktop, and nothing else. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly longestMs?: number;
}

/** Whoever rings often must not fill the machine. */
const [mostAtOnce, mostInAMinute] = [4, 60];
const minuteMs = 60_000;

/** No proxy, whose address can have a password in it, and nothing that changes how a program is loaded. */
const passedOn = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR'],
  ...['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR', 'XDG_CURRENT_DESKTOP', 'DBUS_SESSION_BUS_ADDRESS'],
  ...['SystemRoot', 'SystemDrive', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'TEMP', 'TMP', 'PATHEXT'],
];

/** Without a shell, without a terminal, for ten seconds at most. */
export function createHookRunner({ clock, log, env, longestMs = 10_000 }: HookRunnerDeps): HookRunner {
  let running = 0;
  let startedAt: readonly number[] = [];
  const inherited = Object.fromEntries(
    passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );

  function start(
    { path, arguments: given }: HookProgram,
    variables: Readonly<Record<string, string>>,
  ): Promise<HookProblem | null> {
    return new Promise((resolve) => {
      const child = spawn(path, given, {
        cwd: dirname(path),
        env: { ...inherited, ...variables },
        stdio: 'ignore',
        shell: false,
        windowsHide: true,
      });
      let isSlow = false;
      const cancel = clock.after(longestMs, () => {
        isSlow = true;
        child.kill('SIGKILL');
      });
      const end = (problem: HookProblem | null): void => {
        cancel();
        resolve(problem);
      };
      child.once('error', () => end('missing'));
      child.once('exit', (code) => end(isSlow ? 'slow' : code === 0 ? null : 'failed'));
    });
  }

  return {
    inspect,
    async run(program, variables) {
      startedAt = startedAt.filter((at) => clock.now() - at < minuteMs);
      if (running >= mostAtOnce || startedAt.length >= mostInAMinute) {
        log.warn('The program for calls was not run: too many are', { running });
        return undefined;
      }
      startedAt = [...startedAt, clock.now()];
      running += 1;
      try {
        const problem = (await inspect(program.path)) ?? (await start(program, variables));
        if (problem !== null) log.warn('The program for calls', { problem, event: variables.SWITCHHOOK_EVENT });
        return problem;
      } catch (error) {
        log.warn('The program for calls could not be started', { error });
        return 'missing';
      } finally {
        running -= 1;
      }
    },
  };
}

/** What others can put something else in the place of would run as the user what those want. Windows says nothing of that by numbers. */
async function inspect(path: string): Promise<HookProblem | null> {
  try {
    if (!(await stat(path)).isFile()) return 'missing';
    await access(path, constants.X_OK);
    if (process.platform === 'win32') return null;
    return (await isExchangeable(path, [0, process.getuid?.() ?? 0])) ? 'unsafe' : null;
  } catch {
    return 'missing';
  }
}

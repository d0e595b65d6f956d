import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { app } from 'electron';
import { askedOfProgram } from './asked-of-program.ts';
import { foreignVariables } from './foreign-environment.ts';
import { refusedSwitch } from './refused-switches.ts';
import { startNeedsX11 } from './window-system.ts';

/*
 * The first module of the bundle: it decides before any other is run, which may read the environment, and before
 * there is a window, a session or a network.
 */

/** As in sysexits.h. */
const notPermitted = 77;

/** Tells the second start whose it is: the process id of the first. */
const startedBy = 'SWITCHHOOK_STARTED_BY';

/** By which the second start sees that the first has ended. */
const lifeline = 3;

/** Whether this start has a descriptor that closes when the process that began it ends, and then has to end too. */
export const heldByFirstStart: number | null = start();

function start(): number | null {
  if (!__TEST_BUILD__) refuseSwitches();
  answerAboutProgram();
  const isSecond = process.env[startedBy] === String(process.ppid);
  delete process.env[startedBy];
  const { early, late } = foreignVariables(process.env);
  // Whoever drives the test build is attached to this very process.
  if (!__TEST_BUILD__ && isSecond && early.length > 0) refuseEnvironment(early);
  const switches = startNeedsX11() ? ['--ozone-platform=x11'] : [];
  if (!__TEST_BUILD__ && !isSecond && early.length + switches.length > 0) {
    startAgain({ without: [...early, ...late], switches });
  }
  for (const name of [...early, ...late]) delete process.env[name];
  return isSecond && process.platform !== 'win32' ? lifeline : null;
}

function refuseSwitches(): void {
  const refused = refusedSwitch(process.argv, process.platform);
  if (refused !== null) leave(`Switchhook does not start with ${refused}. docs/driving.md lists what it takes.`);
}

/** Needs no display, no session and no data folder. */
function answerAboutProgram(): void {
  const answer = askedOfProgram(process.argv, app.getVersion());
  if (answer === null) return;
  process.stdout.write(answer);
  end(0);
}

function refuseEnvironment(names: readonly string[]): never {
  return leave(`Switchhook does not start with ${names.join(', ')} in its environment.`);
}

function leave(message: string): never {
  process.stderr.write(`${message}\n`);
  return end(notPermitted);
}

/** At once: no other module may run. */
function end(code: number): never {
  app.exit(code);
  return process.exit(code);
}

interface BetterStart {
  /** Names of variables that it leaves behind. */
  readonly without: readonly string[];
  /** Stand before all that was given. */
  readonly switches: readonly string[];
}

/**
 * What Electron and Node have read cannot be taken back, nor the display that Chromium has chosen, so the app is started once more. This
 * process stands still at its very beginning, and ends as the other does: whoever started it can wait for it and end it.
 */
function startAgain({ without, switches }: BetterStart): never {
  const env: NodeJS.ProcessEnv = { ...process.env, [startedBy]: String(process.pid) };
  for (const name of without) delete env[name];
  const stdio = ['inherit', 'inherit', 'inherit', 'pipe'] as const;
  // With NODE_DEBUG it would print the whole environment.
  const { write } = process.stderr;
  process.stderr.write = () => true;
  const args = [...switches, ...process.argv.slice(1)];
  const { status, signal, error } = spawnSync(process.execPath, args, { env, stdio: [...stdio] });
  process.stderr.write = write;
  if (error) leave(`Switchhook could not be started again: ${error.message}`);
  end(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
}

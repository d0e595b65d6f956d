import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { lazily } from '../core/lazy.ts';
import { type LogLevel, logLevels } from '../core/policy/policy.ts';
import type { Log, LogDetails } from '../core/ports.ts';
import { redactDetails, redactText } from '../core/redact.ts';
import { logNames, readyForLog } from './log-files.ts';

const sizeLimit = 2 * 1024 * 1024;
/** Lines are written together, behind what a person waits for: a call's first moments bring many. */
const writeAfterMs = 200;

type Logger = typeof import('electron-log/main').default;

/** Gives what writes lines; Electron's own, but for tests. */
export type LoadLogger = (folder: string) => Promise<Pick<Logger, 'processMessage'>>;

interface Line {
  readonly level: LogLevel;
  readonly date: Date;
  readonly message: string;
  readonly details: LogDetails;
}

/** Lines that are kept while they cannot be written. */
const mostWaiting = 2_000;

/** {@link Log} over files; `flush` resolves when everything that was logged is written. */
export interface FileLog extends Log {
  /** Lines of a lower level are not kept any more. */
  keepFrom(level: LogLevel): void;
  flush(): Promise<void>;
}

/**
 * Writes to `main.log` in a folder, readable by the user only, and the size before it to `main.old.log`; warnings go to the
 * terminal too. Everything passes the redaction here, also what nobody caught; nothing is sent anywhere.
 */
export function createLog(folder: string, load: LoadLogger = loadLogger): FileLog {
  let waiting: Line[] = [];
  let timer: NodeJS.Timeout | null = null;
  let least = 0;
  const logger = lazily(() => load(folder));

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const loaded = await logger();
    const lines = waiting;
    waiting = [];
    for (const line of lines) loaded.processMessage({ level: line.level, date: line.date, data: redacted(line) });
  }

  function keepFrom(level: LogLevel): void {
    least = logLevels.indexOf(level);
  }

  const add =
    (level: LogLevel) =>
    (message: string, details: LogDetails = {}): void => {
      if (logLevels.indexOf(level) < least) return;
      if (waiting.length < mostWaiting) waiting.push({ level, date: new Date(), message, details });
      // Without the library there is nothing left to tell it to; the next line tries again.
      timer ??= setTimeout(() => flush().catch(() => {}), writeAfterMs);
    };
  return { debug: add('debug'), info: add('info'), warn: add('warn'), error: add('error'), flush, keepFrom };
}

function redacted({ message, details }: Line): string[] {
  const text = redactText(message);
  return Object.keys(details).length > 0 ? [text, JSON.stringify(redactDetails(details))] : [text];
}

async function loadLogger(folder: string): Promise<Logger> {
  const { default: logger } = await import('electron-log/main');
  readyForLog(folder);
  const { console, file, ipc } = logger.transports;
  file.resolvePathFn = () => join(folder, logNames.present);
  file.maxSize = sizeLimit;
  file.level = 'debug';
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  console.level = 'warn';
  ipc.level = false;
  const written: unknown = file.getFile();
  if (written instanceof EventEmitter) tellOnce(written);
  return logger;
}

/** On a full disk the library tells the terminal of each line that it could not write. */
function tellOnce(file: EventEmitter): void {
  let told = false;
  file.removeAllListeners('error');
  file.on('error', (error: Error) => {
    if (!told) process.stderr.write(`${redactText(error.message)}\n`);
    told = true;
  });
}

/** An error that nobody caught is logged and survived: a phone that is gone does not ring. */
export function logUncaught(log: Log): void {
  process.on('uncaughtException', (error) => log.error('Uncaught exception', { error }));
  process.on('unhandledRejection', (error) => log.error('Unhandled rejection', { error }));
}

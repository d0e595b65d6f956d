import { join } from 'node:path';
import type { Log, LogDetails } from '../core/ports.ts';
import { redactDetails, redactText } from '../core/redact.ts';

const sizeLimit = 2 * 1024 * 1024;

export interface LoggingOptions {
  readonly folder: string;
  /** What the terminal gets. */
  readonly terminal: 'debug' | 'warn';
}

type Logger = typeof import('electron-log/main').default;

/**
 * Writes to `main.log` in a folder, readable by the user only, and the size before it to `main.old.log`. Everything passes
 * the redaction here, also what nobody caught; nothing is sent anywhere. The library is loaded with the first line, to
 * have the tray up before.
 */
export function createLog(options: LoggingOptions): Log {
  let logger: Promise<Logger> | null = null;
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details: LogDetails = {}): void => {
      const written = Object.keys(details).length > 0 ? [JSON.stringify(redactDetails(details))] : [];
      const line = redactText(message);
      logger ??= loadLogger(options);
      // Without the library there is nothing left to tell it to.
      logger.then(
        (loaded) => loaded[level](line, ...written),
        () => {},
      );
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

async function loadLogger({ folder, terminal }: LoggingOptions): Promise<Logger> {
  const { default: logger } = await import('electron-log/main');
  const { console, file, ipc } = logger.transports;
  file.resolvePathFn = () => join(folder, 'main.log');
  file.maxSize = sizeLimit;
  file.sync = false;
  file.level = 'debug';
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  console.level = terminal;
  ipc.level = false;
  return logger;
}

/** An error that nobody caught is logged and survived: a phone that is gone does not ring. */
export function logUncaught(log: Log): void {
  process.on('uncaughtException', (error) => log.error('Uncaught exception', { error }));
  process.on('unhandledRejection', (error) => log.error('Unhandled rejection', { error }));
}

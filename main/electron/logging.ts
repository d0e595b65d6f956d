import { join } from 'node:path';
import log from 'electron-log/main';
import type { Log, LogDetails } from '../core/ports.ts';
import { redactDetails, redactText } from '../core/redact.ts';

const sizeLimit = 2 * 1024 * 1024;

export interface LoggingOptions {
  readonly folder: string;
  /** What the terminal gets. */
  readonly terminal: 'debug' | 'warn';
}

/**
 * Writes to `main.log` in a folder, and the size before it to `main.old.log`. Everything passes the redaction here, also
 * what nobody caught; nothing is sent anywhere.
 */
export function createLog({ folder, terminal }: LoggingOptions): Log {
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.maxSize = sizeLimit;
  log.transports.file.sync = false;
  log.transports.file.level = 'debug';
  log.transports.console.level = terminal;
  log.transports.ipc.level = false;
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details: LogDetails = {}): void =>
      log[level](
        redactText(message),
        ...(Object.keys(details).length > 0 ? [JSON.stringify(redactDetails(details))] : []),
      );
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** An error that nobody caught is logged and survived: a phone that is gone does not ring. */
export function logUncaught(log: Log): void {
  process.on('uncaughtException', (error) => log.error('Uncaught exception', { error }));
  process.on('unhandledRejection', (error) => log.error('Unhandled rejection', { error }));
}

import { strToU8, zipSync } from 'fflate';
import type { Diagnostics } from '../../core/health/report.ts';

/** How much of the log goes along, in lines. */
const mostLines = 4_000;

/** What the app and its computer are. */
export interface Versions {
  readonly app: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  readonly platform: string;
  readonly release: string;
  readonly architecture: string;
}

/**
 * The zip file for support: `report.txt` to read, `details.json` for programs, `log.txt` with the last lines of the log. The log
 * was redacted when it was written; here everything is once more, because names are known now that were not known then.
 */
export function makeBundle(
  { report, details, hide }: Diagnostics,
  versions: Versions,
  log: string,
  at: Date,
): Uint8Array {
  const header = `Switchhook ${versions.app} on ${versions.platform}, ${at.toISOString()}\n\n`;
  const lines = log.trimEnd().split('\n').slice(-mostLines);
  return zipSync(
    {
      'report.txt': strToU8(header + report),
      'details.json': strToU8(`${JSON.stringify({ at: at.toISOString(), versions, ...details }, null, 2)}\n`),
      'log.txt': strToU8(`${lines.map((line) => hideInLine(line, hide)).join('\n')}\n`),
    },
    { mtime: at },
  );
}

/** The date before a line is no phone number. */
function hideInLine(line: string, hide: (text: string) => string): string {
  const [stamp = ''] = /^\[[\d\s:.-]+\]/.exec(line) ?? [];
  return stamp + hide(line.slice(stamp.length));
}

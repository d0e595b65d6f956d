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

/** The date before a line is no phone number; what the app logged besides words is JSON, whose strings are looked at as they were. */
function hideInLine(line: string, hide: (text: string) => string): string {
  const [stamp = ''] = /^\[[\d\s:.-]+\]/.exec(line) ?? [];
  const rest = line.slice(stamp.length);
  const at = rest.indexOf(' {"') + 1;
  const details = at === 0 ? null : parsed(rest.slice(at));
  if (details === null) return stamp + hide(rest);
  return stamp + hide(rest.slice(0, at)) + JSON.stringify(hideWithin(details.value, hide));
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function hideWithin(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hideWithin(item, hide));
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [hide(name), hideWithin(held, hide)]));
}

import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import { mappedWindow } from './x-windows.ts';
import { startXev } from './xev.ts';

/** Some other program's window that has the focus, and what was typed into it. */
export interface Typist {
  readonly window: number;
  /** What has come so far. */
  typed(): string;
  stop(): Promise<void>;
}

/** Opens x11-utils' xev, which prints each key it gets, and gives it the focus. */
export async function startTypist(desktop: Desktop): Promise<Typist> {
  const name = 'Something to write in';
  const xev = startXev(desktop, ['-name', name, '-event', 'keyboard']);
  const window = await mappedWindow(desktop, name);
  await desktop.screen.activateWindow(name);
  return {
    window,
    typed: () => keysIn(xev.told()),
    stop: xev.stop,
  };
}

/** The presses in xev's words; each has its text in hex digits. */
function keysIn(told: string): string {
  const presses = told.split(/\n\n/).filter((event) => event.startsWith('KeyPress') || event.startsWith('\nKeyPress'));
  return presses
    .map((event) => /XLookupString gives 1 bytes: \(([0-9a-f]{2})\)/.exec(event)?.[1] ?? '')
    .map((hex) => (hex === '' ? '' : String.fromCharCode(Number.parseInt(hex, 16))))
    .join('');
}

/** Resolves once all of a text has come. */
export async function hasTyped(typist: Typist, text: string): Promise<void> {
  await until(`"${text}" in the other window`, () => typist.typed() === text);
}

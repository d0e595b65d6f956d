import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';
import { udpPorts } from './app-processes.ts';
import { packagedUser } from './packaged-user.ts';
import { audibleStreams } from './sound-streams.ts';

/** Milliseconds from the event to the first look that found it gone; a look takes up to about 50 ms itself. */
interface Gone {
  readonly ringWindow: number;
  readonly playing: number;
  readonly microphone: number;
  readonly sockets: number;
}

const folder = join(import.meta.dirname, '../../../out/e2e');
const file = join(folder, packagedUser === null ? 'endings.json' : 'endings-ordinary-user.json');

/**
 * Lets something end a call, and resolves once nothing of the call is left: no card, no sound, no microphone, no
 * socket. What it took goes to out/e2e/endings.json.
 */
export async function endsWith(
  name: string,
  { app, desktop }: { readonly app: DrivenApp; readonly desktop: Desktop },
  act: () => Promise<unknown>,
): Promise<void> {
  const start = performance.now();
  const since = async (what: string, look: () => Promise<boolean> | boolean): Promise<number> => {
    await until(what, look, { everyMs: 5 });
    return Math.round(performance.now() - start);
  };
  const noStream = (kind: 'playing' | 'recording') => async (): Promise<boolean> =>
    (await audibleStreams(desktop)).every((stream) => stream.kind !== kind);
  const acted = act();
  const [ringWindow, playing, microphone, sockets] = await Promise.all([
    since('no card', async () => !(await app.isVisible('ring'))),
    since('no sound', noStream('playing')),
    since('a closed microphone', noStream('recording')),
    since('closed sockets', () => udpPorts(desktop).length === 0),
  ]);
  await acted;
  keep(name, { ringWindow, playing, microphone, sockets });
}

/** Playwright starts a new worker after a failure, so that what earlier tests measured is only in the file. */
function keep(name: string, gone: Gone): void {
  const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...(known as Record<string, Gone>), [name]: gone }, null, 2)}\n`);
}

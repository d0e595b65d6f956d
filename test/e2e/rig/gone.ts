import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';
import { udpPorts } from './app-processes.ts';
import { keepFigures } from './figures.ts';
import { audibleStreams } from './sound-streams.ts';

/**
 * Milliseconds from the event: for sound and microphone to PulseAudio's last word on their streams, for window and sockets to the
 * first look that found them gone.
 */
interface Gone {
  readonly ringWindow: number;
  readonly playing: number;
  readonly microphone: number;
  readonly sockets: number;
}

/**
 * Lets something end a call, and resolves once nothing of the call is left: no card, no sound, no microphone, no
 * socket. What it took goes to out/e2e/endings.json, from the act on; where the act only leads to the event, `eventAt` says
 * when that was (in ms since 1970), and what it took from there on is kept too.
 */
export async function endsWith(
  name: string,
  { app, desktop }: { readonly app: DrivenApp; readonly desktop: Desktop },
  act: () => Promise<unknown>,
  eventAt?: () => Promise<number>,
): Promise<void> {
  const streams = await desktop.sound.watchStreams();
  const start = performance.now();
  const since = async (what: string, look: () => Promise<boolean> | boolean): Promise<number> => {
    await until(what, look, { everyMs: 15 });
    return Math.round(performance.now() - start);
  };
  const streamsGone = async (): Promise<Pick<Gone, 'playing' | 'microphone'>> => {
    await until('no sound and a closed microphone', async () => (await audibleStreams(desktop)).length === 0);
    const sinceStart = (kind: 'playing' | 'recording') => Math.max(0, Math.round(streams.last(kind) - start));
    return { playing: sinceStart('playing'), microphone: sinceStart('recording') };
  };
  const acted = act();
  const [ringWindow, sound, sockets] = await Promise.all([
    since('no card', async () => !(await app.isVisible('ring'))),
    streamsGone(),
    since('closed sockets', () => udpPorts(desktop).length === 0),
  ]);
  await acted;
  streams.stop();
  const gone: Gone = { ringWindow, ...sound, sockets };
  keepFigures('endings', { [name]: gone });
  if (eventAt === undefined) return;
  const later = Math.round((await eventAt()) - (performance.timeOrigin + start));
  const fromEvent = Object.entries(gone).map(([what, ms]) => [what, Math.max(0, ms - later)]);
  keepFigures('endings', { [`${name}, from the refusal`]: Object.fromEntries(fromEvent) });
}

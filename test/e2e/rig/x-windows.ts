import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import { startXev } from './xev.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The window with the focus, as the window manager says (EWMH, _NET_ACTIVE_WINDOW). */
export function activeWindow(desktop: Desktop): Promise<number> {
  return windowProperty(desktop, '_NET_ACTIVE_WINDOW').then(([id]) => id ?? 0);
}

/** All managed windows, the topmost last (EWMH, _NET_CLIENT_LIST_STACKING). */
export function stackedWindows(desktop: Desktop): Promise<number[]> {
  return windowProperty(desktop, '_NET_CLIENT_LIST_STACKING');
}

/** What panels leave of the screen (EWMH, _NET_WORKAREA of the first desktop). */
export async function workArea(desktop: Desktop): Promise<Rectangle> {
  const told = (await desktop.run('xprop', ['-root', '_NET_WORKAREA'])).toString();
  const [x = 0, y = 0, width = 0, height = 0] = (told.split('=')[1] ?? '').split(',').map(Number);
  return { x, y, width, height };
}

/** Ids of the mapped windows whose title matches. */
export async function mappedWindows(desktop: Desktop, title: string): Promise<number[]> {
  const found = await desktop.run('xdotool', ['search', '--onlyvisible', '--name', title]).catch(() => '');
  return found.toString().split('\n').filter(Boolean).map(Number);
}

/** The one mapped window whose title matches; waits until there is one. */
export async function mappedWindow(desktop: Desktop, title: string): Promise<number> {
  const [id = 0] = await until(`a mapped window "${title}"`, async () => {
    const ids = await mappedWindows(desktop, title);
    return ids.length > 0 && ids;
  });
  return id;
}

/** Presses the key that brings up what there is of a call; resolves once that window has the focus. */
export async function bringUpCall(desktop: Desktop, title: string): Promise<void> {
  const window = await mappedWindow(desktop, title);
  await desktop.screen.pressKeys('ctrl+shift+F8');
  await until(`the focus on "${title}"`, async () => (await activeWindow(desktop)) === window);
}

/** Where a window is, without the window manager's frame. */
export async function placeOf(desktop: Desktop, id: number): Promise<Rectangle> {
  const told = (await desktop.run('xwininfo', ['-id', String(id)])).toString();
  const line = (name: string): number => Number(new RegExp(`${name}:\\s*(-?\\d+)`).exec(told)?.[1]);
  return {
    x: line('Absolute upper-left X'),
    y: line('Absolute upper-left Y'),
    width: line('Width'),
    height: line('Height'),
  };
}

/** How far a window is from the right and the bottom of an area, and how wide it is. */
export async function cornerOf(desktop: Desktop, id: number, area: Rectangle) {
  const { x, y, width, height } = await placeOf(desktop, id);
  return { right: area.x + area.width - x - width, bottom: area.y + area.height - y - height, width };
}

async function windowProperty(desktop: Desktop, name: string): Promise<number[]> {
  const told = (await desktop.run('xprop', ['-root', name])).toString();
  return [...told.matchAll(/0x[0-9a-f]+/g)].map(([id]) => Number(id));
}

/** Whoever looks at the screen all the time. */
export interface MapWatch {
  /** How many windows have been put on the screen, also for a moment. */
  mapped(): number;
  stop(): Promise<void>;
}

/** Begins to count what is mapped, by the events of the root window (xev, X11's MapNotify); resolves once it counts. */
export async function watchMaps(desktop: Desktop): Promise<MapWatch> {
  const xev = startXev(desktop, ['-root', '-event', 'substructure']);
  const mapped = (): number => xev.told().match(/^MapNotify event/gm)?.length ?? 0;
  // A window that comes is what it is to tell of.
  await until('word of a window', async () => {
    await desktop
      .run('timeout', ['--preserve-status', '0.3', 'xev', '-name', 'A window that goes again'])
      .catch(() => '');
    return mapped() > 0;
  });
  const before = mapped();
  return {
    mapped: () => mapped() - before,
    stop: xev.stop,
  };
}

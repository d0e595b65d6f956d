import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { FrameBuffer } from './frame-buffer.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** Starts an X server on a free display number of its own, sets DISPLAY, and starts the window manager. */
export async function startDisplay(session: Session, { width, height }: ScreenSize): Promise<void> {
  const screen = `${width}x${height}x24`;
  const server = session.startService('Xvfb', 'Xvfb', [
    ...['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-dpi', '96'],
    ...['-fbdir', session.makeFolder('screen')],
  ]);
  const pipe = server.stdio[3] as Readable;
  let told = '';
  pipe.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  await until('an X server', () => {
    if (server.exitCode !== null) throw new Error('Xvfb ended');
    return told.endsWith('\n');
  });
  session.env.DISPLAY = `:${told.trim()}`;
  session.startService('openbox', 'openbox', []);
  await until('a window manager', async () =>
    (await session.run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'])).includes('window id'),
  );
}

/** The edges of letters alone have more shades than this; a page that is not painted yet has one colour. */
const coloursOfText = 16;

/** What a person can do with screen, keyboard and mouse. */
export class Screen {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The file in which the X server keeps its pixels, in xwd's format (XWDFile.h): what is there is painted. */
  get frameBuffer(): string {
    return `${this.#session.folder}/screen/Xvfb_screen0`;
  }

  /** Presses and releases keys, named as xdotool names them, such as `ctrl+shift+F9`. */
  async pressKeys(...combinations: string[]): Promise<void> {
    await this.#session.run('xdotool', ['key', '--clearmodifiers', ...combinations]);
  }

  /** Types into whatever has the focus. */
  async type(text: string): Promise<void> {
    await this.#session.run('xdotool', ['type', '--delay', '15', '--', text]);
  }

  /** Clicks with the left button at a place of the screen. */
  async click(x: number, y: number): Promise<void> {
    await this.#session.run('xdotool', ['mousemove', String(x), String(y), 'click', '1']);
  }

  /** Saves a picture of the whole screen as PNG. */
  async screenshot(file: string): Promise<void> {
    writeFileSync(file, await this.#session.run('import', ['-silent', '-window', 'root', 'png:-']));
  }

  /** Resolves once the picture has stood still for a moment: what was on its way to the screen is there. */
  async #settled(): Promise<void> {
    let last = '';
    let alike = 0;
    await until(
      'a picture that stands still',
      () => {
        const now = createHash('sha256').update(readFileSync(this.frameBuffer)).digest('hex');
        alike = now === last ? alike + 1 : 0;
        last = now;
        return alike === 3;
      },
      { everyMs: 120 },
    );
  }

  /** Titles of the windows that are mapped, as the window manager knows them. */
  async windowTitles(): Promise<string[]> {
    const titles: string[] = [];
    for (const id of await this.#windowIds('.')) {
      titles.push((await this.#session.run('xdotool', ['getwindowname', id])).toString().trim());
    }
    return titles;
  }

  /** Gives the focus to the window whose title matches a regular expression, as a click on its frame would. */
  async activateWindow(title: string): Promise<void> {
    const [id] = await until(`a window named ${title}`, async () => {
      const ids = await this.#windowIds(title);
      return ids.length > 0 && ids;
    });
    if (id !== undefined) await this.#session.run('xdotool', ['windowactivate', '--sync', id]);
  }

  /** Gives a window the focus, and resolves once its page has something on it and stands still: who types then is heard. */
  async enterWindow(title: string): Promise<void> {
    await this.activateWindow(title);
    await until(`something to see in ${title}`, async () => {
      const [id] = await this.#windowIds(title);
      return id !== undefined && (await this.#coloursIn(id)) >= coloursOfText;
    });
    await this.#settled();
  }

  async #coloursIn(windowId: string): Promise<number> {
    const told = (await this.#session.run('xdotool', ['getwindowgeometry', '--shell', windowId])).toString();
    const number = (name: string): number => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(told)?.[1] ?? 0);
    const screen = new FrameBuffer(this.frameBuffer);
    const [x, y] = [number('X'), number('Y')];
    const [width, height] = [number('WIDTH'), number('HEIGHT')];
    const area = { x, y, width: Math.min(width, screen.width - x), height: Math.min(height, screen.height - y) };
    const colours = new Set(screen.read(area).values());
    screen.close();
    return colours.size;
  }

  async #windowIds(title: string): Promise<string[]> {
    const found = await this.#session.run('xdotool', ['search', '--onlyvisible', '--name', title]).catch(() => '');
    return found.toString().split('\n').filter(Boolean);
  }
}

import { readFileSync } from 'node:fs';
import type { ScreenSize } from './display.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

/** A window as the compositor has it, in its coordinates. */
export interface ComposedWindow {
  readonly id: number;
  readonly title: string;
  /** By which protocol it is drawn: `xwayland` is X11's. */
  readonly protocol: 'wayland' | 'xwayland';
  readonly focused: boolean;
  /** The content, without the compositor's frame. */
  readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Windows float with a frame, as on most desktops; the tray is the compositor's own bar. */
const look = `xwayland enable
default_border normal
for_window [app_id=".*"] floating enable
for_window [class=".*"] floating enable
bar {
  position top
  tray_output *
  status_command while true; do echo; sleep 3600; done
}
`;

/**
 * Starts sway without a screen of the computer's, with Xwayland beside it, and puts both into the session's environment. It does not run
 * as root.
 */
export async function startCompositor(session: Session, { width, height }: ScreenSize): Promise<void> {
  const told = `${session.env.HOME}/compositor`;
  const tell = `exec sh -c 'printf "%s %s %s" "$WAYLAND_DISPLAY" "$DISPLAY" "$SWAYSOCK" > ${told}.new; mv ${told}.new ${told}'\n`;
  const screen = `output HEADLESS-1 resolution ${width}x${height} position 0 0 scale 1\n`;
  const config = session.writeFile('home/sway.conf', `${screen}${look}${tell}`);
  Object.assign(session.env, {
    XDG_SESSION_TYPE: 'wayland',
    XDG_CURRENT_DESKTOP: 'sway',
    WLR_BACKENDS: 'headless',
    WLR_HEADLESS_OUTPUTS: '1',
    WLR_LIBINPUT_NO_DEVICES: '1',
    WLR_RENDERER: 'pixman',
  });
  const server = session.startService('sway', 'sway', ['-c', config]);
  const words = await until('a compositor', () => {
    if (server.exitCode !== null) throw new Error('sway ended');
    return wordsIn(told);
  });
  const [wayland = '', display = '', socket = ''] = words;
  Object.assign(session.env, { WAYLAND_DISPLAY: wayland, DISPLAY: display, SWAYSOCK: socket });
}

function wordsIn(file: string): readonly string[] | null {
  try {
    return readFileSync(file, 'utf8').split(' ');
  } catch {
    return null;
  }
}

/** What a person can do in a session of Wayland. Nothing of it is there on a desktop of X11 alone. */
export class Compositor {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Presses and releases keys as a keyboard of this computer would: the last is held with those before it, as in `ctrl+shift+F9`. */
  async pressKeys(combination: string): Promise<void> {
    const keys = combination.split('+');
    const held = keys.slice(0, -1);
    await this.#session.run('wtype', [
      ...held.flatMap((key) => ['-M', key]),
      ...['-k', keys.at(-1) ?? ''],
      ...held.flatMap((key) => ['-m', key]),
    ]);
  }

  /** Binds a command to keys until the session ends, in sway's words, such as `Ctrl+Shift+F9 exec switchhook answer`. */
  async bind(binding: string): Promise<void> {
    await this.#command(`bindsym ${binding}`);
  }

  /** All windows on the screens, the topmost of the floating ones last. */
  async windows(): Promise<readonly ComposedWindow[]> {
    const tree = JSON.parse(String(await this.#session.run('swaymsg', ['-t', 'get_tree', '-r']))) as TreeNode;
    return windowsIn(tree);
  }

  /** The one window of this title, which is waited for. */
  async window(title: string): Promise<ComposedWindow> {
    return until(`a window "${title}"`, async () => (await this.windows()).find((one) => one.title === title));
  }

  /** Gives a window the focus, and raises it. */
  async focus({ id }: ComposedWindow): Promise<void> {
    await this.#command(`[con_id=${id}] focus`);
  }

  /** Lets a window fill its screen. */
  async fillScreen({ id }: ComposedWindow): Promise<void> {
    await this.#command(`[con_id=${id}] fullscreen enable`);
  }

  /** Starts a program of Wayland's in the session that draws one colour in a window of its own: a terminal without text. */
  async openOther(title: string, colour: string): Promise<ComposedWindow> {
    this.#session.startService(`foot-${title}`, 'foot', [
      ...['--title', title, '--override', `colors.background=${colour}`, '--override', 'pad=0x0'],
      ...['sh', '-c', 'printf "\\033[?25l"; exec sleep 3600'],
    ]);
    return this.window(title);
  }

  /** Ends what {@link openOther} started. */
  async closeOther(title: string): Promise<void> {
    await this.#session.stopService(`foot-${title}`);
  }

  /** The colour of a place, in the compositor's coordinates, such as `#1E2126`. */
  async colourAt(x: number, y: number): Promise<string> {
    const picture = await this.#session.run('grim', ['-t', 'ppm', '-g', `${Math.round(x)},${Math.round(y)} 1x1`, '-']);
    return `#${picture.subarray(-3).toString('hex').toUpperCase()}`;
  }

  async #command(text: string): Promise<void> {
    await this.#session.run('swaymsg', [text]);
  }
}

interface TreeNode {
  readonly id: number;
  readonly name: string | null;
  readonly type: string;
  readonly shell?: string;
  readonly focused: boolean;
  readonly rect: ComposedWindow['place'];
  readonly nodes: readonly TreeNode[];
  readonly floating_nodes: readonly TreeNode[];
}

function windowsIn(node: TreeNode): readonly ComposedWindow[] {
  const inside = [...node.nodes, ...node.floating_nodes].flatMap(windowsIn);
  if (node.shell === undefined) return inside;
  const { id, name, shell, focused, rect } = node;
  const protocol = shell === 'xwayland' ? 'xwayland' : 'wayland';
  return [{ id, title: name ?? '', protocol, focused, place: rect }, ...inside];
}

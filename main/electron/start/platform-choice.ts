import type { WindowSystem } from '../../core/health/state.ts';
import { readArguments } from './arguments.ts';
import { readOrder } from './read-order.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a start finds on Linux. */
export interface FoundDisplays {
  readonly argv: readonly string[];
  readonly env: Environment;
  /** Chromium's choice, which it writes into its own command line; empty is X11. */
  readonly taken: string;
  exists(path: string): boolean;
}

/** By what windows come to the screen; `taken`: as in {@link FoundDisplays}. */
export function windowSystemOf(platform: NodeJS.Platform, env: Environment, taken: string): WindowSystem {
  if (platform !== 'linux') return 'own';
  if (taken === 'wayland') return 'wayland';
  return env.WAYLAND_DISPLAY || env.XDG_SESSION_TYPE === 'wayland' ? 'xwayland' : 'x11';
}

/**
 * Whether the app has to be started again for X11: Chromium took Wayland, by which no window can stand in a corner or above others, and an X server is there, such as
 * Xwayland. Who named a platform on the command line gets that, and an order needs no windows. Chromium has chosen before any code of
 * the app's runs (`SetOzonePlatformForLinuxIfNeeded` in ui/linux/display_server_utils.cc).
 */
export function needsX11({ argv, env, taken, exists }: FoundDisplays): boolean {
  if (taken !== 'wayland' || isTold(argv)) return false;
  const order = readOrder(argv, 'linux');
  if (!order.ok || order.value !== null) return false;
  const socket = socketOf(env.DISPLAY ?? '');
  return socket === 'elsewhere' || (socket !== null && exists(socket));
}

function isTold(argv: readonly string[]): boolean {
  return readArguments(argv, 'linux').before.some((one) => one.kind === 'switch' && one.name === 'ozone-platform');
}

/** The socket of an X display on this computer (X(7), display names); null where none is named. */
function socketOf(display: string): string | 'elsewhere' | null {
  const [, host, number] = /^(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? [];
  if (number === undefined) return null;
  return host === '' || host === 'unix' ? `/tmp/.X11-unix/X${number}` : 'elsewhere';
}

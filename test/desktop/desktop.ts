import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Accessibility, startAccessibility } from './accessibility.ts';
import { type Bus, startBus } from './bus.ts';
import { Compositor, startCompositor } from './compositor.ts';
import { Screen, type ScreenSize, startDisplay } from './display.ts';
import { forbidKeyring, forbidPrompter, keyringProcess, lockKeyring, startKeyring } from './keyring.ts';
import { programFor } from './launcher.ts';
import { forbidOtherNotifications, Notifications, startNotifications } from './notifications.ts';
import { type DesktopUser, type RunOptions, Session } from './session.ts';
import { Sound, startSound } from './sound.ts';
import { startTrayHost, TrayHost, type TrayItem, trayItems } from './tray.ts';

export interface DesktopOptions {
  /** Whom everything runs as; without it, as whoever runs this. Only root can choose. */
  readonly user?: DesktopUser;
  readonly screen?: ScreenSize;
  /** True: a session of Wayland; without it, it is one of X11. */
  readonly wayland?: boolean;
  /** False: no Secret Service on the bus. */
  readonly keyring?: boolean;
  /** False: nobody can be asked for the keyring's password. */
  readonly prompter?: boolean;
  /** False: nobody shows notifications. */
  readonly notifications?: boolean;
  /** False: no StatusNotifier host. */
  readonly tray?: boolean;
  /** True: a screen reader is there, see {@link Desktop.accessibility}. */
  readonly screenReader?: boolean;
  /** False: no sound server and no devices. */
  readonly sound?: boolean;
}

/** A desktop session of its own, off the screen: nothing in it reaches the one it was started from, or back. */
export interface Desktop {
  /** What programs need in their environment to be part of it. */
  readonly env: Readonly<Record<string, string>>;
  /** Whom it belongs to; null: whoever started it. */
  readonly user: DesktopUser | null;
  /** Folder of the session, its user's; gone after stop. */
  readonly folder: string;
  readonly bus: Bus;
  readonly screen: Screen;
  readonly compositor: Compositor;
  /** Null where there is no screen reader. */
  readonly accessibility: Accessibility | null;
  readonly notifications: Notifications;
  readonly sound: Sound;
  readonly trayHost: TrayHost;
  /** A new private folder for the session's user. */
  makeFolder(name: string): string;
  /** Runs a program in the session to its end and resolves with what it printed. */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<Buffer>;
  /**
   * Path of an executable that starts `binary` in this session as its user; for those who cannot start it by themselves.
   * A package that the user may not read is copied into the session first.
   */
  programFor(binary: string): string;
  /** Path of a copy of a file that the session's user may read. */
  share(file: string): string;
  trayItems(): Promise<TrayItem[]>;
  /** Runs secret-tool, such as `lookup service switchhook account x`; null where it finds nothing. */
  secretTool(...args: string[]): Promise<string | null>;
  lockKeyring(): Promise<void>;
  /** The process that has the keyring. */
  keyringProcess(): Promise<number>;
  /** Ends all that runs in the session and removes its folder. */
  stop(): Promise<void>;
}

/**
 * Starts an X server or a compositor, a message bus, openbox, gnome-keyring (unlocked), dunst, xfce4-panel and PulseAudio, all private,
 * and resolves when each of them answers.
 */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const session = new Session(options.user ?? null);
  try {
    return await startIn(session, options);
  } catch (error) {
    const logs = session.logs();
    await session.stop();
    throw new Error(`The desktop did not come up.\n${logs}`, { cause: error });
  }
}

async function startIn(session: Session, options: DesktopOptions): Promise<Desktop> {
  const address = `unix:path=${session.env.XDG_RUNTIME_DIR}/bus`;
  session.env.DBUS_SESSION_BUS_ADDRESS = address;
  const { screen = { width: 1280, height: 800 }, wayland = false } = options;
  if (!wayland) await startDisplay(session, screen);
  if (options.keyring === false) forbidKeyring(session);
  if (options.prompter === false) forbidPrompter(session);
  forbidOtherNotifications(session);
  const bus = await startBus(session, address);
  if (wayland) await startCompositor(session, screen);
  await Promise.all([
    options.keyring !== false && startKeyring(session, bus),
    options.notifications !== false && startNotifications(session, bus),
    // A compositor's bar is a tray host already.
    options.tray !== false && !wayland && startTrayHost(session, bus),
    options.sound !== false && startSound(session),
  ]);
  const accessibility = options.screenReader === true ? await startAccessibility(session, bus) : null;
  return {
    env: session.env,
    user: session.user,
    folder: session.folder,
    bus,
    screen: new Screen(session),
    compositor: new Compositor(session),
    accessibility,
    notifications: new Notifications(session, bus),
    sound: new Sound(session),
    trayHost: new TrayHost(session, bus),
    makeFolder: (name) => session.makeFolder(name),
    run: (command, args, runOptions) => session.run(command, args, runOptions),
    programFor: (binary) => programFor(session, binary),
    share: (file) => session.writeFile(join('home', 'shared', basename(file)), readFileSync(file)),
    trayItems: () => trayItems(bus),
    secretTool: (...args) => session.run('secret-tool', args).then(String, () => null),
    lockKeyring: () => lockKeyring(bus),
    keyringProcess: () => keyringProcess(bus),
    stop: async () => {
      accessibility?.close();
      bus.close();
      await session.stop();
    },
  };
}

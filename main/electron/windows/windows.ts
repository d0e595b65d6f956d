import type { BrowserWindow } from 'electron';
import {
  type AnyWindow,
  type AppView,
  type Command,
  channels,
  type DeviceInterest,
  isTestOn,
  type Levels,
  type PageRequest,
  type WindowName,
  type WindowReport,
} from '../../../preload/contract/index.ts';
import type { Records } from '../../core/ports.ts';
import type { AppWindow, WindowDeps } from './app-window.ts';
import { createCallOnDemand } from './call-on-demand.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { createOnDemand } from './on-demand.ts';
import { presentScreens } from './present-screens.ts';
import { createQuitWindow } from './quit-window.ts';
import { createRingSuccession } from './ring-succession.ts';
import { createSoundWindow, type SoundWindow } from './sound-window.ts';
import { createWindowPlaces } from './window-places.ts';

/** The sound lets the main window be drawn first, where that opens with the start, and the ring window lets both. Milliseconds. */
const [soundMs, ringMs] = [300, 1_000];
/** One collection in so many takes the ring window's garbage too: some 5 MB by then. */
const ringSeldom = 20;

export interface WindowsDeps extends WindowDeps {
  readonly records: Records;
  hasTray(): boolean;
  view(): AppView;
  command(command: Command): void;
  /** The ended call that the user is at, or null. */
  attends(callId: string | null): void;
  /** Quits without asking. */
  quit(): void;
  /** What {@link Windows.deviceInterest} says may have changed. */
  onDeviceInterest(): void;
  /** There was no call for a minute. */
  onQuiet(): void;
}

/**
 * The windows, and the question whether to quit. Sound and ring window are made soon after the start, and anew when there was no call
 * for a minute. The main window is made
 * when the user wants it, the call window with a ring; a minute after they were last needed they are taken apart.
 */
export interface Windows {
  isSound(webContentsId: number): boolean;
  isPictures(webContentsId: number): boolean;
  /** The main window, where the user can see it. */
  mainOnScreen(): BrowserWindow | null;
  /** How much the user looks at what depends on the audio devices. */
  deviceInterest(): DeviceInterest;
  update(view: AppView): void;
  report(name: WindowName, report: WindowReport): void;
  send(name: AnyWindow, channel: string, payload: unknown): void;
  /** `ofTest`: of a call to oneself, which the main window shows. */
  showLevels(levels: Levels, ofTest: boolean): void;
  /** Whether the ring window is on the screen. */
  ringShows(): boolean;
  /** Has the garbage of the pages collected; the ring window's seldom, because its glyphs go with it and are wanted for the next card. */
  collectGarbage(): void;
  /** The same, of all of them. */
  collectAllGarbage(): void;
  /** Brings up the main window; on a page of it where that is told. */
  openMain(page?: PageRequest): void;
  /** Brings the main window up without the focus. */
  showMain(): void;
  /** Those that the taskbar shows. */
  inTaskbar(): readonly BrowserWindow[];
  /** Brings up what there is of a call, else the main window. */
  openCall(): void;
  /** Asks the user whether to quit, and does so if they say yes. */
  askToQuit(): void;
}

export function createWindows(deps: WindowsDeps): Windows {
  const { clock } = deps;
  const places = createWindowPlaces({ clock, records: deps.records, screens: presentScreens });
  const quit = createQuitWindow(deps);
  const main = createOnDemand<MainWindow>({
    clock,
    make: () => createMainWindow({ ...deps, places, onShown: (shown) => (shown ? main.wanted() : main.unwanted()) }),
    end: (window) => window.end(),
  });
  const call = createCallOnDemand({
    ...deps,
    places,
    send: deps.command,
    onQuiet: () => {
      renewSound();
      ring.renew();
      deps.onQuiet();
    },
  });
  const ring = createRingSuccession(deps);
  let sound: SoundWindow | null = null;
  let collections = 0;
  const reviveFor = createReviver();
  /** The user calls themselves: the sound is needed, and no other window is. */
  let isTesting = false;

  function soundWindow(): SoundWindow {
    sound ??= createSoundWindow(deps);
    return sound;
  }

  /** A minute after the last call: what calls leave in a page's process, its code among it, goes only with the process. */
  function renewSound(): void {
    if (isTesting) return;
    sound?.end();
    sound = createSoundWindow(deps);
  }

  function collectGarbage(ofRingToo: boolean): void {
    for (const page of [sound, main.present(), call.present(), ofRingToo ? ring.present() : null]) {
      page?.send(channels.collectGarbage, undefined);
    }
  }

  function openMain(page?: PageRequest): void {
    main.wanted().open(page);
  }

  clock.after(soundMs, soundWindow);
  clock.after(ringMs, () => ring.wanted().update(deps.view()));
  const present = (name: Exclude<AnyWindow, 'ring'>) =>
    ({ main: main.present(), call: call.present(), pictures: call.present()?.pictures(), quit, sound })[name];
  return {
    isSound: (webContentsId) => sound?.window.webContents.id === webContentsId,
    isPictures: (webContentsId) => call.present()?.pictures()?.webContentsId === webContentsId,
    mainOnScreen: () => main.present()?.onScreen() ?? null,
    deviceInterest: () => main.present()?.deviceInterest() ?? 'none',
    update: (view) => {
      reviveFor(view.calls, [sound, ring.present(), call.present()]);
      isTesting = isTestOn(view.quality.test);
      const isCalling = view.calls.length > 0;
      if (isCalling || isTesting) soundWindow();
      if (isCalling) {
        ring.keep();
        ring.wanted();
      } else ring.rest();
      sound?.watch(isCalling || isTesting);
      for (const one of ring.all()) one.update(view);
      call.update(view);
    },
    report: (name, report) => {
      if (name === 'main') main.present()?.report(report);
      if (name === 'ring') ring.present()?.report(report);
      if (name === 'call') call.present()?.report(report);
      if (name === 'quit') quit.report(report);
    },
    send: (name, channel, payload) => {
      if (name !== 'ring') return present(name)?.send(channel, payload);
      for (const one of ring.all()) one.send(channel, payload);
    },
    collectGarbage: () => {
      collections += 1;
      collectGarbage(collections % ringSeldom === 0);
    },
    collectAllGarbage: () => collectGarbage(true),
    ringShows: () => ring.present()?.window.isVisible() ?? false,
    showLevels: (levels, ofTest) => (ofTest ? main : call).present()?.send(channels.levels, levels),
    openMain,
    showMain: () => main.wanted().appear(),
    inTaskbar: () => [main.present(), call.present()].flatMap((one) => (one?.window.isVisible() ? one.window : [])),
    openCall: () => {
      if (!ring.open() && !call.present()?.open()) openMain();
    },
    askToQuit: quit.ask,
  };
}

/** A page that calls need, and that was given up, gets one more try with each new call. */
function createReviver(): (calls: AppView['calls'], windows: readonly (Pick<AppWindow, 'page'> | null)[]) => void {
  let before: readonly string[] = [];
  return (calls, windows) => {
    const ids = calls.map(({ id }) => id);
    if (ids.some((id) => !before.includes(id))) for (const window of windows) window?.page.tryAgain();
    before = ids;
  };
}

import { join } from 'node:path';
import { BrowserWindow, globalShortcut, shell as shellOf } from 'electron';
import { keysReach } from '../../core/health/state.ts';
import { setApplicationMenu } from '../application-menu.ts';
import { createAutostart, entryOfSystem, isStartedBySystem } from '../autostart/autostart.ts';
import { createCallHook } from '../call-hook/call-hook.ts';
import { carryOut } from '../control/carry-out.ts';
import { listenForOrders } from '../control/listen.ts';
import { shortcutOf } from '../control/order.ts';
import { controlPlace } from '../control/place.ts';
import { createDesktopCommands } from '../diagnostics/desktop-commands.ts';
import { createLeftovers } from '../leftovers.ts';
import { createNotifier } from '../notifications/notifier.ts';
import { collectOwnGarbage } from '../own-garbage.ts';
import { followScreenReader } from '../screen-reader.ts';
import { lockNavigation } from '../security/navigation.ts';
import { lockNetwork } from '../security/network-lock.ts';
import { emptyPageStorage } from '../security/page-storage.ts';
import { serveScheme } from '../security/scheme.ts';
import { createShortcuts } from '../shortcuts/shortcuts.ts';
import { paceLinks } from '../start/link.ts';
import { windowSystem } from '../start/window-system.ts';
import { type AppTray, createTray } from '../tray/tray.ts';
import { watchFiles } from '../updates/watch-files.ts';
import { type Attention, createAttention } from '../windows/attention.ts';
import type { Windows } from '../windows/windows.ts';
import type { DesktopDeps } from './desktop-deps.ts';
import { createDesktopEnvironment, type DesktopEnvironment } from './desktop-environment.ts';
import { followPhone } from './follow-phone.ts';
import { createPages } from './pages.ts';
import { createUserChoices, type UserChoices } from './user-choices.ts';

/** The start leaves garbage, and so does the making of windows; by then both are done. Milliseconds. */
const settledMs = 15_000;

/** What the user sees and presses. */
export interface Desktop {
  /** Makes everything besides the tray icon: windows, notifications, shortcuts. */
  complete(): void;
  /** Takes everything from the screen; what is left of the app needs none. */
  leave(): void;
}

/** Makes the tray icon at once; it is the first thing that tells the app is there. */
export function createDesktop(deps: DesktopDeps): Desktop {
  const { shell, phone, words } = deps;
  let windows: Windows | null = null;
  const choices = createUserChoices({
    phone,
    windows: () => windows,
    quitNow: deps.quit,
    // In a session of Wayland a window of the app's own is one that its keys do reach.
    keysProve: () => keysReach(windowSystem()) || BrowserWindow.getFocusedWindow() === null,
  });
  const icons = join(shell.folders.bundles, 'icons', 'tray');
  const tray = createTray({ icons, words, choose: choices.inTray }, phone.view());

  return {
    leave: () => {
      tray.remove();
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
    },
    complete: () => {
      const made = joinToPhone(deps, tray, choices);
      windows = made;
      if (!shell.switches.hidden && !isStartedBySystem(shell.app)) made.openMain();
      listenForOrders({
        place: controlPlace(shell.folders.data),
        log: shell.log,
        carryOut: (order) => {
          const action = shortcutOf(order);
          if (action !== null) phone.desktopReported({ type: 'ordered', action });
          const { view, command } = phone;
          return carryOut(order, { view, command, openMain: made.openMain, openCall: made.openCall });
        },
      });
      shell.onOpened(paceLinks(deps.clock, (link) => made.openMain(link ?? undefined)));
    },
  };
}

/** Joins the phone to windows, notifications and shortcuts. */
function joinToPhone(deps: DesktopDeps, tray: AppTray, choices: UserChoices): Windows {
  const { shell, phone, clock, way, words } = deps;
  const { app, folders, log } = shell;
  lockPages(deps);
  const environment = environmentFor(deps, choices);
  environment.onTrayAppearance(() => tray.renew());
  const shortcuts = createShortcuts({ globalShortcut, phone, words, log, press: choices.byShortcut });
  const checkAgain = () => {
    shortcuts.take();
    environment.look();
  };
  const callHook = createCallHook({ phone, clock, words, log, parent: () => pages.windows.mainOnScreen() });
  const autostart = createAutostart({ entry: entryOfSystem(app, shell.switches), log, onFound: phone.autostartFound });
  const command = createDesktopCommands({
    ...{ app, phone, log, logs: folders.logs, words, checkAgain },
    chooseProgram: callHook.choose,
    openMain: (page) => pages.windows.openMain(page),
    openInBrowser: (url) => shellOf.openExternal(url),
    startWithSystem: autostart.set,
  });
  const tidyUp = () => {
    if (phone.view().calls.length > 0) return;
    pages.windows.collectAllGarbage();
    collectOwnGarbage();
  };
  const tidyUpLater = () => void clock.after(settledMs, () => way.yielding(tidyUp));
  const pages = createPages({ ...deps, hasTray: () => environment.hasTray(), onQuiet: tidyUpLater, command });
  setApplicationMenu(words, choices.quit, () => pages.windows.openMain('help'));
  const collect = () => {
    pages.windows.collectGarbage();
    collectOwnGarbage();
  };
  tidyUpLater();
  const leftovers = createLeftovers({ clock, collect: () => way.yielding(collect) });
  const notifier = createNotifier(environment.board, phone.view(), {
    words,
    clock,
    missedAnew: phone.missedAnew,
    messagesAnew: phone.messagesAnew,
  });
  followPhone({
    phone,
    way,
    pages,
    tray,
    notifier,
    leftovers,
    environment,
    callHook,
    attention: attentionFor(deps, pages.windows),
  });
  phone.subscribe(shortcuts.follow);
  shortcuts.follow();
  if (deps.bus !== null) followScreenReader(deps.bus, app);
  autostart.look();
  // What it is may have been changed in the desktop's own settings.
  app.on('browser-window-focus', autostart.look);
  watchInstalled(deps);
  return pages.windows;
}

/** Also where the system does not tell of its files, a version that took their place is noticed when the user comes. */
function watchInstalled({ shell: { app, log }, phone, clock }: DesktopDeps): void {
  const files = watchFiles({
    ...{ archive: app.getAppPath(), running: app.getVersion(), clock, log },
    onFound: phone.filesReplaced,
  });
  app.on('browser-window-focus', files.look);
}

/** On macOS the dock's icon jumps; elsewhere windows flash in the taskbar. */
function attentionFor({ shell: { app }, phone }: DesktopDeps, windows: Windows): Attention {
  const { dock } = app;
  return createAttention({
    inTaskbar: windows.inTaskbar,
    showMain: windows.showMain,
    beep: () => shellOf.beep(),
    bounce: () => {
      if (dock === undefined) return null;
      const id = dock.bounce('critical');
      return () => dock.cancelBounce(id);
    },
    onAlarm: (callId, worked) => phone.desktopReported({ type: 'rang', callId, path: 'flash', worked }),
  });
}

/** Before there is a page: none of them leads anywhere, reaches a network, or keeps anything. */
function lockPages({ shell, phone, isSignInPage }: DesktopDeps): void {
  const { app, session, folders, log } = shell;
  lockNavigation(app, log, isSignInPage);
  lockNetwork(session, log);
  emptyPageStorage(session, log);
  serveScheme(session, { folder: join(folders.bundles, 'renderer'), picture: (name) => phone.picture(name) }, log);
}

function environmentFor(
  { shell, phone, clock, records, words, bus }: DesktopDeps,
  choices: UserChoices,
): DesktopEnvironment {
  return createDesktopEnvironment({
    bus,
    clock,
    records,
    words,
    log: shell.log,
    onChoice: choices.inNotice,
    onResult: ({ kind, callId }, worked) => {
      if (kind === 'ring') phone.desktopReported({ type: 'rang', callId, path: 'notification', worked });
    },
    onFacts: (facts) => phone.desktopReported({ type: 'facts', facts }),
  });
}

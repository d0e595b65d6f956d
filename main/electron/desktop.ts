import { join } from 'node:path';
import { dialog, type WebContents } from 'electron';
import { ringingCalls, type ShortcutAction, type WindowName, type WindowReport } from '../../preload/contract/index.ts';
import type { Phone } from '../core/phone.ts';
import type { Clock, Records, Urls } from '../core/ports.ts';
import { decodeAccount } from '../core/session/keeping/kept-sign-in.ts';
import { setApplicationMenu } from './application-menu.ts';
import { createAskOutside } from './consent/ask-outside.ts';
import { createConsent } from './consent/consent.ts';
import type { VouchedPlaces } from './consent/vouched-places.ts';
import type { SessionBus } from './dbus/session-bus.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { createIpc } from './ipc/ipc.ts';
import { createTrustedSenders } from './ipc/trusted-senders.ts';
import { createLeftovers } from './leftovers.ts';
import { createNotifier } from './notifications/notifier.ts';
import { collectOwnGarbage } from './own-garbage.ts';
import type { RightOfWay } from './right-of-way.ts';
import { lockNavigation } from './security/navigation.ts';
import { lockNetwork } from './security/network-lock.ts';
import { pageUrl } from './security/page-files.ts';
import { emptyPageStorage } from './security/page-storage.ts';
import { lockPermissions } from './security/permissions.ts';
import { serveScheme } from './security/scheme.ts';
import { commandForShortcut } from './shortcuts/shortcut-command.ts';
import { createShortcuts } from './shortcuts/shortcuts.ts';
import type { Shell } from './start/shell.ts';
import { createSurroundings } from './surroundings.ts';
import { type AppTray, createTray } from './tray/tray.ts';
import type { TrayChoice } from './tray/tray-menu.ts';
import { createCrashNotice } from './windows/crash-notice.ts';
import { createWindows, type Windows } from './windows/windows.ts';

export interface DesktopDeps {
  readonly shell: Shell;
  readonly phone: Phone;
  readonly clock: Clock;
  readonly records: Records;
  readonly urls: Urls;
  /** Where a sign-in may go without a question. */
  readonly places: VouchedPlaces;
  readonly way: RightOfWay;
  /** Linux; null elsewhere and where there is none. */
  readonly bus: SessionBus | null;
  /** Whether a page belongs to the organization's sign-in, not to the app. */
  isSignInPage(contents: WebContents): boolean;
}

/** What the tray icon needs of the rest. */
interface Furniture {
  readonly openMain: Windows['openMain'];
  /** The user wants to quit. */
  quit(): void;
}

/** What a window that was just shown needs until it is on the screen. */
const paintMs = 25;

/** What the user sees and presses. */
export interface Desktop {
  /** Makes everything besides the tray icon: windows, notifications, hotkeys. */
  furnish(): void;
}

/** Makes the tray icon at once; it is the first thing that tells the app is there. */
export function createDesktop(deps: DesktopDeps): Desktop {
  const { shell, phone } = deps;
  const { app, folders } = shell;
  let furniture: Furniture = { openMain: () => {}, quit: () => app.quit() };
  const tray = createTray({ icons: join(folders.bundles, 'icons', 'tray'), choose }, phone.view());

  function choose(choice: TrayChoice): void {
    if (choice === 'open') furniture.openMain();
    else if (choice === 'diagnostics') furniture.openMain(choice);
    else if (choice === 'quit') furniture.quit();
    else phone.command(choice);
  }

  return {
    furnish: () => {
      furniture = furnish(deps, tray);
      shell.onSecondStart(() => furniture.openMain());
      if (!shell.switches.hidden) furniture.openMain();
    },
  };
}

/** Joins the phone to windows, notifications and hotkeys. */
function furnish(deps: DesktopDeps, tray: AppTray): Furniture {
  const { shell, phone, clock, records, urls, places, way, bus, isSignInPage } = deps;
  const { app, session, folders, log, ipcMain } = shell;
  lockNavigation(app, log, isSignInPage);
  lockNetwork(session, log);
  emptyPageStorage(session, log);
  serveScheme(session, join(folders.bundles, 'renderer'), log);
  const senders = createTrustedSenders();
  const surroundings = createSurroundings({
    bus,
    clock,
    records,
    log,
    onChoice: ({ kind, callId, page }, choice) => {
      if (choice !== 'default') phone.command({ type: choice, callId });
      else if (kind === 'alert') windows.openMain(page);
      else windows.openCall();
    },
    onResult: ({ kind, callId }, worked) => {
      if (kind === 'ring') phone.desktopReported({ type: 'rang', callId, path: 'notification', worked });
    },
    onFacts: (facts) => phone.desktopReported({ type: 'facts', facts }),
  });
  surroundings.onTrayAppearance(() => tray.renew());
  const windows = createWindows({
    preload: join(folders.bundles, 'preload.cjs'),
    icon: folders.windowIcon,
    devTools: __TEST_BUILD__,
    senders,
    clock,
    log,
    records,
    hasTray: () => surroundings.hasTray(),
    view: () => phone.view(),
    command: (command) => phone.command(command),
    quit: () => app.quit(),
    onPageGone: (name) => ipc.forget(name),
    onPageLost: createCrashNotice({ dialog, log, quit: () => app.quit() }),
  });
  lockPermissions({
    session,
    isMainWindow: (contents) => windows.isMain(contents.id) && contents.getURL() === pageUrl('main.html'),
    mayOpenMicrophone: () => phone.mayOpenMicrophone(),
  });
  const shortcuts = createShortcuts(pressed, log);
  const takeShortcuts = () => phone.shortcutsRegistered(shortcuts.take());
  const command = createDiagnostics({
    app,
    phone,
    log,
    logs: folders.logs,
    checkAgain: () => {
      takeShortcuts();
      surroundings.look();
    },
  });
  const consent = createConsent({
    places,
    ask: createAskOutside({ dialog, parent: windows.mainOnScreen }),
    urls,
    clock,
    log,
    view: () => phone.view(),
    account: () => decodeAccount(records.read('account'), false),
    mainShows: () => windows.mainOnScreen() !== null,
    command,
  });
  const ipc = createIpc({
    ipcMain,
    phone,
    senders,
    command: consent.command,
    log,
    send: windows.send,
    onWindowReport: takeWindowReport,
    onMediaReport: (report) => {
      if (report.type === 'levels') windows.showLevels(report.levels);
      phone.mediaReport(report);
    },
    yielding: way.yielding,
  });
  setApplicationMenu(quit);
  const leftovers = createLeftovers({
    clock,
    collect: () =>
      way.yielding(() => {
        windows.collectGarbage();
        collectOwnGarbage();
      }),
  });
  const notifier = createNotifier(surroundings.board, phone.view(), timeOfDay, clock);
  onChange(phone, ipc.changed, () => {
    windows.update(phone.view());
    way.yielding(showAround);
  });
  tray.update(phone.view());
  takeShortcuts();

  function showAround(): void {
    consent.changed();
    const view = phone.view();
    tray.update(view);
    for (const { id: callId } of ringingCalls(view)) {
      phone.desktopReported({ type: 'rang', callId, path: 'tray', worked: surroundings.hasTray() });
    }
    notifier.update(view);
    leftovers.update(view.calls);
  }

  function takeWindowReport(name: WindowName, report: WindowReport): void {
    windows.report(name, report);
    if (name !== 'ring' || report.type !== 'drawn') return;
    phone.desktopReported({ type: 'facts', facts: { popUpReady: true } });
    const { callId } = report;
    if (callId === null) return;
    way.release(paintMs);
    if (windows.ringShows()) phone.desktopReported({ type: 'rang', callId, path: 'card', worked: true });
  }

  function pressed(action: ShortcutAction): void {
    phone.desktopReported({ type: 'shortcut-pressed', action });
    const wanted = commandForShortcut(phone.view(), action);
    if (action === 'show-call') windows.openCall();
    else if (wanted) phone.command(wanted);
  }

  /** Who is signed out gets no calls here anyway. Other ends of the app, such as the session's, come without a question. */
  function quit(): void {
    if (phone.view().session.status === 'Signed out') app.quit();
    else windows.askToQuit();
  }

  return { openMain: windows.openMain, quit };
}

/** The pages get their snapshots at once; the rest follows behind, once for all changes of a turn. */
function onChange(phone: Phone, atOnce: () => void, behind: () => void): void {
  let due = false;
  phone.subscribe(() => {
    atOnce();
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      behind();
    });
  });
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

import { join } from 'node:path';
import type { AppView, MediaReport } from '../../preload/contract.ts';
import type { Phone } from '../core/phone.ts';
import type { Clock, Records } from '../core/ports.ts';
import { setApplicationMenu } from './application-menu.ts';
import { createIpc } from './ipc/ipc.ts';
import { createTrustedSenders } from './ipc/trusted-senders.ts';
import { createNotifier } from './notifications/notifier.ts';
import { lockNavigation } from './security/navigation.ts';
import { lockNetwork } from './security/network-lock.ts';
import { pageUrl } from './security/page-files.ts';
import { lockPermissions } from './security/permissions.ts';
import { serveScheme } from './security/scheme.ts';
import { commandForShortcut } from './shortcuts/shortcut-command.ts';
import { registerShortcuts } from './shortcuts/shortcuts.ts';
import type { Shell } from './start/shell.ts';
import { createSurroundings } from './surroundings.ts';
import { createTray } from './tray/tray.ts';
import type { TrayChoice } from './tray/tray-menu.ts';
import { createWindows } from './windows/windows.ts';

export interface DesktopDeps {
  readonly shell: Shell;
  readonly phone: Phone;
  readonly clock: Clock;
  readonly records: Records;
}

/** Joins the phone to everything the user sees and presses: tray first, then windows, notifications and hotkeys. */
export function createDesktop({ shell, phone, clock, records }: DesktopDeps): void {
  const { app, session, folders, log, ipcMain } = shell;
  const tray = createTray({ icons: join(folders.bundles, 'icons', 'tray'), choose }, phone.view());

  lockNavigation(app, log);
  lockNetwork(session, log);
  serveScheme(session, join(folders.bundles, 'renderer'), log);
  const senders = createTrustedSenders();
  const surroundings = createSurroundings(clock, log, ({ callId }, choice) => {
    if (choice === 'default') windows.openCall();
    else phone.command({ type: choice, callId });
  });
  surroundings.onTrayAppearance(() => tray.renew());
  const windows = createWindows({
    preload: join(folders.bundles, 'preload.cjs'),
    icon: join(folders.bundles, 'icons', 'app', '128x128.png'),
    devTools: __TEST_BUILD__,
    senders,
    clock,
    log,
    records,
    hasTray: () => surroundings.hasTray(),
    view: () => phone.view(),
    command: (command) => phone.command(command),
    onPageGone: (name) => ipc.forget(name),
  });
  lockPermissions({
    session,
    isMainWindow: (contents) => windows.isMain(contents.id) && contents.getURL() === pageUrl('main.html'),
    mayOpenMicrophone: () => phone.mayOpenMicrophone(),
  });
  const ipc = createIpc({
    ipcMain,
    phone,
    senders,
    log,
    send: windows.send,
    onWindowReport: windows.report,
    onMediaReport: (report) => takeMediaReport(report),
  });
  setApplicationMenu(() => app.quit());

  const notifier = createNotifier(surroundings.board, phone.view(), timeOfDay);
  let due = false;
  phone.subscribe(() => {
    ipc.changed();
    if (due) return;
    due = true;
    // After the windows have their snapshots: these take longer.
    setImmediate(() => {
      due = false;
      showEverywhere(phone.view());
    });
  });

  function showEverywhere(view: AppView): void {
    windows.update(view);
    tray.update(view);
    notifier.update(view);
  }

  function takeMediaReport(report: MediaReport): void {
    if (report.type === 'levels') windows.showLevels(report.levels);
    phone.mediaReport(report);
  }

  function choose(choice: TrayChoice): void {
    if (choice === 'open') windows.openMain();
    else if (choice === 'quit') app.quit();
    else phone.command(choice);
  }

  const shortcuts = registerShortcuts((action) => {
    if (action === 'show-call') return windows.openCall();
    const command = commandForShortcut(phone.view(), action);
    if (command) phone.command(command);
  }, log);
  phone.shortcutsRegistered(shortcuts);
  shell.onSecondStart(() => windows.openMain());
  if (!shell.switches.hidden) windows.openMain();
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

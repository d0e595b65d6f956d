import { dialog } from 'electron';
import type {
  AnyWindow,
  Command,
  CommandResult,
  HeadsetReport,
  WindowName,
  WindowReport,
} from '../../../preload/contract/index.ts';
import { decodeAccount } from '../../core/session/keeping/kept-account.ts';
import { cleanText } from '../../core/text.ts';
import { createAskOutside } from '../consent/ask-outside.ts';
import { type Consent, createConsent } from '../consent/consent.ts';
import { commandForPress } from '../headset/headset-command.ts';
import { createHeadsetLights } from '../headset/headset-lights.ts';
import { createIpc } from '../ipc/ipc.ts';
import { createTrustedSenders, type TrustedSenders } from '../ipc/trusted-senders.ts';
import { isOurOrigin, pageUrl } from '../security/page-files.ts';
import { lockPermissions } from '../security/permissions.ts';
import { createCrashNotice } from '../windows/crash-notice.ts';
import { createWindows, type Windows } from '../windows/windows.ts';
import type { DesktopDeps } from './desktop-deps.ts';

/** What a window that was just shown needs until it is on the screen, in milliseconds. */
const paintMs = 25;

/** The windows with their pages: what these are told, and what they may ask for. */
export interface Pages {
  readonly windows: Windows;
  /** Sends the present snapshots. */
  push(): void;
  /** Withdraws the question to the user that no longer matters. */
  withdrawQuestion(): void;
}

export interface PagesDeps extends DesktopDeps {
  /** Whether a hidden window can be found again by the tray. */
  hasTray(): boolean;
  /** There was no call for a minute. */
  onQuiet(): void;
  /** Carries out what a page asked for, and the user agreed to where they had to. */
  command(command: Command): CommandResult;
}

export function createPages(deps: PagesDeps): Pages {
  const { shell, phone, way } = deps;
  const { session, log, ipcMain } = shell;
  const senders = createTrustedSenders();
  const lights = createHeadsetLights();
  const windows = windowsFor(deps, senders, {
    onPageGone: (name) => {
      ipc.forget(name);
      if (name === 'call') phone.attends(null);
      if (name === 'sound') takeHeadsetReport(phone, { type: 'headsets', names: [] });
    },
    onDeviceInterest: () => ipc.changed(),
  });
  lockPermissions({
    session,
    isSound: (contents) => windows.isSound(contents.id) && contents.getURL() === pageUrl('sound.html'),
    isPictures: (contents) => windows.isPictures(contents.id) && contents.getURL() === pageUrl('pictures.html'),
    isOurs: isOurOrigin,
    mayOpenMicrophone: () => phone.mayOpenMicrophone(),
    mayOpenCamera: () => phone.mayOpenCamera(),
  });
  const consent = consentFor(deps, windows);
  const ipc = createIpc({
    ipcMain,
    phone,
    soundView: () => ({
      ...phone.mediaView(),
      deviceInterest: windows.deviceInterest(),
      headset: lights(phone.view()),
    }),
    senders,
    command: consent.command,
    log,
    send: windows.send,
    onWindowReport: (name, report) => takeWindowReport(deps, windows, name, report),
    picturesView: () => phone.picturesView(),
    onPictureReport: (report) => phone.pictureReport(report),
    onMediaReport: (report) => {
      if (report.type === 'headsets' || report.type === 'headset-press') return takeHeadsetReport(phone, report);
      if (report.type === 'levels') windows.showLevels(report.levels, phone.isTestCall(report.levels.callId));
      phone.mediaReport(report);
    },
    yielding: way.yielding,
  });
  return { windows, push: ipc.changed, withdrawQuestion: consent.changed };
}

interface PageEvents {
  onPageGone(name: AnyWindow): void;
  onDeviceInterest(): void;
}

function windowsFor(deps: PagesDeps, senders: TrustedSenders, events: PageEvents): Windows {
  const { shell, phone, clock, records, words, hasTray, onQuiet, quit } = deps;
  const { folders, log } = shell;
  return createWindows({
    bundles: folders.bundles,
    icon: folders.windowIcon,
    devTools: __TEST_BUILD__,
    senders,
    clock,
    log,
    words,
    records,
    hasTray,
    onQuiet,
    view: () => phone.view(),
    command: (command) => phone.command(command),
    attends: phone.attends,
    quit,
    ...events,
    onPageLost: createCrashNotice({ dialog, words, log, quit }),
  });
}

function consentFor(
  { shell, phone, clock, records, urls, places, words, command }: PagesDeps,
  windows: Windows,
): Consent {
  return createConsent({
    places,
    ask: createAskOutside({ dialog, words, parent: windows.mainOnScreen }),
    words,
    urls,
    clock,
    log: shell.log,
    view: () => phone.view(),
    account: () => decodeAccount(records.read('account'), false),
    mainShows: () => windows.mainOnScreen() !== null,
    command,
  });
}

/** What is pressed at a headset goes to the phone as any key does. */
function takeHeadsetReport(phone: PagesDeps['phone'], report: HeadsetReport): void {
  if (report.type === 'headsets') {
    const headsets = report.names.map((name) => cleanText(name) ?? '');
    phone.desktopReported({ type: 'facts', facts: { headsets } });
    return;
  }
  const command = commandForPress(phone.view(), report.press);
  if (command !== null) phone.command(command);
}

/** The card of a ring is drawn: what waited for it may go on, and the phone learns of it. */
function takeWindowReport({ phone, way }: PagesDeps, windows: Windows, name: WindowName, report: WindowReport): void {
  windows.report(name, report);
  if (name !== 'ring' || report.type !== 'drawn') return;
  phone.desktopReported({ type: 'facts', facts: { popUpReady: true } });
  const { callId } = report;
  if (callId === null) return;
  way.release(paintMs);
  if (windows.ringShows()) phone.desktopReported({ type: 'rang', callId, path: 'card', worked: true });
}

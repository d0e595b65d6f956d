import { Socket } from 'node:net';
import { join } from 'node:path';
import {
  type App,
  app,
  type IpcMain,
  ipcMain,
  type PowerMonitor,
  powerMonitor,
  protocol,
  type Session,
  session,
} from 'electron';
import type { DialLink } from '../../../preload/contract/index.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { withoutDefaultMenu } from '../application-menu.ts';
import { createLog, type FileLog, logUncaught } from '../logging.ts';
import { refuseClientCertificates } from '../security/client-certificates.ts';
import { declareScheme } from '../security/scheme.ts';
import { driverAttached } from './attached-driver.ts';
import { prepareChromium } from './chromium.ts';
import { heldByFirstStart } from './clean-start.ts';
import { type DataFolder, takeDataFolder } from './data-folder.ts';
import { linkIn, linkOf } from './link.ts';
import { type AppSwitches, parseSwitches } from './switches.ts';

/** As in sysexits.h. */
const badUsage = 64;

/** What the app is composed on, once Electron is ready. */
export interface Shell {
  readonly app: App;
  readonly ipcMain: IpcMain;
  /** The pages'. */
  readonly session: Session;
  /** One with the system's proxies, which the pages have not got; made when it is first asked for, in memory. */
  readonly systemSession: () => Session;
  readonly powerMonitor: PowerMonitor;
  readonly switches: AppSwitches;
  readonly folders: Folders;
  readonly log: FileLog;
  /**
   * Set to what brings the app up when it is started once more, or by a link of another program, which is handed over. It is called at once for the link of
   * this start.
   */
  onOpened(open: (link: DialLink | null) => void): void;
}

export interface Folders {
  /** Where the bundles are. */
  readonly bundles: string;
  /** Path of the windows' icon. */
  readonly windowIcon: string;
  /** Where history and settings are; it may be read-only. */
  readonly records: string;
  readonly logs: string;
}

/**
 * Starts Electron: takes the lock of the data folder, and calls back when windows can be made. A second start hands over to the
 * first and exits.
 */
export function startShell(bundles: string, run: (shell: Shell) => void): void {
  const permitted = permittedStart();
  if (!permitted.ok) {
    process.stderr.write(`${permitted.failure.message}\n`);
    app.exit(permitted.failure.code);
    return;
  }
  const { switches, records, data } = permitted.value;
  const logs = join(data.path, 'logs');
  const log = createLog(logs);
  if (data.kind === 'spare') log.warn('The data folder cannot be written', { logs });
  logUncaught(log);
  prepareChromium(app, !process.argv.includes('--no-sandbox'));
  declareScheme(protocol);
  refuseClientCertificates(app, log);
  withoutDefaultMenu();
  let link = linkIn(process.argv);
  let open = (opened: DialLink | null): void => {
    link = opened;
  };
  app.on('second-instance', (_event, argv) => open(linkIn(argv)));
  app.on('activate', () => open(null));
  // macOS hands links over by this alone, and before the app is ready too.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    open(linkOf(url));
  });
  app.on('window-all-closed', () => {});
  if (heldByFirstStart !== null) endWith(heldByFirstStart);
  const begin = () =>
    run({
      app,
      ipcMain,
      session: session.defaultSession,
      systemSession: () => session.fromPartition('system'),
      powerMonitor,
      switches,
      folders: { bundles, records, logs, windowIcon: join(bundles, 'icons', 'app', '128x128.png') },
      log,
      onOpened: (bringUp) => {
        open = bringUp;
        if (link !== null) bringUp(link);
      },
    });
  void Promise.all([app.whenReady(), driverAttached(process.argv)]).then(begin);
}

/** Ends the app in order when that descriptor closes. */
function endWith(descriptor: number): void {
  const held = new Socket({ fd: descriptor });
  held.on('error', () => {}).once('close', () => app.quit());
  held.resume();
}

interface Refusal {
  readonly code: number;
  readonly message: string;
}

interface Start {
  readonly switches: AppSwitches;
  readonly records: string;
  readonly data: Exclude<DataFolder, { kind: 'held' }>;
}

function permittedStart(): Result<Start, Refusal> {
  const switches = parseSwitches(process.argv);
  if (!switches.ok) return failed({ code: badUsage, message: switches.failure });
  if (switches.value.userDataDir !== null) app.setPath('userData', switches.value.userDataDir);
  const records = join(app.getPath('userData'), 'records');
  const data = takeDataFolder(app);
  if (data.kind !== 'held') return ok({ switches: switches.value, records, data });
  return failed({ code: 0, message: 'Switchhook is running already; its window was brought up.' });
}

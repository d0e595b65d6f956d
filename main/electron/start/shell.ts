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
import { failed, ok, type Result } from '../../core/result.ts';
import { withoutDefaultMenu } from '../application-menu.ts';
import { createLog, type FileLog, logUncaught } from '../logging.ts';
import { declareScheme } from '../security/scheme.ts';
import { driverAttached } from './attached-driver.ts';
import { prepareChromium } from './chromium.ts';
import { type DataFolder, takeDataFolder } from './data-folder.ts';
import { refusedSwitch } from './refused-switches.ts';
import { type AppSwitches, parseSwitches } from './switches.ts';

/** Exit codes, as in sysexits.h. */
const badUsage = 64;
const notPermitted = 77;

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
  /** Set to what brings the app up when it is started once more. */
  onSecondStart(open: () => void): void;
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
 * Starts Electron: refuses what a release build must refuse before anything else runs, takes the lock of the data folder,
 * and calls back when windows can be made. A second start hands over to the first and exits.
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
  withoutDefaultMenu();
  let open = () => {};
  app.on('second-instance', () => open());
  app.on('activate', () => open());
  app.on('window-all-closed', () => {});
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
      onSecondStart: (bringUp) => {
        open = bringUp;
      },
    });
  void Promise.all([app.whenReady(), driverAttached(process.argv)]).then(begin);
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
  const refused = __TEST_BUILD__ ? null : refusedSwitch(process.argv, process.platform);
  if (refused !== null) return failed({ code: notPermitted, message: `Switchhook does not start with ${refused}.` });
  const switches = parseSwitches(process.argv);
  if (!switches.ok) return failed({ code: badUsage, message: switches.failure });
  if (switches.value.userDataDir !== null) app.setPath('userData', switches.value.userDataDir);
  const records = join(app.getPath('userData'), 'records');
  const data = takeDataFolder(app);
  if (data.kind !== 'held') return ok({ switches: switches.value, records, data });
  return failed({ code: 0, message: 'Switchhook is running already; its window was brought up.' });
}

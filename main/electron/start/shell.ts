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
import type { Order } from '../control/order.ts';
import { controlPlace } from '../control/place.ts';
import { tellRunning } from '../control/tell.ts';
import { createLog, type FileLog, logUncaught } from '../logging.ts';
import { refuseClientCertificates } from '../security/client-certificates.ts';
import { declareScheme } from '../security/scheme.ts';
import { driverAttached } from './attached-driver.ts';
import { prepareChromium } from './chromium.ts';
import { heldByFirstStart } from './clean-start.ts';
import { type DataFolder, foldersWithOrders, takeDataFolder } from './data-folder.ts';
import { linkIn, linkOf } from './link.ts';
import { readOrder } from './read-order.ts';
import { type AppSwitches, parseSwitches } from './switches.ts';

/** As in sysexits.h. */
const badUsage = 64;
const notRunning = 69;
/** As of a search that found nothing. */
const nothingDone = 1;

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
  /** The one whose lock this app has. */
  readonly data: string;
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
  if (permitted.value.kind === 'order') {
    void passOn(permitted.value.order).then((code) => app.exit(code));
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
      folders: { bundles, records, logs, data: data.path, windowIcon: join(bundles, 'icons', 'app', '128x128.png') },
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

/** Gives an order of the command line to the app that runs, and says what became of it. Resolves with the exit code. */
async function passOn(order: Order): Promise<number> {
  const folders = foldersWithOrders(app.getPath('userData'));
  const places = folders.flatMap((one) => controlPlace(one) ?? []);
  const answer = await tellRunning(places, order);
  if (answer === null) process.stderr.write('Switchhook does not run here, or does not answer. Start it first.\n');
  else if (answer.text !== '') (answer.done ? process.stdout : process.stderr).write(`${answer.text}\n`);
  if (answer === null) return notRunning;
  return answer.done ? 0 : nothingDone;
}

interface GivenOrder {
  readonly kind: 'order';
  readonly order: Order;
}

interface Start {
  readonly kind: 'start';
  readonly switches: AppSwitches;
  readonly records: string;
  readonly data: Exclude<DataFolder, { kind: 'held' }>;
}

function permittedStart(): Result<Start | GivenOrder, Refusal> {
  const switches = parseSwitches(process.argv);
  if (!switches.ok) return failed({ code: badUsage, message: switches.failure });
  if (switches.value.userDataDir !== null) app.setPath('userData', switches.value.userDataDir);
  const order = readOrder(process.argv);
  if (!order.ok) return failed({ code: badUsage, message: order.failure });
  if (order.value !== null) return ok({ kind: 'order', order: order.value });
  const records = join(app.getPath('userData'), 'records');
  const data = takeDataFolder(app);
  if (data.kind !== 'held') return ok({ kind: 'start', switches: switches.value, records, data });
  return failed({ code: 0, message: 'Switchhook is running already; its window was brought up.' });
}

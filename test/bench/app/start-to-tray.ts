import { EventEmitter, on } from 'node:events';
import type { Bus } from '../../desktop/bus.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import type { Program } from './program.ts';
import type { Rig } from './rig.ts';

const newItem = "interface='org.kde.StatusNotifierWatcher',member='StatusNotifierItemRegistered'";

/**
 * From the start of the process to its item being registered with the tray, in milliseconds. Switchhook starts as it does
 * with the session: hidden, signing in by itself.
 */
export async function measureStartToTray(rig: Rig, rounds: Rounds): Promise<Samples> {
  const { bus } = rig.desktop;
  const tray = new EventEmitter();
  await bus.onSignal(newItem, ({ body }) => tray.emit('item', String(body[0]), monotonicNow()));

  async function timeToTray(start: () => Program): Promise<number> {
    const items = on(tray, 'item', { signal: AbortSignal.timeout(60_000) });
    const program = start();
    try {
      for await (const [item, at] of items as AsyncIterable<[string, number]>) {
        if (program.processes.includes(await ownerOf(bus, item))) return at - program.startedAt;
      }
      throw new Error('The tray told of no item');
    } finally {
      await program.stop();
    }
  }

  return byTurns(
    rounds,
    () => timeToTray(() => rig.startSwitchhook('--hidden')),
    () => timeToTray(() => rig.startBare('tray')),
  );
}

/** Id of the process that a tray item belongs to; 0 where it is gone. An item is a bus name, mostly with a path behind it. */
async function ownerOf(bus: Bus, item: string): Promise<number> {
  const daemon = {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
  };
  const question = { member: 'GetConnectionUnixProcessID', signature: 's', body: [item.split('/')[0]] };
  const [id] = await bus.call({ ...daemon, ...question }).catch(() => [0]);
  return Number(id);
}

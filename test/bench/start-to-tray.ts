import { EventEmitter, once } from 'node:events';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Program } from './program.ts';
import type { Rig } from './rig.ts';
import { byTurns, type Rounds, type Samples } from './samples.ts';

const newItem = "interface='org.kde.StatusNotifierWatcher',member='StatusNotifierItemRegistered'";

/**
 * From the start of the process to its item being registered with the tray, in milliseconds. Switchhook starts as it does
 * with the session: hidden, signing in by itself.
 */
export async function measureStartToTray(rig: Rig, rounds: Rounds): Promise<Samples> {
  const tray = new EventEmitter();
  await rig.desktop.bus.onSignal(newItem, () => tray.emit('item', monotonicNow()));

  async function timeToTray(start: () => Program): Promise<number> {
    const item = once(tray, 'item') as Promise<[number]>;
    const program = start();
    const [at] = await item;
    const took = at - program.startedAt;
    await program.stop();
    return took;
  }

  return byTurns(
    rounds,
    () => timeToTray(() => rig.startSwitchhook('--hidden')),
    () => timeToTray(() => rig.startBare('tray')),
  );
}

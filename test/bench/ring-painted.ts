import { setTimeout as pause } from 'node:timers/promises';
import type { Rig } from './rig.ts';
import { byTurns, type Rounds, type Samples } from './samples.ts';
import { Stage } from './screen/stage.ts';

/** Between two rings, so that neither app pays for what the other still has to do. */
const restMs = 500;

/**
 * From an event being on the wire to its window being on the screen, in milliseconds: a pixel of the Answer button, or of
 * the bare app's word, in the X server's frame buffer. Both apps wait side by side, hidden, and are rung by turns.
 */
export async function measureRingPainted(rig: Rig, rounds: Rounds): Promise<Samples> {
  const stage = await Stage.open(rig.desktop.screen.frameBuffer);
  const since = rig.server.ledger.next;
  const programs = [rig.startSwitchhook('--hidden'), rig.startBare('ring')];
  try {
    await rig.reachable(since);
    return await byTurns(
      rounds,
      () => ring(rig, stage),
      () => say(rig, stage),
    );
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
    await stage.close();
  }
}

async function ring(rig: Rig, stage: Stage): Promise<number> {
  await pause(restMs);
  await rig.polled();
  const painted = stage.painted('the ring window');
  const call = await rig.server.call({ media: 'none' });
  const { at } = await call.ringing;
  const took = (await painted) - at;
  await call.cancel();
  await stage.empty('the ring window');
  return took;
}

async function say(rig: Rig, stage: Stage): Promise<number> {
  await pause(restMs);
  await rig.bareServer.polled();
  const painted = stage.painted('the bare window');
  const at = await rig.bareServer.say('Ring');
  const took = (await painted) - at;
  await rig.bareServer.say('');
  await stage.empty('the bare window');
  return took;
}

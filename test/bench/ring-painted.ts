import { setTimeout as pause } from 'node:timers/promises';
import type { Person, SimulatedCall } from '../ucwa-server/index.ts';
import type { Rig } from './rig.ts';
import { byTurns, type Rounds, type Samples } from './samples.ts';
import { Stage } from './screen/stage.ts';

/** Between two rings, so that neither app pays for what the other still has to do. */
const restMs = 500;

/** They call by turns, so that a picture left from the ring before is not taken for the new one. */
const callers: readonly [Person, Person] = [
  { id: 'priya', name: 'Priya Raman', uri: 'sip:priya.raman@northwind.example', workPhoneNumber: 'tel:+14255550161' },
  { id: 'lucas', name: 'Lucas Meyer', uri: 'sip:lucas.meyer@northwind.example', workPhoneNumber: 'tel:+14255550162' },
];
const words = ['Ring', 'Call'] as const;

/** Something that appears by an event, and is taken away by another. */
interface Rung {
  /** Resolves with the moment at which the event was on the wire. */
  ring(which: 0 | 1): Promise<number>;
  end(): Promise<unknown>;
}

/**
 * From an event being on the wire to its window being on the screen, in milliseconds: a pixel of the caller's picture, or of
 * the bare app's word, in the X server's frame buffer. Both apps wait side by side, hidden, and are rung by turns.
 */
export async function measureRingPainted(rig: Rig, rounds: Rounds): Promise<Samples> {
  const stage = await Stage.open(rig.desktop.screen.frameBuffer);
  const since = rig.server.ledger.next;
  const programs = [rig.startSwitchhook('--hidden'), rig.startBare('ring')];
  try {
    await rig.reachable(since);
    await rig.bareServer.polled();
    const [switchhook, bare] = [await measure(stage, rungSwitchhook(rig)), await measure(stage, rungBare(rig))];
    return await byTurns(rounds, switchhook, bare);
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
    await stage.close();
  }
}

/** Learns what is to be seen, and gives what measures one ring. */
async function measure(stage: Stage, rung: Rung): Promise<() => Promise<number>> {
  const appearance = (which: 0 | 1) => ({ show: () => rung.ring(which), hide: () => rung.end() });
  const pixel = await stage.learn(appearance(0), appearance(1));
  let which: 0 | 1 = 0;
  return async () => {
    await pause(restMs);
    const painted = stage.painted(pixel, which);
    const at = await rung.ring(which);
    const took = (await painted) - at;
    await rung.end();
    await stage.empty(pixel);
    which = which === 0 ? 1 : 0;
    return took;
  };
}

function rungSwitchhook(rig: Rig): Rung {
  let call: SimulatedCall | null = null;
  return {
    ring: async (which) => {
      await rig.polled();
      call = await rig.server.call({ from: callers[which], media: 'none' });
      return (await call.ringing).at;
    },
    end: async () => call?.cancel(),
  };
}

function rungBare({ bareServer }: Rig): Rung {
  return {
    ring: (which) => bareServer.say(words[which]),
    end: () => bareServer.say(''),
  };
}

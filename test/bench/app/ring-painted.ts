import { setTimeout as pause } from 'node:timers/promises';
import type { Person, SimulatedCall } from '../../ucwa-server/index.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import { Stage } from '../screen/stage.ts';
import type { Rig } from './rig.ts';

/** Between two rings, so that neither app pays for what the other still has to do. */
const restMs = 500;

/** They call by turns, so that a picture left from the ring before is not taken for the new one. */
const callers: readonly [Person, Person] = [
  { id: 'priya', name: 'Priya Raman', uri: 'sip:priya.raman@northwind.example', workPhoneNumber: 'tel:+14255550161' },
  { id: 'lucas', name: 'Lucas Meyer', uri: 'sip:lucas.meyer@northwind.example', workPhoneNumber: 'tel:+14255550162' },
];

/** The card of each caller as the app draws it: its HTML, and the height of its window. */
interface Cards {
  readonly html: readonly [string, string];
  readonly height: number;
}

/** Something that appears by an event, and is taken away by another. */
interface Rung {
  /** Resolves with the moment at which the event was on the wire. */
  ring(which: 0 | 1): Promise<number>;
  end(): Promise<unknown>;
}

/**
 * From an event being on the wire to its window being on the screen, in milliseconds: a pixel in the X server's frame
 * buffer by which the two callers' cards differ. The bare app shows the same cards, whose HTML comes ready from its server. Both
 * apps wait side by side, hidden, and are rung by turns.
 */
export async function measureRingPainted(rig: Rig, rounds: Rounds): Promise<Samples> {
  const cards = await drawCards(rig);
  const stage = await Stage.open(rig.desktop.screen.frameBuffer);
  const since = rig.server.ledger.next;
  const programs = [rig.startSwitchhook('--hidden'), rig.startBare('ring', `--card-height=${cards.height}`)];
  try {
    await rig.reachable(since);
    await rig.bareServer.polled();
    const [switchhook, bare] = [await measure(stage, rungSwitchhook(rig)), await measure(stage, rungBare(rig, cards))];
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

/** Lets each caller ring once in the test build, and takes what stands on the card. */
async function drawCards(rig: Rig): Promise<Cards> {
  const since = rig.server.ledger.next;
  const app = await rig.driveSwitchhook('--hidden');
  let height = 0;
  async function draw(from: Person): Promise<string> {
    await rig.polled();
    const call = await rig.server.call({ from, media: 'none' });
    const page = await app.shown('ring');
    await page.getByRole('button', { name: 'Answer', exact: true }).waitFor();
    const html = await page.evaluate(() => document.body.innerHTML);
    height = await page.evaluate(() => window.innerHeight);
    await call.cancel();
    await app.shown('ring', false);
    return html;
  }
  try {
    await rig.reachable(since);
    return { html: [await draw(callers[0]), await draw(callers[1])], height };
  } finally {
    await app.quit();
  }
}

function rungBare({ bareServer }: Rig, { html }: Cards): Rung {
  return {
    ring: (which) => bareServer.say(html[which]),
    end: () => bareServer.say(''),
  };
}

import type { Clock, Random } from '../../ports.ts';
import { deleteApplication } from '../../ucwa/request/applications.ts';
import { retryBound } from '../../ucwa/retry-wait.ts';
import type { RecreateReason } from '../channel/loop-end.ts';
import type { Pause } from '../channel/pause.ts';
import type { Connected } from '../discovery/connect.ts';
import { saysNotThere } from '../own-word.ts';
import type { Transport } from '../requests/transport.ts';
import type { SessionOutput } from '../session.ts';
import { isUseless } from './ends.ts';
import { noEvents } from './no-events.ts';

/** What is done between an application that is lost and the one that takes its place. */
export interface Recreation {
  /** Looks for what rings in an application that is about to be left, and was not told: it is not to go without a trace. */
  lookOnceMore(left: Connected): Promise<void>;
  /** `forGood`: what could not be deleted would be joined again, so that another endpoint is needed. */
  leaveBehind(left: Connected, forGood: boolean): Promise<void>;
  /** Waits before the application is made anew. `inARow`: how many were lost, one after the other. */
  wait(why: RecreateReason, inARow: number): Promise<void>;
}

export interface RecreationDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly pause: Pause;
  readonly closed: () => boolean;
  readonly newEndpoint: () => void;
  readonly emit: (output: SessionOutput) => void;
}

/** What rings is looked for so long before an application is left that still has it. */
const lastLookMs = 3_000;
/** One that cannot be used is followed by the next after this, then after four times as long, and so on. */
const [firstLeftMs, longestLeftMs] = [400, 300_000];
/** Another program that keeps taking over is not fought more often than this. */
const takenOverEveryMs = 60_000;

export function createRecreation(deps: RecreationDeps): Recreation {
  const { transport, clock, random, pause, closed, newEndpoint, emit } = deps;
  let takenOverAt = Number.NEGATIVE_INFINITY;

  /** Another program polls the channel of this endpoint: with another endpoint both have their own. */
  async function giveWay(): Promise<void> {
    newEndpoint();
    const notBefore = takenOverAt + takenOverEveryMs;
    if (clock.now() < notBefore) {
      const failure = { kind: 'replaced', host: '', code: '409 PGetReplaced' } as const;
      emit({ type: 'reconnecting', failure, at: clock.wall() });
    }
    while (!closed() && clock.now() < notBefore) await pause.wait(notBefore - clock.now());
    takenOverAt = clock.now();
  }

  return {
    async lookOnceMore({ self }) {
      await new Promise<void>((done) => {
        const cancel = clock.after(lastLookMs, done);
        const compared = (): void => {
          cancel();
          done();
        };
        emit({ type: 'compare-calls', application: self, compared });
      });
    },
    async leaveBehind({ self, base }, forGood) {
      if (closed()) return;
      const left = await transport.send(deleteApplication(self), base);
      if (forGood && !left.ok && !saysNotThere(left.failure)) newEndpoint();
    },
    async wait(why, inARow) {
      if (isUseless(why)) {
        if (inARow > 1) emit(noEvents(why, clock.wall()));
        const bound = Math.min(firstLeftMs * 4 ** (inARow - 1), longestLeftMs);
        if (!closed()) await pause.wait(bound * (0.5 + random.fraction() / 2));
        return;
      }
      if (why === 'replaced') await giveWay();
      if (!closed()) await pause.wait(random.fraction() * retryBound(inARow + 2));
    },
  };
}

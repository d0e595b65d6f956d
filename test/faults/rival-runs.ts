/** T18: other programs take this one's place on its own event channel. */
import type { Phone } from '../../main/core/phone.ts';
import { createRandom } from '../../main/system/random.ts';
import { openTime } from '../oracle/judge.ts';
import type { LedgerEntry } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { createFakeMedia } from '../unit/core/fakes/media.ts';
import { createFakeRecords } from '../unit/core/fakes/storage.ts';
import { createFakeSurroundings } from '../unit/core/fakes/surroundings.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { createRealPhone } from './real-phone.ts';
import { Rig } from './rig.ts';

const minuteMs = 60_000;
const longestBackMs = 3_000;
const longestToldMs = 2_000;

/** A second core, with its own HTTP and sockets, that says it is the same endpoint. */
interface Rival {
  readonly phone: Phone;
  stop(): Promise<void>;
}

function createRival({ server }: Rig, endpointId: string): Rival {
  const { discoveryUrl, caFile } = server;
  const media = createFakeMedia();
  media.prepareAtOnce();
  const { phone, http } = createRealPhone({
    discoveryUrl,
    caFile,
    random: createRandom(),
    media,
    surroundings: createFakeSurroundings(),
    records: createFakeRecords({ endpoint: endpointId }),
  });
  const { address, userName, password } = server.credentials;
  phone.command({ type: 'sign-in', request: { address, userName, password, keep: false, server: '' } });
  return {
    phone,
    async stop() {
      await phone.stop();
      http.close();
    },
  };
}

const isMade = ({ kind, rel, status }: LedgerEntry): boolean =>
  kind === 'response' && rel === 'applications' && status === 201;
const isJoined = ({ kind, rel, status }: LedgerEntry): boolean =>
  kind === 'response' && rel === 'applications' && status === 200;
const isReplaced = ({ kind, rel, status }: LedgerEntry): boolean =>
  kind === 'response' && rel === 'events' && status === 409;

const endpoints = ({ server }: Rig): readonly string[] => server.applications.map(({ inputs }) => inputs.endpointId);

/** Afterwards, among the times in which calls did not ring. */
function isTold(phone: Phone): boolean {
  return phone.view().health.outages.some(({ cause }) => cause.includes('Another program'));
}

/** While it lasts. */
function isSaid(phone: Phone): boolean {
  return phone.view().notes.some(({ title }) => title.includes('Another program'));
}

/** The first has its place taken so many times, each time by one that says to be what the first has just become. */
async function takenOver(rig: Rig, times: number): Promise<readonly number[]> {
  const { server } = rig;
  const rivals: Rival[] = [];
  const madeAt: number[] = [];
  const backMs: number[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      await rig.polled();
      const known = endpoints(rig);
      const since = server.ledger.next;
      rivals.push(createRival(rig, known.at(-1) ?? ''));
      await server.waitFor(isJoined, { since });
      const replaced = await server.waitFor(isReplaced, { since });
      await rig.until(({ session }) => session.status === 'Reconnecting', 'that it has lost its place', longestToldMs);
      if (madeAt.length > 0)
        await rig.until(() => isSaid(rig.phone), 'that another program has its place', longestToldMs);
      const made = await server.waitFor(isMade, { since, timeoutMs: minuteMs + 10_000 });
      await server.reachable({ since: made.seq });
      await rig.status('Ready');
      const notBefore = madeAt.length === 0 ? replaced.at : Math.max(replaced.at, (madeAt.at(-1) ?? 0) + minuteMs);
      backMs.push(openTime(notBefore, monotonicNow(), rig.outages));
      madeAt.push(made.at);
      if (endpoints(rig).length !== known.length + 1) throw new Error('it is not there under a name of its own');
      if (!isTold(rig.phone)) throw new Error('the user was not told');
      const call = await rig.call();
      await rig.rings(call);
      await call.cancel();
      await rig.over(call);
    }
    const gaps = madeAt.slice(1).map((at, index) => at - (madeAt[index] ?? 0));
    // The clocks of both are the same one, and timers of Node may be a millisecond early.
    if (gaps.some((gap) => gap < minuteMs - 5))
      throw new Error(`made anew after ${gaps.map(Math.round).join(', ')} ms`);
    if (backMs.some((ms) => ms > longestBackMs)) throw new Error(`back after ${backMs.map(Math.round).join(', ')} ms`);
    const lost = rivals.filter(({ phone }) => phone.view().session.status !== 'Ready');
    if (lost.length > 0) throw new Error(`${lost.length} of the others lost their place`);
    return backMs;
  } finally {
    for (const rival of rivals) await rival.stop();
  }
}

/** The first polls with the right of way, so that the other one is sent away. */
async function sentAway(rig: Rig): Promise<void> {
  const { server } = rig;
  await rig.polled();
  const since = server.ledger.next;
  rig.surroundings.tell('network-changed');
  await server.waitFor(({ kind, path }) => kind === 'request' && path?.includes('priority=1') === true, { since });
  await rig.polled();
  const rival = createRival(rig, endpoints(rig)[0] ?? '');
  try {
    await server.waitFor(isJoined, { since });
    const made = await server.waitFor(isMade, { since });
    await server.reachable({ since: made.seq });
    if (rig.phone.view().session.status !== 'Ready' || isTold(rig.phone)) throw new Error('the first lost its place');
    if (endpoints(rig).length !== 2) throw new Error(`${endpoints(rig).length} applications`);
    await until(() => rival.phone.view().session.status === 'Ready' && isTold(rival.phone));
  } finally {
    await rival.stop();
  }
}

async function until(is: () => boolean): Promise<void> {
  for (let waited = 0; !is(); waited += 10) {
    if (waited > longestBackMs) throw new Error('the one that was sent away is not back, or was not told why');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** T18: stops, becomes somebody else once a minute at most, and says so. */
export const rivals: Check = {
  goal: 'T18',
  name: 'two cores on one application',
  async run({ quick, progress }: CheckOptions) {
    const findings = new Findings();
    const attempt = (what: string, work: (rig: Rig) => Promise<readonly number[] | undefined>) =>
      findings.attempt(what, async () => {
        const rig = await Rig.ready();
        rig.server.habits.shared = true;
        try {
          const times = await work(rig);
          const wrong = await rig.complaints();
          if (wrong.length > 0) throw new Error(wrong.join('; '));
          progress(what);
          return times;
        } finally {
          await rig.stop();
        }
      });
    const sent = async (rig: Rig): Promise<undefined> => void (await sentAway(rig));
    const rounds = quick ? 1 : 20;
    for (let round = 0; round < rounds; round += 1) {
      await attempt('taken over', (rig) => takenOver(rig, 1));
      if (!quick) await attempt('the other sent away', sent);
    }
    if (!quick) await attempt('taken over four times in a row', (rig) => takenOver(rig, 4));
    return findings.result();
  },
};

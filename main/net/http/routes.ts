import type { Clock } from '../../core/ports.ts';
import { ConnectFailure } from '../connect/connect-failure.ts';
import { direct, type Hop, nameOf, parseRoute } from '../connect/hop.ts';

/** Chromium may have to fetch and run a script for it. */
const resolveMs = 5_000;
/** What is older is still used, so that no request waits for it, but asked anew: a script may answer by the time of day. */
const freshMs = 30_000;
/** A proxy that could not be reached comes last for so long. */
const shunnedMs = 60_000;

/** Which ways lead to a server, best first. */
export interface Routes {
  /** Rejects with a {@link ConnectFailure} where that is not known, and nothing may go without. */
  to(url: string): Promise<readonly Hop[]>;
  /** The hop could not be used just now. */
  shun(hop: Hop): void;
  /** A request to this URL failed: it is asked anew which ways lead there. */
  doubt(url: string): void;
  /** The network changed: what was known may be wrong. */
  forget(): void;
}

/** The answer for a URL in the words of proxy scripts; rejects where there is none. */
export type ResolveProxy = (url: string) => Promise<string>;

/** What goes out where it cannot be said in time which proxy to use. `nothing`: an administrator decided on one. */
export type WithoutAnswer = 'direct' | 'nothing';

interface Known {
  readonly route: Promise<readonly Hop[]>;
  readonly at: number;
}

/** Asks with the origin only: what is behind it is nobody's business. */
export function createRoutes(
  resolveProxy: ResolveProxy,
  clock: Clock,
  withoutAnswer: WithoutAnswer = 'direct',
): Routes {
  const known = new Map<string, Known>();
  const shunned = new Map<string, number>();

  async function resolve(site: string): Promise<readonly Hop[]> {
    let stopWaiting = (): void => {};
    const tooLate = new Promise<null>((give) => {
      stopWaiting = clock.after(resolveMs, () => give(null));
    });
    const asked = resolveProxy(site).catch(() => null);
    const answer = await Promise.race([asked, tooLate]);
    stopWaiting();
    if (answer !== null) return parseRoute(answer);
    if (withoutAnswer === 'direct') return [direct];
    throw new ConnectFailure({ kind: 'proxy-unknown', message: 'It is not known which proxy to use' });
  }

  function learn(site: string): Known {
    const entry = { route: resolve(site), at: clock.now() };
    known.set(site, entry);
    entry.route.catch(() => {
      if (known.get(site) === entry) known.delete(site);
    });
    return entry;
  }

  const isShunned = (hop: Hop): boolean => (shunned.get(nameOf(hop)) ?? Number.NEGATIVE_INFINITY) > clock.now();

  return {
    async to(url) {
      const site = new URL('/', url).href;
      const entry = known.get(site) ?? learn(site);
      if (entry.at + freshMs <= clock.now()) learn(site);
      const route = await entry.route;
      return [...route.filter((hop) => !isShunned(hop)), ...route.filter(isShunned)];
    },
    shun: (hop) => void shunned.set(nameOf(hop), clock.now() + shunnedMs),
    doubt: (url) => void known.delete(new URL('/', url).href),
    forget() {
      known.clear();
      shunned.clear();
    },
  };
}

import type { Interfaces } from './ice/sockets/host-addresses.ts';

/** An address may be taken and given again in one moment, as when it is renewed: so often in a row it has to be missed. */
const leastMisses = 2;

export interface UprootedDeps {
  readonly interfaces: Interfaces;
  /** Whether packets to another network have a way to leave by. */
  readonly hasRoute: () => Promise<boolean>;
  readonly onUprooted: () => void;
}

/**
 * Tells, once, that the address from which a call's packets leave is gone from this computer, and that there is a way out by another one: it is in another
 * network. Before that there is nothing to go on from. To be asked once a second.
 */
export function createUprootedWatch({ interfaces, hasRoute, onUprooted }: UprootedDeps): (home: string | null) => void {
  let misses = 0;
  let isTold = false;
  return (home) => {
    const isThere = Object.values(interfaces()).some((list) => list?.some(({ address }) => address === home));
    misses = home === null || isThere ? 0 : misses + 1;
    if (misses < leastMisses) return;
    void hasRoute().then((isRouted) => {
      if (!isRouted || isTold || misses === 0) return;
      isTold = true;
      onUprooted();
    });
  };
}

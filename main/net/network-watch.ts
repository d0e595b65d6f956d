import { readFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { Clock } from '../core/ports.ts';

const lookEveryMs = 2_000;
/** A network that comes up brings addresses and routes one after another. */
const settleMs = 1_000;
/** One that flaps is told of all the same. */
const longestSettleMs = 5_000;

/** What decides which way packets go. */
export interface NetworkState {
  /** The addresses of this computer, those of loopback and link-local ones left out. */
  readonly addresses: ReadonlySet<string>;
  /** Each default route with its gateway; empty where the system does not say. */
  readonly routes: readonly string[];
}

/** Looks every two seconds, and calls back once for each change, when it has settled. */
export function watchNetwork(look: () => NetworkState, clock: Clock, tell: (state: NetworkState) => void): void {
  let seen = print(look());
  let changedAt: number | null = null;
  const again = (): void => {
    const state = look();
    const now = print(state);
    if (now !== seen) changedAt ??= clock.now();
    const isSettled = changedAt !== null && (now === seen || clock.now() - changedAt >= longestSettleMs);
    seen = now;
    if (isSettled) {
      changedAt = null;
      tell(state);
    }
    clock.after(changedAt === null ? lookEveryMs : settleMs, again);
  };
  clock.after(lookEveryMs, again);
}

/** What the system says at this moment, without waiting for anything. */
export function lookAtNetwork(): NetworkState {
  return {
    addresses: addressesIn(networkInterfaces()),
    routes: [...defaultRoutes4(textOf('/proc/net/route')), ...defaultRoutes6(textOf('/proc/net/ipv6_route'))],
  };
}

/**
 * Whether there is no way out of this computer, so that it is no server's fault that it was not reached: no address but its own, or,
 * where the system tells of routes and a packet found none, no route that goes everywhere.
 */
export function isOffline(
  { addresses, routes }: NetworkState,
  failure: 'name' | 'name-server' | 'unreachable',
  tellsRoutes = process.platform === 'linux',
): boolean {
  return addresses.size === 0 || (failure === 'unreachable' && tellsRoutes && routes.length === 0);
}

/** Link-local addresses come and go with every container and virtual machine. */
export function addressesIn(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): ReadonlySet<string> {
  const all = Object.values(interfaces).flatMap((list) => list ?? []);
  const useful = all.filter(({ internal, address }) => !internal && !/^(fe[89ab]|169\.254\.)/i.test(address));
  return new Set(useful.map(({ address }) => address));
}

/** Lines of Linux's /proc/net/route that go everywhere: interface and gateway. */
export function defaultRoutes4(text: string): readonly string[] {
  return fieldsOf(text).flatMap(([name, destination, gateway, , , , , mask]) =>
    destination === '00000000' && mask === '00000000' ? [`${name} ${gateway}`] : [],
  );
}

/** The same for /proc/net/ipv6_route, without the route by which the kernel rejects what goes nowhere. */
export function defaultRoutes6(text: string): readonly string[] {
  return fieldsOf(text).flatMap((fields) => {
    const [destination = '', bits, , , gateway = ''] = fields;
    const name = fields.at(-1);
    return /^0{32}$/.test(destination) && bits === '00' && name !== 'lo' ? [`${name} ${gateway}`] : [];
  });
}

function fieldsOf(text: string): readonly (readonly string[])[] {
  return text.split('\n').map((line) => line.trim().split(/\s+/));
}

function print({ addresses, routes }: NetworkState): string {
  return [...[...addresses].sort(), ...[...routes].sort()].join();
}

/** What stands there; empty where there is no such file. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

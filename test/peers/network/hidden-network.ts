/**
 * A network that the outside cannot look into, with a router before it:
 *
 *   inside (a namespace)  <->  router (a namespace: NAT, rules)  <->  outside (where the tests run)
 *
 * Several may be there at once. Loss is the router's; this kernel may have no netem, so that delay and jitter are not made here.
 */
import { addNamespace, commandIn, deleteAbandoned, deleteNamespace, ip, runIn } from './namespaces.ts';
import { links, type NatKind, type Passage, routerRules } from './rules.ts';

export interface HiddenNetwork {
  /** The only address inside, besides loopback, until it is {@link renumber}ed. */
  readonly inside: string;
  /** What the outside sees in its place. */
  readonly seenAs: string;
  /** The first three bytes of addresses outside that the tests can bind: `.1` to `.29`. */
  readonly outside: string;
  /** The namespace of the inside. */
  readonly name: string;
  /** The command line that runs a program inside. */
  command(program: string, parameters?: readonly string[]): [string, string[]];
  /** Runs a program inside to its end. */
  run(program: string, ...parameters: readonly string[]): Promise<string>;
  /** Takes the inside its address, and gives it another one, which it resolves with: as where somebody goes over to another network. */
  renumber(): Promise<string>;
  /** Nothing is left of it. */
  stop(): Promise<void>;
}

/** Everything may leave; what comes in is an answer. */
export function behindNat(options: { readonly kind: NatKind; readonly lossPercent?: number }): Promise<HiddenNetwork> {
  return hidden({ nat: options.kind, udp: true, tcp: null, lossPercent: options.lossPercent ?? 0 });
}

/** NAT, and only so much may leave. */
export function behindFirewall(options: {
  readonly udp: boolean;
  readonly tcp: readonly number[];
}): Promise<HiddenNetwork> {
  return hidden({ nat: 'port-restricted', lossPercent: 0, ...options });
}

/** How many addresses outside belong to the tests. */
const ownAddresses = 29;

async function hidden(passage: Passage): Promise<HiddenNetwork> {
  await deleteAbandoned();
  const outside = await freeNetwork();
  const [inner, router] = [await addNamespace('inside'), await addNamespace('router')];
  const link = `sw${outside.replaceAll('.', '-').slice(2)}`;
  const end = async (): Promise<void> => {
    // The link would go with the namespace, but a moment later.
    await ip('link', 'delete', link).catch(() => {});
    await Promise.all([inner, router].map(deleteNamespace));
  };
  try {
    await connect(inner, router);
    await connectOutside(router, outside, link);
    await runIn(router, 'sh', ['-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward']);
    await runIn(router, 'nft', ['--file', '-'], routerRules(passage));
  } catch (error) {
    await end();
    throw error;
  }
  let stopped: Promise<void> | null = null;
  return {
    inside: insideAddress,
    seenAs: `${outside}.254`,
    outside,
    name: inner,
    command: (program, parameters = []) => commandIn(inner, program, parameters),
    run: (program, ...parameters) => runIn(inner, program, parameters),
    async renumber() {
      await ip('-netns', inner, 'address', 'delete', `${insideAddress}/24`, 'dev', 'eth0');
      await ip('-netns', inner, 'address', 'add', `${laterAddress}/24`, 'dev', 'eth0');
      await ip('-netns', inner, 'route', 'add', 'default', 'via', '192.168.77.1');
      return laterAddress;
    },
    async stop() {
      stopped ??= end();
      await stopped;
    },
  };
}

/** The same in each: nobody else sees it. */
const [insideAddress, laterAddress] = ['192.168.77.2', '192.168.77.3'];

async function connect(inner: string, router: string): Promise<void> {
  await ip(
    '-netns',
    inner,
    'link',
    'add',
    'name',
    'eth0',
    'type',
    'veth',
    'peer',
    'name',
    links.inner,
    'netns',
    router,
  );
  await ip('-netns', inner, 'address', 'add', `${insideAddress}/24`, 'dev', 'eth0');
  await ip('-netns', router, 'address', 'add', '192.168.77.1/24', 'dev', links.inner);
  await ip('-netns', inner, 'link', 'set', 'eth0', 'up');
  await ip('-netns', router, 'link', 'set', links.inner, 'up');
  await ip('-netns', inner, 'route', 'add', 'default', 'via', '192.168.77.1');
}

async function connectOutside(router: string, outside: string, link: string): Promise<void> {
  await ip('link', 'add', 'name', link, 'type', 'veth', 'peer', 'name', links.outer, 'netns', router);
  for (let last = 1; last <= ownAddresses; last += 1) await ip('address', 'add', `${outside}.${last}/24`, 'dev', link);
  await ip('-netns', router, 'address', 'add', `${outside}.254/24`, 'dev', links.outer);
  await ip('link', 'set', link, 'up');
  await ip('-netns', router, 'link', 'set', links.outer, 'up');
}

/** One that nothing on this machine is in. */
async function freeNetwork(): Promise<string> {
  const taken = await ip('-oneline', '-4', 'address');
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const network = ['10', 64 + Math.floor(Math.random() * 128), Math.floor(Math.random() * 256)].join('.');
    if (!taken.includes(` ${network}.`)) return network;
  }
  throw new Error('every network that was tried is taken');
}

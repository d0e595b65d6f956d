/** Root discovery and the `user` resource behind its challenge, and the ways in which one host sends the client to another. */
import type { Hosts } from '../hosts.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { found, type Reply } from '../http/reply.ts';
import type { Site } from '../http/site.ts';

const rootPath = '/Autodiscover/AutodiscoverService.svc/root';
const userPath = `${rootPath}/oauth/user`;
const framePath = '/Autodiscover/XFrame/XFrame.html';

/**
 * What the discovery host's first answer is. `user`: the `user` link. `redirect`: a `redirect` link to the pool's own discovery,
 * without `user`; `redirect-302`: the same by HTTP. `user-redirect`: the `user` resource sends the client on to the pool, after
 * sign-in. `other-pool`: by way of the pool to another one. `foreign`, `foreign-302`: to a host of another parent domain. `loop`: to the
 * pool and back. `long`: over twenty hosts' worth of links. `downgrade`: to plain HTTP.
 */
export type DiscoveryStyle =
  | 'user'
  | 'redirect'
  | 'redirect-302'
  | 'user-redirect'
  | 'other-pool'
  | 'foreign'
  | 'foreign-302'
  | 'loop'
  | 'long'
  | 'downgrade';

/** How plain HTTP sends clients to https: to the pool's discovery by 302 or by a link, or to another parent domain. */
export type HttpHop = 'none' | '302' | 'link' | 'foreign-302';

/** Where applications are created, on the pool. */
export const applicationsPath = '/ucwa/oauth/v1/applications';

const longChain = 20;
/** Where a downgrade leads when no plain HTTP is there. */
const nobody = 'http://127.0.0.1:9';

type Step = { readonly kind: 'user' } | { readonly kind: 'redirect' | 'found'; readonly to: string };

/** @param home the pool the user is on at present */
export function addDiscovery(hosts: Hosts, style: DiscoveryStyle, home: () => Site): void {
  const { discovery, internal, pool, otherPool, foreign } = hosts.sites;
  const root = (site: Site): string => `${site.origin}${rootPath}`;
  const hop = (count: number): string => `${discovery.origin}${rootPath}/hop/${count}`;
  const first: Readonly<Record<DiscoveryStyle, Step>> = {
    user: { kind: 'user' },
    'user-redirect': { kind: 'user' },
    redirect: { kind: 'redirect', to: root(pool) },
    'redirect-302': { kind: 'found', to: root(pool) },
    'other-pool': { kind: 'redirect', to: root(pool) },
    foreign: { kind: 'redirect', to: root(foreign) },
    'foreign-302': { kind: 'found', to: root(foreign) },
    loop: { kind: 'redirect', to: root(pool) },
    long: { kind: 'redirect', to: hop(1) },
    downgrade: { kind: 'redirect', to: `${hosts.plain?.site.origin ?? nobody}${rootPath}` },
  };
  const atPool: Step =
    style === 'other-pool'
      ? { kind: 'redirect', to: root(otherPool) }
      : style === 'loop'
        ? { kind: 'redirect', to: root(discovery) }
        : { kind: 'user' };
  for (const site of [discovery, internal]) addRoot(site, first[style], home, style === 'user-redirect' ? pool : null);
  addRoot(pool, atPool, home, null);
  addRoot(otherPool, { kind: 'user' }, home, null);
  addRoot(foreign, { kind: 'user' }, home, null);
  if (style !== 'long') return;
  for (let count = 1; count <= longChain; count += 1) {
    const step: Step = { kind: 'redirect', to: count === longChain ? root(pool) : hop(count + 1) };
    discovery.add(`${rootPath}/hop/${count}`, openRoot(discovery, step));
  }
}

/** Plain HTTP on the discovery host: nothing but the way to https. */
export function addPlainHop(hosts: Hosts, how: HttpHop): void {
  const { pool, foreign } = hosts.sites;
  const to = `${(how === 'foreign-302' ? foreign : pool).origin}${rootPath}`;
  const step: Step = { kind: how === 'link' ? 'redirect' : 'found', to };
  for (const path of ['/', rootPath]) hosts.plain?.site.add(path, openRoot(hosts.plain.site, step));
}

function addRoot(site: Site, step: Step, home: () => Site, userRedirect: Site | null): void {
  const frame = `${site.origin}${framePath}`;
  const user = (incoming: Incoming): Reply => {
    const applications = { href: `${home().origin}${applicationsPath}`, revision: '2' };
    const next = userRedirect === null ? { applications } : { redirect: `${userRedirect.origin}${rootPath}` };
    const links = { self: `${site.origin}${userPath}`, ...next, xframe: frame };
    return refuseQuery(incoming, ['sipuri']) ?? found({ rel: 'user', links });
  };
  const html = (): Reply => ({ status: 200, body: { kind: 'html', text: '<!doctype html><title>XFrame</title>' } });
  for (const path of ['/', rootPath]) site.add(path, openRoot(site, step));
  site.add(userPath, { rel: 'user', methods: { GET: user } });
  site.add(framePath, { rel: 'xframe', open: true, methods: { GET: html } });
}

function openRoot(site: Site, step: Step) {
  const get = (incoming: Incoming): Reply => {
    const refused = refuseQuery(incoming, ['sipuri', 'originalDomain']);
    if (refused !== null) return refused;
    if (step.kind === 'found') return { status: 302, headers: { Location: step.to } };
    const next = step.kind === 'user' ? { user: `${site.origin}${userPath}` } : { redirect: step.to };
    const links = { self: `${site.origin}${rootPath}`, ...next, xframe: `${site.origin}${framePath}` };
    return found({ rel: 'root', links });
  };
  return { rel: 'root', open: true, methods: { GET: get } };
}

/** Root discovery and the `user` resource behind its challenge, on the discovery host and, after a redirect, the pool. */
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { found, type Reply } from '../http/reply.ts';
import type { Site } from '../http/site.ts';

const rootPath = '/Autodiscover/AutodiscoverService.svc/root';
const userPath = `${rootPath}/oauth/user`;
const framePath = '/Autodiscover/XFrame/XFrame.html';

/** `user`: the first answer has the `user` link. `redirect`: it sends the client to the pool's own discovery. */
export type DiscoveryStyle = 'user' | 'redirect';

/** Where applications are created, on the pool. */
export const applicationsPath = '/ucwa/oauth/v1/applications';

export function addDiscovery(site: Site, pool: Site, style: DiscoveryStyle): void {
  const frame = `${site.origin}${framePath}`;
  const root = (incoming: Incoming): Reply => {
    const next =
      style === 'redirect' && site !== pool
        ? { redirect: `${pool.origin}${rootPath}` }
        : { user: `${site.origin}${userPath}` };
    const links = { self: `${site.origin}${rootPath}`, ...next, xframe: frame };
    return refuseQuery(incoming, ['sipuri', 'originalDomain']) ?? found({ rel: 'root', links });
  };
  const user = (incoming: Incoming): Reply => {
    const applications = { href: `${pool.origin}${applicationsPath}`, revision: '2' };
    const links = { self: `${site.origin}${userPath}`, applications, xframe: frame };
    return refuseQuery(incoming, ['sipuri']) ?? found({ rel: 'user', links });
  };
  const html = (): Reply => ({ status: 200, body: { kind: 'html', text: '<!doctype html><title>XFrame</title>' } });
  const discovery = { rel: 'root', open: true, methods: { GET: root } };
  site.add('/', discovery);
  site.add(rootPath, discovery);
  site.add(userPath, { rel: 'user', methods: { GET: user } });
  site.add(framePath, { rel: 'xframe', open: true, methods: { GET: html } });
}

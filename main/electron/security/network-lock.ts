import type { Session } from 'electron';
import type { Log } from '../../core/ports.ts';
import { pageUrl } from './page-files.ts';

/** Whether Chromium may load an address: our pages, and pictures and sounds that they made themselves. */
export function mayLoad(url: string): boolean {
  return url.startsWith(pageUrl('')) || url.startsWith(`blob:${pageUrl('')}`);
}

/**
 * WebRTC asks no filter of requests, but it goes by the session's proxy wherever it can: to this one, where nobody answers. UDP, which
 * needs no proxy, is shut for each window (see {@link WebRtcPolicy}).
 */
const nowhere = { mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '<-loopback>' } as const;

/** Whether a page's peer connections may send UDP. */
export type WebRtcPolicy = 'default' | 'disable_non_proxied_udp';

/** Cuts the pages off from every network: what leaves this machine leaves from main. */
export function lockNetwork(session: Session, log: Log): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const cancel = !mayLoad(details.url);
    if (cancel) log.warn('A page asked for the network', { url: details.url, type: details.resourceType });
    decide({ cancel });
  });
  session.setProxy(nowhere).catch((error: unknown) => log.error('The pages could not be kept from proxies', { error }));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

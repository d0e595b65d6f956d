import type { Session } from 'electron';
import type { Log } from '../../core/ports.ts';
import { pageUrl } from './page-files.ts';

/** Whether Chromium may load an address: our pages, and pictures and sounds that they made themselves. */
export function mayLoad(url: string): boolean {
  return url.startsWith(pageUrl('')) || url.startsWith(`blob:${pageUrl('')}`);
}

/** Cuts the pages off from every network: what leaves this machine leaves from main. */
export function lockNetwork(session: Session, log: Log): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const cancel = !mayLoad(details.url);
    if (cancel) log.warn('A page asked for the network', { url: details.url, type: details.resourceType });
    decide({ cancel });
  });
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

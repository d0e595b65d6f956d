import type { Session } from 'electron';
import type { Clock, Log } from '../../core/ports.ts';
import { pageUrl } from './page-files.ts';

/** Whether Chromium may load an address: our pages, and pictures and sounds that they made themselves. */
export function mayLoad(url: string): boolean {
  return url.startsWith(pageUrl('')) || url.startsWith(`blob:${pageUrl('')}`);
}

/**
 * WebRTC asks no filter of requests, but by TCP it goes by the session's proxy: to this one, where nobody answers. UDP, which needs no proxy, is
 * shut for each page ({@link webRtcPolicy}).
 */
const nowhere = { mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '<-loopback>' } as const;

/** What every page's WebRTC may do: nothing by UDP. */
export const webRtcPolicy = 'disable_non_proxied_udp';

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

/** Opens the one way that pages have: to that port of this computer, where the media process listens, or to nothing. */
export type MediaWay = (port: number | null) => Promise<void>;

export interface MediaWayDeps {
  readonly session: Pick<Session, 'setProxy' | 'resolveProxy'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
}

/** The network service learns of a proxy a moment after it was set. */
const betweenLooksMs = 2;
/** More than a busy computer takes. A call waits for it, and is tried all the same afterwards. */
const patienceMs = 2000;

/** Resolves when the way is as it was wanted, or it is logged what is wrong with it, after {@link patienceMs} at most. */
export function createMediaWay({ session, clock, log }: MediaWayDeps): MediaWay {
  const open = async (port: number, isLate: () => boolean) => {
    await session.setProxy({ ...nowhere, proxyBypassRules: `${nowhere.proxyBypassRules},127.0.0.1:${port}` });
    while (!isLate() && (await session.resolveProxy(`https://127.0.0.1:${port}`)) !== 'DIRECT') {
      await new Promise<void>((resolve) => clock.after(betweenLooksMs, resolve));
    }
  };
  const set = (port: number | null) =>
    new Promise<void>((resolve) => {
      let late = false;
      const cancel = clock.after(patienceMs, () => {
        late = true;
        log.error('The pages’ way to the media process is not as it should be in time', { port });
        resolve();
      });
      const setting = port === null ? session.setProxy(nowhere) : open(port, () => late);
      void setting
        .catch((error: unknown) => log.error('The pages could not be kept from proxies', { error }))
        .then(() => {
          cancel();
          resolve();
        });
    });
  let before: Promise<void> = Promise.resolve();
  return (port) => {
    before = before.then(() => set(port));
    return before;
  };
}

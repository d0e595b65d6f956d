import type { App } from 'electron';
import type { Log } from '../../core/ports.ts';

/**
 * No server gets a certificate of the user's: it names them, and Chromium would hand out the first that fits to whoever asks, a third
 * party's picture on a sign-in page included. Electron tells of pages only up to 43, and of its own requests too from 44 on;
 * before, those end with an error. Source: Electron's page on app, event 'select-client-certificate'.
 */
export function refuseClientCertificates(app: App, log: Log): void {
  app.on('select-client-certificate', (event, _contents, url, _certificates, decide) => {
    event.preventDefault();
    log.info('A server asked for a client certificate and gets none', { url: siteOf(url) });
    // Said by the word: older Electrons do not look whether there is one.
    (decide as unknown as (certificate: null) => void)(null);
  });
}

/** Up to 43 it is an address, and `host:port` where a socket asks. */
function siteOf(url: string): string {
  return /^[a-z]+:\/\//i.test(url) ? new URL(url).host : url;
}

import type { App, Event, WebContents } from 'electron';
import type { Log } from '../../core/ports.ts';

/**
 * No page goes anywhere: no navigation, redirect, new window or webview. A sign-in page may be led on, by https only, and
 * what it opens is decided where it is shown.
 */
export function lockNavigation(app: App, log: Log, isSignInPage: (contents: WebContents) => boolean): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log, isSignInPage));
}

function lockContents(contents: WebContents, log: Log, isSignInPage: (contents: WebContents) => boolean): void {
  const deny = (event: Pick<Event, 'preventDefault'>, what: string): void => {
    event.preventDefault();
    log.warn('A page tried to leave', { what });
  };
  // Newer Electrons tell the address in the event itself.
  const lead = (what: string) => (event: Pick<Event, 'preventDefault'> & { readonly url?: string }, url?: string) => {
    if (!isSignInPage(contents) || !(event.url ?? url ?? '').startsWith('https:')) deny(event, what);
  };
  contents.on('will-navigate', lead('navigation'));
  contents.on('will-redirect', lead('redirect'));
  contents.on('will-frame-navigate', lead('frame navigation'));
  contents.on('will-attach-webview', (event) => deny(event, 'webview'));
  contents.setWindowOpenHandler(() => {
    log.warn('A page tried to leave', { what: 'new window' });
    return { action: 'deny' };
  });
}

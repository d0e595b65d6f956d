import type { App, Event, WebContents } from 'electron';
import type { Log } from '../../core/ports.ts';

/** No page goes anywhere: no navigation, redirect, new window or webview. */
export function lockNavigation(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log));
}

function lockContents(contents: WebContents, log: Log): void {
  const deny = (what: string) => (event: Pick<Event, 'preventDefault'>) => {
    event.preventDefault();
    log.warn('A page tried to leave', { what });
  };
  contents.on('will-navigate', deny('navigation'));
  contents.on('will-redirect', deny('redirect'));
  contents.on('will-frame-navigate', deny('frame navigation'));
  contents.on('will-attach-webview', deny('webview'));
  contents.setWindowOpenHandler(() => {
    log.warn('A page tried to leave', { what: 'new window' });
    return { action: 'deny' };
  });
}

import { BrowserWindow, type Session } from 'electron';
import type { Clock, Visit, VisitFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { createPassiveProgress } from './passive-progress.ts';

/** Longer than anyone takes to type a password and find the second factor. */
const longestVisitMs = 600_000;
/** A sign-in that needs nobody, because the browser is known already, is over before this and shows no window. */
const showAfterMs = 700;

export interface PassivePageDeps {
  /** Path of the window icon. */
  readonly icon: string;
  readonly session: Session;
  readonly clock: Clock;
}

type Outcome = Result<null, VisitFailure>;

/**
 * Shows an organization's sign-in page in a window that can do nothing but show it: no preload script, sandboxed, https
 * only, no permissions. The title says whose page it is, since a password is typed into it.
 */
export function showPassivePage({ icon, session, clock }: PassivePageDeps, url: string, origin: string): Visit<null> {
  const window = new BrowserWindow({
    title: titleFor(url),
    icon,
    width: 560,
    height: 680,
    show: false,
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  });
  const { webContents } = window;
  const progress = createPassiveProgress(origin);
  let over = false;
  let tell: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    tell = resolve;
  });
  const end = (result: Outcome): void => {
    if (over) return;
    over = true;
    stopShowing();
    stopWaiting();
    tell(result);
    if (!window.isDestroyed()) window.destroy();
  };
  const stopShowing = clock.after(showAfterMs, () => window.show());
  const stopWaiting = clock.after(longestVisitMs, () => end(failure('timeout', 'Nobody signed in in time')));
  let status = 0;
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('closed', () => end(failure('closed', 'Closed by the user')));
  webContents.on('did-redirect-navigation', (_event, target, _inPlace, isMainFrame) => {
    if (isMainFrame) progress.passedThrough(target);
  });
  webContents.on('did-navigate', (_event, target, code) => {
    status = code;
    window.setTitle(titleFor(target));
  });
  webContents.on('did-finish-load', async () => {
    const cookies = await session.cookies.get({ url: origin });
    if (!over && progress.loaded(webContents.getURL(), status, cookies)) end(ok(null));
  });
  webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    // A page that moves on by itself aborts its own load.
    if (isMainFrame && description !== 'ERR_ABORTED') end(failure('failed', `${description} (${code})`));
  });
  webContents.on('render-process-gone', () => end(failure('failed', 'The page crashed')));
  // What fails is told by did-fail-load.
  window.loadURL(url).catch(() => {});
  return { outcome, close: () => end(failure('closed', 'Cancelled')) };
}

function titleFor(url: string): string {
  return `Sign in at ${new URL(url).host}`;
}

function failure(kind: VisitFailure['kind'], message: string): { readonly ok: false; readonly failure: VisitFailure } {
  return failed({ kind, message });
}

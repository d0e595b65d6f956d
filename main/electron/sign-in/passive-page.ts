import { BrowserWindow, type Session } from 'electron';
import type { Clock, Visit, VisitFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { longestVisitMs } from '../../net/authorization-redirect.ts';
import { sealedPage } from '../security/sealed-page.ts';
import { answerChallenges, type ProxyAccount } from './challenge-answer.ts';
import { createPassiveProgress } from './passive-progress.ts';

/** A sign-in that needs nobody, because the browser is known already, is over before this and shows no window. */
const showAfterMs = 700;

export interface PassivePageDeps {
  /** Path of the window icon. */
  readonly icon: string;
  readonly session: Session;
  readonly clock: Clock;
  readonly proxyAccount: ProxyAccount;
}

type Outcome = Result<null, VisitFailure>;

/**
 * Shows an organization's sign-in page in a window that can do nothing but show it: no preload script, sandboxed, https
 * only, no permissions. The title says whose page it is, since a password is typed into it.
 */
export function showPassivePage(
  { icon, session, clock, proxyAccount }: PassivePageDeps,
  url: string,
  origin: string,
): Visit<null> {
  const window = new BrowserWindow({
    title: titleFor(url),
    icon,
    width: 560,
    height: 680,
    show: false,
    webPreferences: {
      session,
      ...sealedPage,
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
  const stopWaiting = clock.after(longestVisitMs, () =>
    end(failed({ kind: 'timeout', message: 'Nobody signed in in time' })),
  );
  let status = 0;
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('closed', () => end(failed({ kind: 'closed', message: 'Closed by the user' })));
  const answer = answerChallenges(url, null, proxyAccount);
  webContents.on('login', (event, _details, challenge, say) => {
    event.preventDefault();
    answer.tell(challenge, say);
  });
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
    if (isMainFrame && description !== 'ERR_ABORTED')
      end(failed({ kind: 'failed', message: `${description} (${code})` }));
  });
  webContents.on('render-process-gone', () => end(failed({ kind: 'failed', message: 'The page crashed' })));
  // What fails is told by did-fail-load.
  window.loadURL(url).catch(() => {});
  return { outcome, close: () => end(failed({ kind: 'closed', message: 'Cancelled' })) };
}

function titleFor(url: string): string {
  return `Sign in at ${new URL(url).host}`;
}

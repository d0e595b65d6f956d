import type { Session, WebContents } from 'electron';
import type { Words } from '../../../preload/contract/index.ts';
import type { Clock, Visit, VisitFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { longestVisitMs } from '../../net/authorization-redirect.ts';
import { answerChallenges, type ProxyAccount } from './challenge-answer.ts';
import { openPageWindows } from './page-windows.ts';
import { createPassiveProgress } from './passive-progress.ts';

/** A sign-in that needs nobody, because the browser is known already, is over before this and shows no window. */
const showAfterMs = 700;

export interface PassivePageDeps {
  /** Path of the window icon. */
  readonly icon: string;
  readonly session: Session;
  readonly clock: Clock;
  readonly proxyAccount: ProxyAccount;
  readonly words: Words;
}

type Outcome = Result<null, VisitFailure>;

/** Shows an organization's sign-in page, until it has left what signs the user in, or they close it. */
export function showPassivePage(
  { icon, session, clock, proxyAccount, words }: PassivePageDeps,
  url: string,
  origin: string,
): Visit<null> {
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
    windows.destroy();
  };

  /** Wherever the sign-in ends, be it in a window that the page opened. */
  function watch(contents: WebContents): void {
    const answer = answerChallenges(url, null, proxyAccount);
    let status = 0;
    contents.on('login', (event, details, challenge, say) => {
      event.preventDefault();
      answer.tell(challenge, say, details.url);
    });
    contents.on('did-redirect-navigation', (_event, target, _inPlace, isMainFrame) => {
      if (isMainFrame) progress.passedThrough(target);
    });
    contents.on('did-navigate', (_event, _target, code) => {
      status = code;
    });
    contents.on('did-finish-load', async () => {
      const loaded = contents.getURL();
      const cookies = await session.cookies.get({ url: origin });
      if (!over && progress.loaded(loaded, status, cookies)) end(ok(null));
    });
  }

  const windows = openPageWindows({ icon, session, words, onPage: watch }, url);
  const { main } = windows;
  const { webContents } = main;
  const stopShowing = clock.after(showAfterMs, () => main.show());
  const stopWaiting = clock.after(longestVisitMs, () =>
    end(failed({ kind: 'timeout', message: 'Nobody signed in in time' })),
  );
  main.on('closed', () => end(failed({ kind: 'closed', message: 'Closed by the user' })));
  webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    // A page that moves on by itself aborts its own load.
    if (isMainFrame && description !== 'ERR_ABORTED')
      end(failed({ kind: 'failed', message: `${description} (${code})` }));
  });
  webContents.on('render-process-gone', () => end(failed({ kind: 'failed', message: 'The page crashed' })));
  // What fails is told by did-fail-load.
  main.loadURL(url).catch(() => {});
  return { outcome, close: () => end(failed({ kind: 'closed', message: 'Cancelled' })) };
}

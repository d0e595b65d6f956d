import type { Session } from 'electron';
import type { Words } from '../../../preload/contract/index.ts';
import type { Clock, SignInPages } from '../../core/ports.ts';
import { authorizeInBrowser } from '../../net/authorization-redirect.ts';
import type { ProxyAccount } from './challenge-answer.ts';
import { showPassivePage } from './passive-page.ts';

export interface SignInPagesDeps {
  /** Path of the window icon. */
  readonly icon: string;
  /** The session of sign-in pages, made with the first of them. */
  session(): Session;
  /** Opens an https address in the system's browser. */
  openBrowser(url: string): Promise<void>;
  /** Takes away what sign-in pages left. */
  forget(): Promise<void>;
  readonly clock: Clock;
  readonly proxyAccount: ProxyAccount;
  readonly words: Words;
}

/** The organization's own sign-in pages: passive ones in a window of the app, OAuth's in the system's browser. */
export function createSignInPages(deps: SignInPagesDeps): SignInPages {
  const { openBrowser, forget, clock, words } = deps;
  return {
    passive: (url, origin) => showPassivePage({ ...deps, session: deps.session() }, url, origin),
    authorize: (request) => authorizeInBrowser(request, { open: openBrowser, clock, words }),
    forget: () => void forget().catch(() => {}),
  };
}

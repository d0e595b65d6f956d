import { X509Certificate } from 'node:crypto';
import { app, net, type ProxyConfig, type Session, session, shell, type WebContents } from 'electron';
import type { Words } from '../../../preload/contract/index.ts';
import type { Clock, Http, SignInPages } from '../../core/ports.ts';
import { goBy } from '../proxy/decided.ts';
import type { ProxyAccount } from './challenge-answer.ts';
import { createPlatformHttp, forgetWhoSignedIn } from './platform-http.ts';
import { createSignInPages } from './sign-in-pages.ts';
import { createAskedOrigins, lockSignInSession, signInPartition } from './sign-in-session.ts';

export interface SignInDeps {
  /** Path of the window icon. */
  readonly icon: string;
  readonly clock: Clock;
  readonly words: Words;
  /** What the administrator decided; null: the system's. */
  readonly proxy: ProxyConfig | null;
  /** Whether the app's own network stack takes that certificate from that origin. */
  trusts(origin: string, fingerprint256: string): Promise<boolean>;
  /** What a proxy took from the app's own network stack. */
  readonly proxyAccount: ProxyAccount;
}

/** The ways to sign in that need Chromium: its network stack, its pages, and the system's browser. */
export interface SignIn {
  readonly pages: SignInPages;
  /** For requests with `credentials`. */
  readonly http: Pick<Http, 'send'>;
  /** Whether a page is a sign-in page, which may go where the organization leads it. */
  isPage(contents: WebContents): boolean;
}

/**
 * Nothing is made before the first use: most users sign in with a password. After `forget` the next use makes a session of its own,
 * so that whatever a page left, of whatever kind, signs nobody else in, and nothing has to be waited for.
 */
export function createSignIn({ icon, clock, words, proxy, trusts, proxyAccount }: SignInDeps): SignIn {
  let made: Session | null = null;
  let ready: Promise<void> = Promise.resolve();
  const all = new WeakSet<Session>();
  const asked = createAskedOrigins();
  let count = 0;
  const signInSession = (): Session => {
    if (made === null) {
      count += 1;
      made = session.fromPartition(`${signInPartition}-${count}`);
      all.add(made);
      ready = goBy(proxy, made);
      // Whoever waits for it learns that it failed.
      ready.catch(() => {});
      const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256;
      lockSignInSession(made, { ready, trusts, asked, fingerprintOf });
      // Names as the operating system resolves them, like the rest of the app.
      if (count === 1) app.configureHostResolver({ enableBuiltInResolver: false });
    }
    return made;
  };
  async function forget(): Promise<void> {
    const left = made;
    made = null;
    if (left === null) return;
    await Promise.all([left.clearStorageData(), left.clearCache(), forgetWhoSignedIn(left)]);
  }
  return {
    pages: createSignInPages({
      icon,
      clock,
      words,
      proxyAccount,
      session: signInSession,
      openBrowser: (url) => shell.openExternal(url),
      forget,
    }),
    http: createPlatformHttp({
      request: (options) => net.request(options),
      session: signInSession,
      ready: () => ready,
      clock,
      asked,
      proxyAccount,
    }),
    isPage: (contents) => all.has(contents.session),
  };
}

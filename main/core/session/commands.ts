import type { CommandResult, SessionCommand, SignInRequest } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Clock, ProxyAccess, Urls } from '../ports.ts';
import type { Store } from '../store.ts';
import type { Session } from './session.ts';
import { accountOf } from './sign-in-place.ts';
import { type Account, isSigningIn, type SessionModel } from './state.ts';
import { typedAddress } from './typed.ts';

export interface SessionCommandsDeps {
  readonly clock: Clock;
  readonly urls: Urls;
  readonly proxyAccess: Pick<ProxyAccess, 'offer'>;
  readonly store: Store<{ readonly session: SessionModel }>;
  readonly session: Pick<
    Session,
    'signIn' | 'cancelSignIn' | 'trustDomain' | 'signOut' | 'reconnect' | 'unlockKeychain'
  >;
  /** The user is about to be signed out: no call outlives it. */
  readonly onSignOut: () => void;
}

/** Signing in and out, and what is asked on the way. */
export function createSessionCommands(deps: SessionCommandsDeps): CommandHandlers<SessionCommand> {
  const { store, session, onSignOut } = deps;
  return {
    'sign-in': ({ request }) => signIn(deps, request),
    'cancel-sign-in'() {
      if (!isSigningIn(store.model.session)) return refused('stale');
      session.cancelSignIn();
      return taken;
    },
    'trust-domain': ({ domain, trusted }) => (session.trustDomain(domain, trusted) ? taken : refused('stale')),
    'sign-out'() {
      if (store.model.session.state === 'signed-out') return refused('stale');
      onSignOut();
      void session.signOut();
      return taken;
    },
    reconnect() {
      session.reconnect();
      return taken;
    },
    'unlock-keychain': () => (session.unlockKeychain() ? taken : refused('stale')),
  };
}

function signIn(deps: SessionCommandsDeps, request: SignInRequest): CommandResult {
  const { urls, proxyAccess, store, session } = deps;
  if (isSigningIn(store.model.session)) return refused('repeated');
  if (store.model.session.state !== 'signed-out') return refused('stale');
  const typed = accountOf(request, urls);
  if (typed === null) return refuseTyped(deps, request);
  const { failure } = store.model.session;
  if (request.proxy !== undefined && failure?.kind === 'proxy-auth') {
    proxyAccess.offer(failure.host, request.proxy, request.keep);
  }
  session.signIn({ ...request, ...typed });
  return taken;
}

/** What was typed is no address. The form keeps it, and says which field is wrong. */
function refuseTyped({ clock, urls, store }: SessionCommandsDeps, request: SignInRequest): CommandResult {
  const { address, userName, keep, server } = request;
  const failure =
    typedAddress(address, urls) === null
      ? ({ kind: 'address', host: '', code: 'no address' } as const)
      : ({ kind: 'server-address', host: '', code: 'no server address' } as const);
  const account: Account = { address, userName, keep, server };
  store.change({ session: { ...store.model.session, account, failure, failedAt: clock.wall() } });
  return refused('invalid');
}

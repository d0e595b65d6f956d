import { watchSurroundings } from './channel/surroundings.ts';
import { createKnownServers } from './discovery/known-servers.ts';
import { createInstallation } from './installation.ts';
import { createKeeping } from './keeping/keeping.ts';
import { createKeptSignIn } from './keeping/kept-sign-in.ts';
import { createPresentSignIn } from './present-sign-in.ts';
import type { UcwaResult } from './requests/transport.ts';
import type { Session, SessionDeps, SessionOptions, SessionOutput } from './session.ts';
import type { Account } from './state.ts';

export function createSession(
  deps: SessionDeps,
  options: SessionOptions,
  emit: (output: SessionOutput) => void,
  /** What is said in a session that ends, before it ends; bounded. Null where there is nothing to say. */
  lastWords: () => Promise<void> | null = () => null,
): Session {
  const { clock, secrets, records, signInPages, log } = deps;
  const kept = createKeptSignIn(secrets, records, log);
  const installation = createInstallation(deps, options);
  const present = createPresentSignIn({
    ports: deps,
    options,
    installation,
    kept,
    keep: (account, toKeep) => keeping.keep(account, toKeep),
    emit,
    lastWords,
  });
  const stopWatching = watchSurroundings(deps.surroundings, clock, (event) => present.attempt()?.tell(event));
  const keeping = createKeeping({
    kept,
    secrets,
    clock,
    log,
    onState: (keychain, undeleted) => emit({ type: 'keychain', keychain, undeleted }),
    onFound: (known, found) => {
      if (present.attempt() === null) present.begin(known, found, true);
    },
  });
  let leaving: Promise<unknown> = Promise.resolve();

  /** Ends what the user wants no more. `forgotten`: whose secrets are to go. */
  function leave(forgotten: Account | null): Promise<unknown> {
    signInPages.forget();
    const ended = present.end();
    if (forgotten !== null) kept.leave(forgotten);
    leaving = Promise.all([ended, forgotten === null ? null : keeping.forget(forgotten)]);
    return leaving;
  }

  return {
    async start() {
      const toRecall = kept.recalled();
      await keeping.sweep(toRecall);
      const refusal = kept.refusal();
      if (toRecall !== null && refusal !== null) {
        emit({ type: 'sign-in-started', account: toRecall });
        emit({ type: 'sign-in-failed', failure: refusal, at: clock.wall() });
        return;
      }
      if (toRecall !== null) await keeping.recall(toRecall);
    },
    signIn({ address, userName, server, keep, password }) {
      const account = { address, userName, server, keep };
      kept.remember(account);
      keeping.supersede();
      void keeping.sweep(keep ? account : null);
      present.begin(account, { password: password === '' ? null : password, tokens: {} }, false);
    },
    cancelSignIn() {
      const { account, byHand } = present.disown();
      emit({ type: 'signed-out' });
      void leave(byHand ? account : null);
    },
    async signOut() {
      const { account } = present.disown();
      emit({ type: 'signed-out' });
      createKnownServers(records).forget();
      await leave(account);
    },
    trustDomain: (domain, trusted) => present.attempt()?.answerTrust(domain, trusted) ?? false,
    reconnect: () => present.attempt()?.wake(),
    unlockKeychain: () => keeping.unlock(),
    perform: (operation) => present.sender()?.send(operation) ?? Promise.resolve(notSignedIn),
    resolve: (href, base) => (href === null ? null : (present.sender()?.resolve(href, base) ?? null)),
    prepare: (url) => present.attempt()?.prepare(url) ?? (() => {}),
    async stop() {
      stopWatching();
      present.disown();
      await Promise.all([leaving, present.end(), keeping.stop()]);
    },
  };
}

const notSignedIn: UcwaResult = {
  ok: false,
  failure: { kind: 'transport', host: '', failure: { kind: 'cancelled', message: 'Not signed in' } },
};

import { attemptSignIn, type SignInAttempt } from './attempt/attempt.ts';
import type { Installation } from './installation.ts';
import type { KeptSecrets } from './keeping/kept-secrets.ts';
import type { KeptSignIn } from './keeping/kept-sign-in.ts';
import type { SessionDeps, SessionOptions, SessionOutput } from './session.ts';
import type { SignInFailure } from './sign-in-failure.ts';
import type { Account } from './state.ts';

/** Who signs in or is signed in, and the attempt that does it. */
export interface PresentSignIn {
  /** In place of the one before. `automatic`: with what was kept, while nobody waits for it. */
  begin(account: Account, secrets: KeptSecrets, automatic: boolean): void;
  /** Null where nobody signs in or is signed in. */
  attempt(): SignInAttempt | null;
  /** The attempt that sends operations: also one that ends, while its last words are under way. */
  sender(): SignInAttempt | null;
  /** It is nobody's any more: what comes of it is not kept. Says whose it was. */
  disown(): { readonly account: Account | null; readonly byHand: boolean };
  /** Has the last words said, then ends the application on the server. */
  end(): Promise<void>;
}

export interface PresentSignInDeps {
  readonly ports: SessionDeps;
  readonly options: SessionOptions;
  readonly installation: Installation;
  readonly kept: KeptSignIn;
  readonly keep: (account: Account, secrets: KeptSecrets) => void;
  readonly emit: (output: SessionOutput) => void;
  /** What is said in a session that ends, before it ends; bounded. Null where there is nothing to say. */
  readonly lastWords: () => Promise<void> | null;
}

export function createPresentSignIn(deps: PresentSignInDeps): PresentSignIn {
  const { ports, options, installation, kept } = deps;
  let account: Account | null = null;
  let byHand = false;
  let attempt: SignInAttempt | null = null;
  /** It ends, and its last words are under way. */
  let parting: SignInAttempt | null = null;

  function emitFrom(mine: SignInAttempt, output: SessionOutput): void {
    if (attempt !== mine) return;
    // Whoever signs in next, be it at the same address, says anew who they are.
    if (output.type === 'sign-in-failed') ports.signInPages.forget();
    deps.emit(output);
  }

  function refuse(refused: Account, failure: SignInFailure): void {
    // Whoever had no ticket sent none: the next start of the computer may bring one.
    const isWithoutTicket = failure.kind === 'integrated' && failure.code.startsWith('401');
    if (account === refused && !isWithoutTicket) kept.refuse(refused, failure);
  }

  function accept(accepted: Account, secrets: KeptSecrets): void {
    if (account !== accepted) return;
    kept.accept(accepted);
    if (accepted.keep) deps.keep(accepted, secrets);
  }

  return {
    begin(next, secrets, automatic) {
      if (account !== null && !isSame(account, next)) ports.signInPages.forget();
      account = next;
      byHand = !automatic;
      deps.emit({ type: 'sign-in-started', account: next });
      attempt?.close();
      const mine = attemptSignIn({
        ports,
        endpoint: installation.endpoint(),
        newEndpoint: installation.renew,
        discoveryUrl: options.discoveryUrl,
        policy: options.policy,
        account: next,
        secrets,
        automatic,
        emit: (output) => emitFrom(mine, output),
        onRefused: (failure) => refuse(next, failure),
        onTokens: (tokens) => accept(next, { password: secrets.password, tokens }),
      });
      attempt = mine;
      mine.run();
    },
    attempt: () => attempt,
    sender: () => attempt ?? parting,
    disown() {
      const before = { account, byHand };
      account = null;
      return before;
    },
    async end() {
      const ending = attempt;
      attempt = null;
      if (ending === null) return;
      parting = ending;
      const words = deps.lastWords();
      if (words !== null) await words;
      if (parting === ending) parting = null;
      await ending.leave();
    },
  };
}

/** Whether it is the same user at the same server, as far as it was typed. */
function isSame(one: Account, other: Account): boolean {
  const folded = ({ address, userName, server }: Account) => [address, userName, server].join('\n').toLowerCase();
  return folded(one) === folded(other);
}

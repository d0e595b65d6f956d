import type { AppView, Command, CommandResult, SignInRequest, Words } from '../../../preload/contract/index.ts';
import type { Clock, Log, Urls } from '../../core/ports.ts';
import { accountOf, placeOf } from '../../core/session/sign-in-place.ts';
import type { Account } from '../../core/session/state.ts';
import type { AskOutside } from './ask-outside.ts';
import { linkQuestion, placeQuestion, type Question, trustQuestion } from './questions.ts';
import type { VouchedPlaces } from './vouched-places.ts';

export interface ConsentDeps {
  readonly places: VouchedPlaces;
  readonly ask: AskOutside;
  readonly words: Words;
  readonly urls: Urls;
  readonly clock: Clock;
  readonly log: Log;
  view(): AppView;
  /** Who is signed in, or was last. */
  account(): Account | null;
  /** Whether the main window is on the screen: nobody presses a button in one that is not. */
  mainShows(): boolean;
  /** Carries a command out. */
  command(command: Command): CommandResult;
}

/**
 * Stands between the pages and the phone. A page may have been taken over by what came from outside, so where a sign-in goes that nobody
 * vouched for, and which domain is trusted, is asked outside of every page, and what was asked about is what is then done.
 */
export interface Consent {
  command(command: Command): CommandResult | Promise<CommandResult>;
  /** Something may have changed: a question that no longer matters is withdrawn. */
  changed(): void;
}

/** A page that asks for more of them than this in a minute is not let. */
const [mostQuestions, withinMs] = [4, 60_000];

interface Wanted {
  readonly question: Question;
  readonly command: Command;
  /** Whether it still matters. */
  readonly holds: () => boolean;
  readonly onYes: () => void;
}

export function createConsent(deps: ConsentDeps): Consent {
  const { places, words, view, clock, log } = deps;
  let open: { readonly holds: () => boolean; readonly withdraw: AbortController } | null = null;
  let askedAt: readonly number[] = [];
  let signedIn = false;
  /** Hosts that the user has opened in this run. */
  const agreed = new Set<string>();

  function questionFor(command: Command): Wanted | null {
    if (command.type === 'sign-in') return aboutPlace(command, command.request);
    if (command.type === 'trust-domain' && command.trusted) return aboutDomain(command, command.domain);
    if (command.type === 'open-link') return aboutLink(command, command.url);
    return null;
  }

  /** None where the phone refuses it anyhow. */
  function aboutPlace(command: Command, request: SignInRequest): Wanted | null {
    const holds = (): boolean => view().session.status === 'Signed out';
    const account = accountOf(request, deps.urls);
    const place = account === null || !holds() ? null : placeOf(account, deps.urls);
    if (place === null || places.has(place, request.password === '')) return null;
    return { question: placeQuestion(place, request, words), command, holds, onYes: () => places.add(place) };
  }

  function aboutDomain(command: Command, domain: string): Wanted | null {
    const asked = () => view().session.signIn?.trust ?? null;
    const trust = asked();
    if (trust === null || trust.domain !== domain) return null;
    const { address = '', userName = '', keep = false } = view().session.signIn ?? {};
    const from = placeOf({ address, userName, keep, server: '' }, deps.urls)?.host ?? '';
    const holds = (): boolean => asked()?.domain === domain && asked()?.host === trust.host;
    return { question: trustQuestion(trust, from, words), command, holds, onYes: () => {} };
  }

  /** A page that was taken over could open any address of somebody who writes; of each host the user says so once. */
  function aboutLink(command: Command, url: string): Wanted | null {
    const host = deps.urls.parse(url)?.host ?? '';
    if (host === '' || agreed.has(host)) return null;
    return { question: linkQuestion(host, url, words), command, holds: () => true, onYes: () => void agreed.add(host) };
  }

  async function confirm({ question, command, holds, onYes }: Wanted): Promise<CommandResult> {
    const withdraw = new AbortController();
    open = { holds, withdraw };
    askedAt = [...askedAt, clock.now()];
    const yes = await deps.ask(question, withdraw.signal).catch((error: unknown) => {
      log.error('A question could not be asked', { error });
      return false;
    });
    open = null;
    log.info('Asked outside the page', { command: command.type, yes });
    if (!yes || !holds()) return { ok: false, refusal: 'declined' };
    onYes();
    return deps.command(command);
  }

  /** The servers of a domain that signed somebody in are not asked about again. What a named server says of a domain vouches for none. */
  function vouchForDomain(): void {
    const account = deps.account();
    const place = account === null ? null : placeOf(account, deps.urls);
    if (place?.kind === 'domain' && places.isSought(place)) places.add(place);
  }

  return {
    command(command) {
      const wanted = questionFor(command);
      if (wanted === null) return deps.command(command);
      if (open !== null) return { ok: false, refusal: 'repeated' };
      askedAt = askedAt.filter((at) => clock.now() - at < withinMs);
      if (deps.mainShows() && askedAt.length < mostQuestions) return confirm(wanted);
      log.warn('Nothing was asked', { command: command.type, asked: askedAt.length });
      return { ok: false, refusal: 'unavailable' };
    },
    changed() {
      if (open !== null && !open.holds()) open.withdraw.abort();
      const before = signedIn;
      signedIn = view().session.status === 'Ready';
      if (signedIn && !before) vouchForDomain();
    },
  };
}

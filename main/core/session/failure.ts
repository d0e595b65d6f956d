import type { TransportFailure } from '../ports.ts';
import type { OutOfStepLink } from '../ucwa/events.ts';
import { isLastWord, type Reason } from '../ucwa/reason.ts';
import type { SignInFailure, SignInFailureKind } from './sign-in-failure.ts';
import type { SessionEvent, TrustQuestion } from './state.ts';

/** Why a UCWA request brought no result. */
export type UcwaFailure =
  | {
      readonly kind: 'transport';
      readonly host: string;
      readonly failure: TransportFailure;
      /** The request had gone out, so that the server may have acted on it. */
      readonly sent?: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly host: string;
      readonly status: number;
      readonly reason: Reason | null;
      /** The body was neither JSON nor XML: a proxy or IIS may have said so, not UCWA. Only the status counts. */
      readonly foreign?: boolean;
      /** Absolute URL to which an HTTP redirect leads; followed in discovery only, and if the origin policy admits it. */
      readonly location: string | null;
      /** How long the server asks to be left alone, in milliseconds. */
      readonly retryAfterMs: number | null;
      /** The event channel is out of step, and goes on there. */
      readonly outOfStep?: OutOfStepLink | null;
    }
  /** A body that no UCWA server sends, such as a captive portal's page. */
  | { readonly kind: 'malformed'; readonly host: string; readonly status: number }
  /** The href leads out of the hosts that this session trusts; nothing was sent. */
  | {
      readonly kind: 'untrusted';
      readonly host: string;
      /** It leads to http. */
      readonly insecure?: boolean;
      /** An answer over http said so, which anybody on the way can have given. */
      readonly unproven?: boolean;
      /** What the user can be asked, where an answer would help. */
      readonly question?: TrustQuestion;
    }
  /** The application does not say who the user is, without which there is no session. */
  | { readonly kind: 'no-me'; readonly host: string; readonly status: number }
  /** No token is to be had. */
  | { readonly kind: 'sign-in'; readonly failure: SignInFailure };

export function hostIn(url: string): string {
  return /^https?:\/\/(\[[^\]/]*\]|[^/:?#]+)/i.exec(url)?.[1] ?? '';
}

/** Whether the same request may work later without the user's help. */
export function isPassing(failure: UcwaFailure): boolean {
  switch (failure.kind) {
    case 'transport':
      return true;
    case 'refused':
      return failure.status >= 500 || failure.status === 408 || failure.status === 429;
    case 'malformed':
      return true;
    case 'untrusted':
    case 'no-me':
      return false;
    case 'sign-in':
      return failure.failure.kind === 'no-answer' || failure.failure.kind === 'server-error';
  }
}

/**
 * Whether waiting is of no use: the server itself has spoken about the account or the app, or a token service has answered below 500, in whatever words, which was said to the secret,
 * so that another try would count towards a locked account. A sign-in that nobody waits for ends with these alone: what else is answered by the server, such as the page of one that is
 * being looked after, or a redirect to one, may be gone in an hour, and a phone that has given up rings for nobody.
 */
export function isForGood(failure: UcwaFailure): boolean {
  switch (failure.kind) {
    case 'refused':
      return isLastWord(failure.status, failure.reason);
    case 'no-me':
      return true;
    case 'sign-in':
      return !isPassing(failure);
    default:
      return false;
  }
}

/** A network or a server that is away for a while is no news; what may need somebody is. */
function isNews(failure: UcwaFailure): boolean {
  if (failure.kind === 'refused') return !isPassing(failure);
  if (failure.kind !== 'transport') return true;
  return transportKinds[failure.failure.kind].waits !== true;
}

/** Nothing comes from the server, and why, where the user should know. `wallMs`: since 1970. */
export function reconnecting(failure: UcwaFailure, wallMs: number): SessionEvent & { readonly type: 'reconnecting' } {
  if (!isNews(failure)) return { type: 'reconnecting' };
  return { type: 'reconnecting', failure: signInFailure(failure), at: wallMs };
}

/** What a failed request means to someone who signs in. */
export function signInFailure(failure: UcwaFailure): SignInFailure {
  switch (failure.kind) {
    case 'sign-in':
      return failure.failure;
    case 'transport':
      return {
        kind: transportKinds[failure.failure.kind].kind,
        host: failure.failure.proxy ?? failure.host,
        code: [failure.failure.kind, failure.failure.code].filter((part) => part !== undefined).join(' '),
        ...(failure.failure.certificate === undefined ? {} : { certificate: failure.failure.certificate }),
      };
    case 'untrusted': {
      const astray = failure.unproven ? 'unproven-domain' : 'untrusted-domain';
      return { kind: failure.insecure ? 'insecure' : astray, host: failure.host, code: 'untrusted' };
    }
    case 'no-me':
      return { kind: 'no-me', host: failure.host, code: `${failure.status} no me` };
    case 'malformed':
      return { kind: 'not-ucwa', host: failure.host, code: `${failure.status} not UCWA` };
    case 'refused':
      return {
        kind: refusedKind(failure.status, failure.reason),
        host: failure.host,
        code: codeOf(failure.status, failure.reason),
      };
  }
}

export function codeOf(status: number, reason: Reason | null): string {
  return [status, reason?.code, reason?.subcode].filter((part) => part !== undefined && part !== null).join(' ');
}

/** What each way to get no answer means to the user; `waits`: the network or the server may be back by itself, which is no news. */
const transportKinds: Readonly<
  Record<TransportFailure['kind'], { readonly kind: SignInFailureKind; readonly waits?: true; readonly reached?: true }>
> = {
  offline: { kind: 'offline', waits: true },
  name: { kind: 'no-server', waits: true },
  'name-server': { kind: 'name-server', waits: true },
  filtered: { kind: 'filtered' },
  blocked: { kind: 'blocked' },
  unreachable: { kind: 'unreachable', waits: true },
  refused: { kind: 'refused', waits: true, reached: true },
  timeout: { kind: 'no-answer', waits: true },
  network: { kind: 'cut', waits: true },
  'tls-cut': { kind: 'tls-cut', waits: true },
  'tls-version': { kind: 'tls-version', reached: true },
  tls: { kind: 'tls', reached: true },
  'not-tls': { kind: 'not-tls', reached: true },
  'client-certificate': { kind: 'client-certificate', reached: true },
  certificate: { kind: 'certificate', reached: true },
  'too-large': { kind: 'not-ucwa', waits: true },
  cancelled: { kind: 'no-answer', waits: true },
  proxy: { kind: 'proxy', waits: true },
  'proxy-auth': { kind: 'proxy-auth' },
  'proxy-scheme': { kind: 'proxy-scheme' },
  'proxy-unknown': { kind: 'proxy-unknown', waits: true },
};

/** Whether a machine at the server's address has said something, so that it is not the network that is away. */
export function hasReached(failure: UcwaFailure): boolean {
  return failure.kind !== 'transport' || transportKinds[failure.failure.kind].reached === true;
}

function refusedKind(status: number, reason: Reason | null): SignInFailureKind {
  if (status === 403) return reason?.subcode === 'MobileApplicationNoLongerAllowed' ? 'app-not-allowed' : 'not-allowed';
  if (status === 410) return goneKind(reason);
  return status === 404 ? 'not-ucwa' : 'server-error';
}

/** Why the server ended an application, or makes none (410), in kinds that the user is told apart. */
export function goneKind(reason: Reason | null): SignInFailureKind {
  switch (reason?.subcode) {
    case 'TooManyApplications':
      return 'too-many';
    case 'InactiveApplicationExpired':
      return 'inactive';
    case 'UserAgentNotAllowed':
      return 'app-not-allowed';
    default:
      return 'gone';
  }
}

/** Why nothing came of a request, as the server said it. */
export interface Refusal {
  readonly code: string;
  readonly subcode: string | null;
}

/**
 * The word that nothing came of a request; null where something may have, because the answer was lost, or was nobody's who knows. `usual`: the code that
 * a status stands for without a body.
 */
export function refusalOf(failure: UcwaFailure, usual: (status: number) => string): Refusal | null {
  switch (failure.kind) {
    case 'refused': {
      const { status, reason, foreign } = failure;
      if (foreign === true || status === 408 || status >= 500 || status < 400) return null;
      return { code: reason?.code ?? usual(status), subcode: reason?.subcode ?? null };
    }
    case 'transport':
      return failure.sent === true ? null : { code: 'NotSent', subcode: null };
    case 'malformed':
      return null;
    default:
      return { code: '', subcode: null };
  }
}

/** A failure in a word or two, for the log. */
export function failureCode(failure: UcwaFailure): string {
  switch (failure.kind) {
    case 'refused':
      return codeOf(failure.status, failure.reason);
    case 'transport':
      return failure.failure.kind;
    case 'malformed':
    case 'no-me':
      return `${failure.status} not UCWA`;
    case 'sign-in':
      return failure.failure.code;
    case 'untrusted':
      return 'untrusted';
  }
}

import type { ProblemView, SignInField, Words } from '../../../preload/contract/index.ts';
import { isoTime } from '../iso-time.ts';
import type { CertificateFault } from '../ports.ts';
import { isDiscoveryName } from '../session/discovery/candidates.ts';
import type { SignInFailure, SignInFailureKind, SignInWay } from '../session/sign-in-failure.ts';
import type { SessionModel } from '../session/state.ts';

/** The fields to mark where the user may have to write something else. */
const fieldsOf: Readonly<Partial<Record<SignInFailureKind, readonly SignInField[]>>> = {
  address: ['address'],
  'server-address': ['server'],
  password: ['password', 'userName'],
  'sign-in-refused': ['password'],
  'password-needed': ['password'],
  integrated: ['password'],
  'no-password-grant': ['password'],
  'no-server': ['address'],
  'not-tls': ['server'],
  certificate: ['server'],
  insecure: ['server'],
  'proxy-auth': ['proxyUserName', 'proxyPassword'],
  'untrusted-domain': ['server'],
  'unproven-domain': ['server'],
  'not-ucwa': ['server'],
};

/** A reason for having no session in words: what happened, then what to do. */
export function projectProblem(failure: SignInFailure, session: SessionModel, words: Words): ProblemView {
  const { kind, certificate } = failure;
  const place = placeOf(failure, session);
  return {
    title: words.say(`problem.${kind}.title`, place),
    help:
      certificate === undefined
        ? helpFor(failure, place, words)
        : certificateHelp(certificate, session.failedAt, place, words),
    fields: certificate !== undefined && isOfDates(certificate) ? [] : (fieldsOf[kind] ?? []),
    details: `Switchhook sign-in: ${kind} (${safeCode(failure.code)}), ${isoTime(session.failedAt)}`,
  };
}

/** What a problem is with: a host that is known by its name, else whatever server is the domain's. */
interface Place {
  readonly known: 'yes' | 'other';
  readonly host: string;
  readonly domain: string;
}

function placeOf({ kind, host }: SignInFailure, { account: { address } }: SessionModel): Place {
  // Nobody else knows a name that this app made up.
  const known = host !== '' && !(kind === 'no-server' && isDiscoveryName(host));
  return { known: known ? 'yes' : 'other', host, domain: address.slice(address.lastIndexOf('@') + 1) };
}

function helpFor({ kind, ways = [] }: SignInFailure, place: Place, words: Words): string {
  const others = kind === 'integrated' ? ways.filter((way) => way !== 'integrated') : ways;
  if (!saysWays(kind) || others.length === 0) return words.say(`problem.${kind}.help`, place);
  return words.say('problem.offered-ways', { ways: together(others) });
}

/** Where something else that the server offers is the way out. */
function saysWays(kind: SignInFailureKind): boolean {
  return kind === 'integrated' || kind === 'password-needed' || kind === 'no-password-grant';
}

function together(ways: readonly SignInWay[]) {
  const [password, integrated, page] = (['password', 'integrated', 'page'] as const).map((way) => ways.includes(way));
  if (password && integrated) return page ? 'other' : 'passwordOrIntegrated';
  if (password) return page ? 'passwordOrPage' : 'password';
  if (integrated) return page ? 'integratedOrPage' : 'integrated';
  return 'page';
}

/** A clock that is wrong makes such a fault of a certificate that has none. */
function isOfDates({ fault }: CertificateFault): boolean {
  return fault === 'expired' || fault === 'not-yet-valid';
}

/** @param seenAt when the certificate was seen, in ms since 1970 */
function certificateHelp({ fault, from, until }: CertificateFault, seenAt: number, place: Place, words: Words): string {
  const limit = fault === 'expired' ? until : from;
  return words.say(`certificate.${fault}`, {
    ...place,
    dated: limit === undefined ? 'other' : 'yes',
    date: limit === undefined ? '' : words.date(limit),
    today: words.date(seenAt),
  });
}

/** A code is a few words of ASCII; a server that puts anything else there does not get it into a report. */
function safeCode(code: string): string {
  return code.replace(/[^\w.: -]/g, '').slice(0, 120);
}

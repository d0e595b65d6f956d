import type { SignInField } from '../../../preload/contract/index.ts';
import { isoTime } from '../iso-time.ts';
import type { CertificateFault } from '../ports.ts';
import type { SignInFailureKind, SignInWay } from '../session/sign-in-failure.ts';

/** What happened, and what to do, as sentences. */
export interface Problem {
  readonly title: (host: string, domain: string) => string;
  readonly help: (host: string, ways: readonly SignInWay[]) => string;
  readonly fields: readonly SignInField[];
}

export const askAdministrator = (about: string) => (host: string) =>
  `Ask your administrator about ${host === '' ? about : host}.`;

/** Such networks answer in the place of every server until somebody has signed in to them. */
export const guestNetwork = 'If you are in a guest network, sign in to it first.';

const serverOf = (host: string, domain: string): string => `The server ${host === '' ? `of ${domain}` : host}`;
const administratorOf = askAdministrator('the server');

/** Each way in which no connection comes up, or none that is safe. */
export const connectionProblems = {
  offline: {
    title: () => 'This computer is offline.',
    help: () => 'Switchhook can sign in when the network is back.',
    fields: [],
  },
  'name-server': {
    title: (host, domain) => `No name server answers for ${host === '' ? domain : host}.`,
    help: () => 'Check the network of this computer, or connect the VPN if you need one, then try again.',
    fields: [],
  },
  filtered: {
    title: (host, domain) => `This network gives no usable address for ${host === '' ? domain : host}.`,
    help: () => 'A filter of names may block it: try another network or the VPN, or ask your administrator.',
    fields: [],
  },
  blocked: {
    title: (host, domain) => `This computer lets no connection out to ${host === '' ? domain : host}.`,
    help: () =>
      'A firewall or a security program on it may be the reason: allow Switchhook there, or ask your administrator.',
    fields: [],
  },
  unreachable: {
    title: (host, domain) => `There is no way to ${host === '' ? `the server of ${domain}` : host} from this network.`,
    help: () => 'Connect to the network of your organization or its VPN, then try again.',
    fields: [],
  },
  refused: {
    title: (host, domain) => `${serverOf(host, domain)} does not answer.`,
    help: () => 'It takes no connection: try again in a few minutes. If it goes on, check the server address.',
    fields: [],
  },
  'no-answer': {
    title: (host, domain) => `${serverOf(host, domain)} does not answer.`,
    help: () =>
      'A firewall may be in the way: check the network of this computer or its VPN, or try again in a few minutes.',
    fields: [],
  },
  cut: {
    title: (host, domain) => `The connection to ${host === '' ? `the server of ${domain}` : host} broke.`,
    help: (host) => `Try again in a few minutes. If it goes on, ${lowerFirst(administratorOf(host))}`,
    fields: [],
  },
  'tls-cut': {
    title: (host, domain) =>
      `The connection to ${host === '' ? `the server of ${domain}` : host} broke before it was secure.`,
    help: () =>
      'Nothing was sent. A firewall or a security program on the way may be the reason: try another network, or ask your administrator.',
    fields: [],
  },
  'tls-version': {
    title: (host, domain) => `${serverOf(host, domain)} only knows an encryption that is too old.`,
    help: () => 'Nothing was sent. Ask your administrator to turn on TLS 1.2 there.',
    fields: [],
  },
  tls: {
    title: (host, domain) => `No secure connection to ${host === '' ? `the server of ${domain}` : host} comes up.`,
    help: () =>
      'Nothing was sent. It may want an encryption that is too old, or does not know that name: ask your administrator, and give them the details.',
    fields: [],
  },
  'not-tls': {
    title: (host, domain) => `${serverOf(host, domain)} answers without encryption.`,
    help: () => `Nothing was sent. ${guestNetwork} Otherwise check the server address and its port.`,
    fields: ['server'],
  },
  'client-certificate': {
    title: (host, domain) => `${serverOf(host, domain)} asks for a certificate of this computer.`,
    help: () =>
      'Switchhook cannot give one. Ask your administrator for a server address that needs none, or connect the VPN.',
    fields: [],
  },
  certificate: {
    title: () => 'The server’s certificate is not trusted.',
    help: (host) => `Your password was not sent. ${guestNetwork} ${otherwise(administratorOf(host))}`,
    fields: ['server'],
  },
} satisfies Partial<Record<SignInFailureKind, Problem>>;

/** What is wrong with a certificate, and whom to ask for what. */
const certificateFaults: Readonly<Record<CertificateFault['fault'], readonly [what: string, ask: string]>> = {
  expired: ['It ran out', 'ask your administrator to renew the certificate of'],
  'not-yet-valid': ['It is not valid', 'ask your administrator about the certificate of'],
  'self-signed': ['It vouches for itself.', 'ask your administrator which certificate to install for'],
  host: ['It is for another server.', 'check the server address, or ask your administrator about'],
  authority: ['Its authority is unknown on this computer.', 'ask your administrator which authority to install for'],
  revoked: ['It was revoked.', 'ask your administrator about'],
  weak: ['Its key or signature is too weak.', 'ask your administrator to renew the certificate of'],
  other: ['', 'ask your administrator about'],
};

/** The same for a certificate of which it is known what is wrong with it. @param now when it was seen, in ms since 1970 */
export function certificateProblem({ fault, from, until }: CertificateFault, now: number): Problem {
  const [what, ask] = certificateFaults[fault];
  const clock = `This computer’s clock says ${dateOf(now)}: if that is wrong, set it.`;
  const hints: Partial<Record<CertificateFault['fault'], string>> = {
    expired: `${what}${until === undefined ? '' : ` on ${dateOf(until)}`}. ${clock}`,
    'not-yet-valid': `${what} ${from === undefined ? 'yet' : `before ${dateOf(from)}`}. ${clock}`,
  };
  const hint = hints[fault] ?? `${what} ${guestNetwork}`.trim();
  return {
    ...connectionProblems.certificate,
    help: (host) => `Your password was not sent. ${hint} ${otherwise(`${ask} ${host === '' ? 'the server' : host}.`)}`,
    ...(fault in hints ? { fields: [] } : {}),
  };
}

function otherwise(sentence: string): string {
  return `Otherwise ${lowerFirst(sentence)}`;
}

function lowerFirst(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** A date in words, such as 3 May 2027; total. */
function dateOf(at: number): string {
  const [, year = '', month = '', day = ''] = /^(\+?-?\d+)-(\d\d)-(\d\d)/.exec(isoTime(at)) ?? [];
  return `${Number(day)} ${months[Number(month) - 1]} ${Number(year)}`;
}

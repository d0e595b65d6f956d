import type { ProblemView } from '../../../preload/contract/index.ts';
import { callsRefused } from '../health/calls-refused.ts';
import { isoTime } from '../iso-time.ts';
import { isDiscoveryName } from '../session/discovery/candidates.ts';
import type { SignInFailure, SignInFailureKind, SignInWay } from '../session/sign-in-failure.ts';
import type { SessionModel } from '../session/state.ts';
import {
  askAdministrator,
  certificateProblem,
  connectionProblems,
  guestNetwork,
  type Problem,
} from './connection-problems.ts';

/** The ways of signing in that a server offers, each as something to do. */
const doings: Readonly<Record<SignInWay, string>> = {
  password: 'type your password',
  integrated: 'leave the password empty to sign in as the user of this computer',
  page: 'leave the password empty to sign in on your organization’s page',
};

/** Both of the ways without a password begin with the same words, which are said once. */
const withoutPassword =
  'leave the password empty to sign in as the user of this computer or on your organization’s page';

function whatToDo(ways: readonly SignInWay[], otherwise: string): string {
  const both = ways.includes('integrated') && ways.includes('page');
  const all = both
    ? [...(ways.includes('password') ? [doings.password] : []), withoutPassword]
    : ways.map((way) => doings[way]);
  const sentence = all.join(', or ');
  return sentence === '' ? otherwise : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** Each reason for having no session in words: what happened, then what to do. */
const problems: Readonly<Record<SignInFailureKind, Problem>> = {
  address: {
    title: () => 'Enter your sign-in address',
    help: () => 'For example name@company.com.',
    fields: ['address'],
  },
  password: {
    title: () => 'That user name or password did not work.',
    help: () => 'Type the password again. If it keeps failing, your account may be locked: ask your administrator.',
    fields: ['password', 'userName'],
  },
  'sign-in-refused': {
    title: (host) => `The server ${host === '' ? '' : `${host} `}refused to sign you in.`,
    help: () =>
      'Nothing is sent again by itself. Type your password and press Sign in; if it keeps failing, ask your administrator, and give them the details.',
    fields: ['password'],
  },
  'password-needed': {
    title: () => 'Sign in again to get calls.',
    help: (_host, ways) => whatToDo(ways, 'Type your password.'),
    fields: ['password'],
  },
  'page-needed': {
    title: () => 'Sign in again to get calls.',
    help: () => 'Press Sign in: the page of your organization opens.',
    fields: [],
  },
  'page-closed': {
    title: () => 'The sign-in page was closed.',
    help: () => 'Press Sign in to open it again.',
    fields: [],
  },
  'page-failed': {
    title: () => 'Your organization’s page did not sign you in.',
    help: () =>
      'Press Sign in to try it again. If it keeps failing, ask your administrator, and give them the details.',
    fields: [],
  },
  integrated: {
    title: () => 'The server did not take the user of this computer.',
    help: (_host, ways) =>
      whatToDo(
        ways.filter((way) => way !== 'integrated'),
        'Type your password, or sign in to this computer with your work account.',
      ),
    fields: ['password'],
  },
  'no-server': {
    title: (host, domain) =>
      host === '' || isDiscoveryName(host) ? `No server found for ${domain}.` : `No server has the name ${host}.`,
    help: () => 'Check the sign-in address, or set the server address.',
    fields: ['address'],
  },
  'server-address': {
    title: () => 'That is no server address.',
    help: () => 'Type the name of the server, for example pool.company.com, or leave the field empty.',
    fields: ['server'],
  },
  ...connectionProblems,
  insecure: {
    title: (host, domain) => `${host === '' ? `The server of ${domain}` : host} is only reached without encryption.`,
    help: () =>
      `${guestNetwork} Your password was not sent: ask your administrator for a server address that starts with https.`,
    fields: ['server'],
  },
  proxy: {
    title: (host) => `The proxy ${host === '' ? '' : `${host} `}makes no connection to the server.`,
    help: () => 'Check the proxy settings of this computer, or ask your administrator.',
    fields: [],
  },
  'proxy-auth': {
    title: (host) => `The proxy ${host === '' ? '' : `${host} `}asks for a user name and a password.`,
    help: () => 'Sign in with the ones for the proxy. If you have typed them, they did not work.',
    fields: ['proxyUserName', 'proxyPassword'],
  },
  'proxy-scheme': {
    title: (host) =>
      `The proxy ${host === '' ? '' : `${host} `}asks who you are in a way that Switchhook does not know.`,
    help: () =>
      'Ask your administrator to let Switchhook’s servers pass without it, or with a user name and a password.',
    fields: [],
  },
  'untrusted-domain': {
    title: (host, domain) => `The server of ${domain} points to another domain${host === '' ? '' : `, ${host}`}.`,
    help: () => 'Nothing was sent there. Ask your administrator whether this is right, or set the server address.',
    fields: ['server'],
  },
  'unproven-domain': {
    title: (host) => `An answer without encryption points to another domain${host === '' ? '' : `, ${host}`}.`,
    help: () => `Nothing was sent there. ${guestNetwork} Otherwise set the server address, or ask your administrator.`,
    fields: ['server'],
  },
  'server-error': {
    title: (host) => `The server ${host === '' ? '' : `${host} `}could not sign you in.`,
    help: askAdministrator('the server, and give them the details'),
    fields: [],
  },
  'not-ucwa': {
    title: (host, domain) => `${host === '' ? `The server of ${domain}` : host} does not speak UCWA.`,
    help: () => `Check the server address. ${guestNetwork}`,
    fields: ['server'],
  },
  'no-me': {
    title: (host) => `The server ${host === '' ? '' : `${host} `}does not say who you are.`,
    help: () =>
      'Your sign-in lacks the right to read your own account (User.ReadWrite): ask your administrator to allow it for Switchhook.',
    fields: [],
  },
  'no-password-grant': {
    title: () => 'This server does not take a password from apps.',
    help: (host, ways) => whatToDo(ways, askAdministrator('password sign-in for UCWA')(host)),
    fields: ['password'],
  },
  'no-way': {
    title: () => 'This server offers no way to sign in that Switchhook knows.',
    help: askAdministrator('password sign-in for UCWA'),
    fields: [],
  },
  'not-allowed': { title: () => callsRefused.title, help: () => callsRefused.help, fields: [] },
  replaced: {
    title: () => 'Another program took over this sign-in.',
    help: () => 'Quit the other one, or sign in there as somebody else. Calls ring here again within a minute.',
    fields: [],
  },
  gone: {
    title: () => 'The server ended this sign-in.',
    help: () => 'Sign in again to get calls here.',
    fields: [],
  },
  'no-events': {
    title: () => 'The server does not tell this app of calls.',
    help: () => 'Calls may not ring here. If it goes on, ask your administrator about the server’s event channel.',
    fields: [],
  },
  'too-many': {
    title: () => 'You are signed in on too many computers.',
    help: () => 'Sign out on one of them, then sign in again to get calls here.',
    fields: [],
  },
  inactive: {
    title: () => 'The server ended this sign-in because nothing was heard from this computer for too long.',
    help: () => 'Sign in again to get calls here.',
    fields: [],
  },
  'app-not-allowed': {
    title: () => 'Your organization’s server does not allow this app.',
    help: () => 'Ask your administrator to allow Switchhook.',
    fields: [],
  },
};

export function projectProblem(failure: SignInFailure, session: SessionModel): ProblemView {
  const { title, help, fields } =
    failure.certificate === undefined
      ? problems[failure.kind]
      : certificateProblem(failure.certificate, session.failedAt);
  const { address } = session.account;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return {
    title: title(failure.host, domain),
    help: help(failure.host, failure.ways ?? []),
    fields,
    details: `Switchhook sign-in: ${failure.kind} (${safeCode(failure.code)}), ${isoTime(session.failedAt)}`,
  };
}

/** A code is a few words of ASCII; a server that puts anything else there does not get it into a report. */
function safeCode(code: string): string {
  return code.replace(/[^\w.: -]/g, '').slice(0, 120);
}

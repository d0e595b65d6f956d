import type { ProblemView, SignInField } from '../../../preload/contract.ts';
import type { SessionModel, SignInFailure, SignInFailureKind } from '../session/state.ts';

interface Problem {
  readonly title: (host: string, domain: string) => string;
  readonly help: (host: string) => string;
  readonly fields: readonly SignInField[];
}

const askAdministrator = (about: string) => (host: string) =>
  `Ask your administrator about ${host === '' ? about : host}.`;

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
  'password-needed': {
    title: () => 'Sign in again to get calls.',
    help: () => 'Type your password.',
    fields: ['password'],
  },
  'no-server': {
    title: (_host, domain) => `No server found for ${domain}.`,
    help: () => 'Check the sign-in address, or set the server address.',
    fields: ['address'],
  },
  offline: {
    title: () => 'This computer is offline.',
    help: () => 'Switchhook can sign in when the network is back.',
    fields: [],
  },
  certificate: {
    title: () => 'The server’s certificate is not trusted.',
    help: (host) => `Your password was not sent. ${askAdministrator('the server')(host)}`,
    fields: ['server'],
  },
  'untrusted-domain': {
    title: (host, domain) => `The server of ${domain} points to another domain${host === '' ? '' : `, ${host}`}.`,
    help: () => 'Your password was not sent. Ask your administrator whether this is right, or set the server address.',
    fields: ['server'],
  },
  'no-answer': {
    title: (host, domain) => `The server ${host === '' ? `of ${domain}` : host} does not answer.`,
    help: () => 'Check the network of this computer, or try again in a few minutes.',
    fields: [],
  },
  'server-error': {
    title: () => 'The server could not sign you in.',
    help: askAdministrator('the server, and give them the details'),
    fields: [],
  },
  'not-ucwa': {
    title: (host, domain) => `${host === '' ? `The server of ${domain}` : host} does not speak UCWA.`,
    help: () => 'Check the server address. If you are in a guest network, sign in to that network first.',
    fields: ['server'],
  },
  'no-password-grant': {
    title: () => 'This server does not take a password from apps.',
    help: askAdministrator('password sign-in for UCWA'),
    fields: [],
  },
  'no-calls': {
    title: () => 'Your account cannot take calls in this app.',
    help: () => 'Ask your administrator to turn on calls for it.',
    fields: [],
  },
  replaced: {
    title: () => 'Another program took over this sign-in.',
    help: () => 'Sign in again to get calls here.',
    fields: [],
  },
  gone: {
    title: () => 'The server ended this sign-in.',
    help: () => 'You may be signed in on too many computers. Sign in again to get calls here.',
    fields: [],
  },
};

export function projectProblem(failure: SignInFailure, session: SessionModel): ProblemView {
  const { title, help, fields } = problems[failure.kind];
  const { address } = session.account;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return {
    title: title(failure.host, domain),
    help: help(failure.host),
    fields,
    details: `Switchhook sign-in: ${failure.kind} (${safeCode(failure.code)}), ${isoTime(session.failedAt)}`,
  };
}

/** A code is a few words of ASCII; a server that puts anything else there does not get it into a report. */
function safeCode(code: string): string {
  return code.replace(/[^\w.: -]/g, '').slice(0, 120);
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

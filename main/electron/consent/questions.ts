import type { SignInRequest, TrustView } from '../../../preload/contract/index.ts';
import type { SignInPlace } from '../../core/session/sign-in-place.ts';

/** A question in a window of the system. Everything in it that somebody else chose is a host name in ASCII. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The button that says yes; the other one, which has the focus, is "Cancel". */
  readonly yes: string;
}

/** Whether to ask a place that nobody vouched for, and with what. */
export function placeQuestion({ kind, host }: SignInPlace, { userName, password, proxy }: SignInRequest): Question {
  const asked = kind === 'server' ? `the server ${host}` : `the servers of ${host}`;
  const as =
    password === ''
      ? 'as the user of this computer, or on a page that they name'
      : userName.trim() === ''
        ? 'with the sign-in address and the password that were entered'
        : 'with the user name and the password that were entered';
  const byProxy = proxy === undefined ? '' : ' The proxy on the way gets the password that was entered for it.';
  return {
    message: `Sign in at ${host}?`,
    detail: `Switchhook will ask ${asked} to sign you in ${as}.${byProxy}\n\n${unsure(host)}`,
    yes: 'Sign in',
  };
}

/** Whether the servers of a domain are the organization's. `signInHost`: whose sign-in leads there. */
export function trustQuestion({ host, domain }: TrustView, signInHost: string): Question {
  return {
    message: `Trust ${domain} for signing in at ${signInHost}?`,
    detail: `The server of ${signInHost} leads to ${host}. If you trust ${domain}, Switchhook signs you in there, now and from now on.\n\n${unsure(domain)}`,
    yes: 'Trust',
  };
}

function unsure(name: string): string {
  return `If you did not ask for this, or do not know ${name}, choose Cancel and ask your administrator.`;
}

import type { SignInRequest, TrustView, Words } from '../../../preload/contract/index.ts';
import type { SignInPlace } from '../../core/session/sign-in-place.ts';

/** A question in a window of the system. Everything in it that somebody else chose is a host name in ASCII. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The button that says yes; the other one, which has the focus, is "Cancel". */
  readonly yes: string;
}

/** Whether to ask a place that nobody vouched for, and with what. */
export function placeQuestion(
  { kind, host }: SignInPlace,
  { userName, password, proxy }: SignInRequest,
  words: Words,
): Question {
  const { say } = words;
  const as = password === '' ? 'computer' : userName.trim() === '' ? 'address' : 'other';
  const detail = say('consent.place.detail', { kind: kind === 'server' ? 'server' : 'other', host, as });
  const byProxy = proxy === undefined ? '' : ` ${say('consent.place.proxy')}`;
  return {
    message: say('consent.place.title', { host }),
    detail: `${detail}${byProxy}\n\n${say('consent.unsure', { name: host })}`,
    yes: say('consent.place.yes'),
  };
}

/** Whether the servers of a domain are the organization's. `signInHost`: whose sign-in leads there. */
export function trustQuestion({ host, domain }: TrustView, signInHost: string, { say }: Words): Question {
  const detail = say('consent.trust.detail', { signInHost, host, domain });
  return {
    message: say('consent.trust.title', { domain, host: signInHost }),
    detail: `${detail}\n\n${say('consent.unsure', { name: domain })}`,
    yes: say('consent.trust.yes'),
  };
}

/** Whether to open an address that stands in a message. */
export function linkQuestion(host: string, url: string, { say }: Words): Question {
  return {
    message: say('consent.link.title', { host }),
    detail: say('consent.link.detail', { url }),
    yes: say('consent.link.yes'),
  };
}

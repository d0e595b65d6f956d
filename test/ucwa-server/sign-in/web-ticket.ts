/** The token service each host has. Its errors are OAuth's, not UCWA's. */
import type { Incoming } from '../http/incoming.ts';
import { forbidden, type Reply } from '../http/reply.ts';
import type { ResourceNode } from '../http/site.ts';
import { type Account, checkPassword } from './account.ts';
import { badForm, oauthError, readForm } from './form.ts';
import type { PassiveSignIn } from './passive.ts';
import type { Tokens } from './tokens.ts';

const wordsFor = {
  wrong: '28034;source="ticket";reason="The user name or password is not valid."',
  locked: '28033;source="ticket";reason="The account is locked out."',
};

/**
 * A web server in front of the token service that signs users in by Negotiate or NTLM, and passes on their names. Challenges lead
 * to it.
 */
export interface TicketFront {
  readonly origin: string;
  /** What it sends in `X-Front-Secret`, so that nobody else can name a user. */
  readonly secret: string;
}

export interface WebTicketParts {
  readonly account: Account;
  readonly tokens: Tokens;
  readonly grants: readonly string[];
  readonly passive: PassiveSignIn;
  readonly front: () => TicketFront | null;
  /** In seconds, at present. */
  readonly lifetime: () => number;
}

export function webTicketNode({ account, tokens, grants, passive, front, lifetime }: WebTicketParts): ResourceNode {
  const give = ({ origin }: { readonly origin: string | null }): Reply => {
    const seconds = lifetime();
    const token = tokens.issue(origin, seconds);
    const value = { access_token: token, expires_in: seconds, ms_rtc_identityscope: 'local', token_type: 'Bearer' };
    return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: { kind: 'json', value } };
  };
  const byPassword = (incoming: Incoming, form: ReadonlyMap<string, string>): Reply => {
    const [userName, password] = [form.get('username'), form.get('password')];
    if (!userName || !password) {
      return forbidden('no username or password', oauthError('invalid_request', 'username or password is missing.'));
    }
    const check = checkPassword(account, userName, password);
    return check === 'right' ? give(incoming) : oauthError('invalid_grant', wordsFor[check]);
  };
  const byPage = (incoming: Incoming): Reply => {
    if (passive.knows(incoming)) return give(incoming);
    const words = '28055;source="ticket";reason="Sign in with the page first."';
    return oauthError('invalid_grant', words, { ms_rtc_passiveauthuri: passive.uriAt(incoming.origin) });
  };
  const byFront = (incoming: Incoming): Reply => {
    const { 'x-front-secret': secret, 'x-remote-user': user } = incoming.headers;
    if (front() === null || secret !== front()?.secret) return integratedRefusal;
    const name = account.userName.split('\\').at(-1)?.toLowerCase();
    return accountIn(String(user)) === name ? give({ origin: null }) : integratedRefusal;
  };
  const post = (incoming: Incoming): Reply => {
    const form = readForm(incoming);
    if (form === null) return badForm();
    const grant = form.get('grant_type');
    if (grant === undefined) return forbidden('no grant_type', oauthError('invalid_request', 'grant_type is missing.'));
    if (!grants.includes(grant)) {
      return forbidden(`grant ${grant} is not offered`, oauthError('unsupported_grant_type', 'Not offered here.'));
    }
    if (grant === 'password') return byPassword(incoming, form);
    const stray = [...form.keys()].find((name) => name !== 'grant_type');
    if (stray !== undefined) return forbidden(`${stray} with grant ${grant}`, oauthError('invalid_request', stray));
    if (grant === 'urn:microsoft.rtc:passive') return byPage(incoming);
    if (grant === 'urn:microsoft.rtc:windows') return byFront(incoming);
    return forbidden(`grant ${grant} is not for users`, oauthError('unsupported_grant_type', 'Not for users.'));
  };
  return { rel: 'oauthtoken', open: true, methods: { POST: post } };
}

/** The account's own name, of `name@REALM` or `DOMAIN\\name`. */
function accountIn(user: string): string | undefined {
  return user.toLowerCase().split('\\').at(-1)?.split('@')[0];
}

/** This server itself has no domain controller: whoever does not come through a front is asked again. */
const integratedRefusal: Reply = {
  status: 401,
  headers: { 'WWW-Authenticate': ['Negotiate', 'NTLM'] },
  body: { kind: 'html', text: '<html><body><h2>401 - Unauthorized: Access is denied.</h2></body></html>' },
};

/** The token service each host has: the password grant over a form. Its errors are OAuth's, not UCWA's. */
import type { Incoming } from '../http/incoming.ts';
import { forbidden, type Reply } from '../http/reply.ts';
import type { ResourceNode } from '../http/site.ts';
import { type Account, checkPassword } from './account.ts';
import type { Tokens } from './tokens.ts';

const wordsFor = {
  wrong: '28034;source="ticket";reason="The user name or password is not valid."',
  locked: '28033;source="ticket";reason="The account is locked out."',
};

export function webTicketNode(
  account: Account,
  tokens: Tokens,
  grants: readonly string[],
  lifetime: () => number,
): ResourceNode {
  const post = (incoming: Incoming): Reply => {
    const form = readForm(incoming);
    if (form === null) {
      return forbidden('no form, or a field twice', oauthError('invalid_request', 'The request is not a form.'));
    }
    const grant = form.get('grant_type');
    if (grant === undefined) return forbidden('no grant_type', oauthError('invalid_request', 'grant_type is missing.'));
    if (grant !== 'password' || !grants.includes(grant)) {
      return forbidden(`grant ${grant} is not offered`, oauthError('unsupported_grant_type', 'Not offered here.'));
    }
    const [userName, password] = [form.get('username'), form.get('password')];
    if (!userName || !password) {
      return forbidden('no username or password', oauthError('invalid_request', 'username or password is missing.'));
    }
    const check = checkPassword(account, userName, password);
    if (check !== 'right') return oauthError('invalid_grant', wordsFor[check]);
    const seconds = lifetime();
    const token = tokens.issue(incoming.origin, seconds);
    const value = { access_token: token, expires_in: seconds, ms_rtc_identityscope: 'local', token_type: 'Bearer' };
    return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: { kind: 'json', value } };
  };
  return { rel: 'oauthtoken', open: true, methods: { POST: post } };
}

function oauthError(error: string, diagnostics: string): Reply {
  return { status: 400, headers: { 'X-Ms-diagnostics': diagnostics }, body: { kind: 'json', value: { error } } };
}

function readForm(incoming: Incoming): Map<string, string> | null {
  if (incoming.contentType !== 'application/x-www-form-urlencoded') return null;
  const fields = [...new URLSearchParams(incoming.body.toString('utf8'))];
  const form = new Map(fields);
  return form.size === fields.length ? form : null;
}

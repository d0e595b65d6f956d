import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseChallenges, tokenIssuer } from '../../../main/core/ucwa/challenge.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const bearer =
  'Bearer trusted_issuers="00000002-0000-0ff1-ce00-000000000000@contoso.com", client_id="00000004-0000-0ff1-ce00-000000000000", authorization_uri="https://login.windows.net/common/oauth2/authorize"';
const ticket =
  'MsRtcOAuth href="https://pool.contoso.com/WebTicket/oauthtoken",grant_type="urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password"';
const unquoted = 'MsRtcOAuth href=https://pool.contoso.com/WebTicket/oauthtoken,grant_type="password"';
const schemes = [
  'Negotiate',
  'Negotiate YII=',
  'NTLM TlRMTVNTUAAC==',
  'Basic realm="a \\"b\\", c"',
  'Digest qop="auth", nonce=abc',
];

const good = fc
  .array(fc.constantFrom(bearer, ticket, unquoted, ...schemes), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(', '));
const pieces = ['"', '\\"', ',', ', ,', '=', '==', 'href', 'href=', '__proto__="x"', ' ', '\t', '\\', 'MsRtcOAuth '];
const headers = fc.array(fc.oneof({ weight: 3, arbitrary: editedTexts(good, pieces) }, hostileText), { maxLength: 3 });

const timed = (header: string) => () => tokenIssuer(parseChallenges([header]));

export default fuzzTarget({
  about: 'WWW-Authenticate headers',
  inputs: fc.record({ headers, beside: headers }),
  run({ headers: given, beside }) {
    const challenges = parseChallenges(given);
    for (const { scheme, parameters } of challenges) {
      assert.ok(typeof scheme === 'string' && scheme !== '');
      for (const [name, value] of parameters) assert.ok(name === name.toLowerCase() && typeof value === 'string');
    }
    const issuer = tokenIssuer(challenges);
    for (const grant of issuer?.grantTypes ?? []) assert.notEqual(grant, '');
    assert.ok(issuer === null || issuer.href === null || typeof issuer.href === 'string');
    // A header of a header's own line cannot change what another line says.
    assert.deepEqual(
      tokenIssuer(parseChallenges([ticket, ...beside]))?.href,
      'https://pool.contoso.com/WebTicket/oauthtoken',
    );
  },
  growing: {
    challenges: (size) => timed(`${ticket}, `.repeat(Math.ceil(size / ticket.length))),
    'open quote': (size) => timed(`MsRtcOAuth href="${'\\a'.repeat(size / 2)}`),
    quotes: (size) => timed(`MsRtcOAuth ${'"'.repeat(size)}`),
    spaces: (size) => timed(`MsRtcOAuth${' '.repeat(size)}x`),
    commas: (size) => timed(`MsRtcOAuth a=${','.repeat(size)}`),
    words: (size) => timed('a '.repeat(size / 2)),
    'equals signs': (size) => timed(`a${'='.repeat(size)}`),
    'open values': (size) => timed('a="'.repeat(size / 3)),
    'open escapes': (size) => timed('a="\\'.repeat(size / 4)),
    'tabs between commas': (size) => timed(', ,\t'.repeat(size / 4)),
    'no-break spaces': (size) => timed('\u00a0'.repeat(size)),
    'one word': (size) => timed('a'.repeat(size)),
  },
});

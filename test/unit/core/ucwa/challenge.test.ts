import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { parseChallenges, tokenIssuer } from '../../../../main/core/ucwa/challenge.ts';

const href = 'https://pool.contoso.com/WebTicket/oauthtoken';
const grants = ['urn:microsoft.rtc:windows', 'urn:microsoft.rtc:anonmeeting', 'password'];
const bearer = 'Bearer trusted_issuers="", client_id="00000004-0000-0ff1-ce00-000000000000"';
const ticket = `MsRtcOAuth href="${href}",grant_type="${grants.join(',')}"`;

describe('the issuer is found in', () => {
  for (const [name, headers] of [
    ['a folded header', [`${bearer}, ${ticket}`]],
    ['a header folded the other way', [`${ticket}, ${bearer}`]],
    ['two headers', [bearer, ticket]],
    ['a header without quotes around href', [`${bearer}, MsRtcOAuth href=${href},grant_type="${grants.join(',')}"`]],
    ['other letter case and spaces', [`msrtcoauth   HREF = "${href}" ,\tGrant_Type= "${grants.join(',')}"`]],
    ['grants with blanks between them', [`MsRtcOAuth href="${href}", grant_type="${grants.join(' , ')} "`]],
    ['grants with blanks alone between them', [`MsRtcOAuth href="${href}", grant_type="${grants.join(' ')}"`]],
    ['grants in capitals', [`MsRtcOAuth href="${href}", grant_type="${grants.join(',').toUpperCase()}"`]],
    ['a header with commas to spare', [`,, ${bearer} ,,, ${ticket} ,`]],
    ['company', ['Negotiate', 'NTLM', 'Basic realm="a, b=\\"c\\""', `${bearer}, ${ticket}`]],
    ['company that carries a token', [`Negotiate YIIabc==, ${ticket}`]],
  ] as const) {
    test(name, () => {
      const issuer = tokenIssuer(parseChallenges(headers));
      assert.deepEqual([issuer?.href, issuer?.grantTypes, issuer?.authorizationUri], [href, grants, null]);
    });
  }
});

test('parameters belong to the scheme before them, commas in quotes to their value', () => {
  const [first, second] = parseChallenges([`${bearer}, ${ticket}`]);
  assert.equal(first?.scheme, 'Bearer');
  assert.deepEqual([...(first?.parameters.keys() ?? [])], ['trusted_issuers', 'client_id']);
  assert.equal(first?.parameters.get('trusted_issuers'), '');
  assert.equal(second?.parameters.get('grant_type'), grants.join(','));
});

test('escapes in quotes are read', () => {
  assert.equal(parseChallenges(['Basic realm="a \\"b\\" \\\\ c"'])[0]?.parameters.get('realm'), 'a "b" \\ c');
});

describe('no issuer in', () => {
  for (const header of [
    '',
    '   ',
    ',,,',
    '"""',
    '====',
    bearer,
    'MsRtcOAuth',
    'MsRtcOAuth grant_type="password"',
    `href="${href}"`,
    'Negotiate',
    '\\',
    'a="',
    '=a',
  ]) {
    test(JSON.stringify(header), () => assert.equal(tokenIssuer(parseChallenges([header])), null));
  }
});

test('an issuer without grants, and with an empty one', () => {
  assert.deepEqual(tokenIssuer(parseChallenges([`MsRtcOAuth href="${href}"`]))?.grantTypes, []);
  assert.deepEqual(tokenIssuer(parseChallenges([`MsRtcOAuth href="${href}",grant_type="a,, b"`]))?.grantTypes, [
    'a',
    'b',
  ]);
});

test('an OAuth 2.0 server is found in the Bearer challenge, with the token service or without', () => {
  const oauth = `${bearer}, authorization_uri="https://login.windows.net/common/oauth2/authorize"`;
  const found = {
    authorizationUri: 'https://login.windows.net/common/oauth2/authorize',
    clientId: '00000004-0000-0ff1-ce00-000000000000',
  };
  assert.deepEqual(tokenIssuer(parseChallenges([`${oauth}, ${ticket}`])), { href, grantTypes: grants, ...found });
  assert.deepEqual(tokenIssuer(parseChallenges([oauth])), { href: null, grantTypes: [], ...found });
  assert.equal(tokenIssuer(parseChallenges([`${bearer}, authorization_uri=""`])), null);
});

test('a quote that never closes takes the rest', () => {
  assert.equal(parseChallenges(['Basic realm="a, b'])[0]?.parameters.get('realm'), 'a, b');
});

test('no text makes it throw', () => {
  const junk = fc.string({
    unit: fc.constantFrom('a', '=', '"', ',', ' ', '\\', '\t', 'MsRtcOAuth', 'href', '\u00a0'),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(junk, fc.string())), (headers) => void tokenIssuer(parseChallenges(headers))),
    { numRuns: 1_000 },
  );
});

/** 32 times the text would take a quadratic reader a thousand times as long; the slack is for a machine that is busy. */

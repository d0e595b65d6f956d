import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { UcwaServer } from '../../../ucwa-server/index.ts';
import { type Answer, type Client, inputs, link } from '../client.ts';
import { started } from '../started.ts';

const formType = { 'Content-Type': 'application/x-www-form-urlencoded' };

function submit(
  client: Client,
  href: string,
  fields: Readonly<Record<string, string>>,
  cookie?: string,
): Promise<Answer> {
  const headers = { ...formType, ...(cookie && { Cookie: cookie }) };
  return client.post(href, String(new URLSearchParams(fields)), { headers, token: null });
}

/** What a browser would send from the form of a page, with those fields typed in. */
function fill(
  html: string,
  typed: Readonly<Record<string, string>>,
): { action: string; fields: Record<string, string> } {
  const text = (found: string | undefined): string => (found ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [text(name), text(value)]));
  return { action: text(/action="([^"]+)"/.exec(html)?.[1]), fields: { ...fields, ...typed } };
}

test('the integrated grant asks for Negotiate, and takes nothing', async (t) => {
  const { server, client } = await started(t);
  const href = `${server.discoveryUrl}WebTicket/oauthtoken`;
  const fields = { grant_type: 'urn:microsoft.rtc:windows' };
  const asked = await submit(client, href, fields);
  assert.deepEqual([asked.status, asked.headers['www-authenticate']], [401, 'Negotiate, NTLM']);
  const headers = { ...formType, Authorization: 'Negotiate YII=' };
  const again = await client.post(href, String(new URLSearchParams(fields)), { headers, token: null });
  assert.equal(again.status, 401);
  server.assertNoViolations();
  await submit(client, href, { ...fields, username: 'dana', password: 'x' });
  assert.match(server.violations[0]?.detail ?? '', /username with grant/);
});

test('the passive grant: sent to the page, signed in there, known by the cookie at that host only', async (t) => {
  const { server, client } = await started(t, { grants: ['urn:microsoft.rtc:passive'] });
  const href = `${server.discoveryUrl}WebTicket/oauthtoken`;
  const fields = { grant_type: 'urn:microsoft.rtc:passive' };
  const first = await submit(client, href, fields);
  assert.deepEqual([first.status, first.json.error], [400, 'invalid_grant']);
  const page = String(first.json.ms_rtc_passiveauthuri);
  assert.equal(new URL(page).origin, new URL(href).origin);
  const onward = String((await client.get(page, { token: null })).headers.location);
  assert.equal(new URL(onward).hostname, '127.0.0.5');
  const asked = await client.get(onward, { token: null });
  assert.match(asked.text, /<input name="Password" type="password"/);
  const wrong = fill(asked.text, { UserName: server.account.address, Password: 'no' });
  const again = await submit(client, new URL(wrong.action, onward).href, wrong.fields);
  assert.match(again.text, /Incorrect user ID or password/);
  const right = fill(again.text, { UserName: server.account.address, Password: server.credentials.password });
  const working = await submit(client, new URL(right.action, onward).href, right.fields);
  const answer = fill(working.text, {});
  const done = await submit(client, answer.action, answer.fields);
  assert.match(done.text, /You are signed in/);
  const cookie = String(done.headers['set-cookie']).split(';')[0] ?? '';
  assert.match(String(done.headers['set-cookie']), /Secure; HttpOnly/);
  const ticket = await submit(client, href, fields, cookie);
  assert.match(String(ticket.json.access_token), /^cwt=/);
  server.assertNoViolations();
  assert.equal((await submit(client, answer.action, answer.fields)).status, 400, 'a signed answer is used once');
  const elsewhere = `${server.urlOf('pool')}WebTicket/oauthtoken`;
  assert.equal((await submit(client, elsewhere, fields, cookie)).status, 400);
  server.signIn.passive.forget();
  assert.equal((await submit(client, href, fields, cookie)).status, 400);
});

const clientId = '11111111-2222-3333-4444-555555555555';
const redirectUri = 'http://127.0.0.1:49152/';

async function authorizationUri(server: UcwaServer, client: Client): Promise<{ uri: string; user: string }> {
  const user = link((await client.get(server.discoveryUrl, { token: null })).json, 'user');
  const challenged = await client.get(user, { token: null });
  const uri = /authorization_uri="([^"]+)"/.exec(String(challenged.headers['www-authenticate']))?.[1];
  assert.ok(uri !== undefined);
  return { uri, user };
}

function request(resource: string, verifier: string): Record<string, string> {
  return {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    resource,
    state: randomBytes(16).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: 'dana.whitfield@northwind.example',
  };
}

test('OAuth: authorize page, code with PKCE, a token for one host, and a refresh token for the others', async (t) => {
  const { server, client } = await started(t, { oauth: true });
  const { uri, user } = await authorizationUri(server, client);
  const verifier = randomBytes(32).toString('base64url');
  const asked = request(new URL(user).origin, verifier);
  const shown = await client.get(`${uri}?${new URLSearchParams(asked)}`, { token: null });
  const { password, address } = server.credentials;
  const form = fill(shown.text, { UserName: address, Password: password, do: 'sign-in' });
  const back = new URL(String((await submit(client, new URL(form.action, uri).href, form.fields)).headers.location));
  assert.equal(`${back.origin}/`, redirectUri);
  assert.equal(back.searchParams.get('state'), asked.state);
  const tokenUri = uri.replace('authorize', 'token');
  const trade = {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    client_id: clientId,
    redirect_uri: redirectUri,
  };
  const given = await submit(client, tokenUri, { ...trade, code_verifier: verifier, resource: asked.resource ?? '' });
  assert.deepEqual([given.status, given.json.token_type, given.json.expires_in], [200, 'Bearer', '28289']);
  const applications = link((await client.get(user, { token: String(given.json.access_token) })).json, 'applications');
  const foreign = await client.post(applications, inputs, { token: String(given.json.access_token) });
  assert.equal(foreign.status, 401);
  const refresh = { grant_type: 'refresh_token', refresh_token: String(given.json.refresh_token), client_id: clientId };
  const second = await submit(client, tokenUri, { ...refresh, resource: new URL(applications).origin });
  assert.equal((await client.post(applications, inputs, { token: String(second.json.access_token) })).status, 201);
  server.assertNoViolations();
  server.signIn.authorizationServer.revoke();
  assert.equal(
    (await submit(client, tokenUri, { ...refresh, resource: asked.resource ?? '' })).json.error,
    'invalid_grant',
  );
  server.assertNoViolations();
  const twice = await submit(client, tokenUri, { ...trade, code_verifier: verifier });
  assert.equal(twice.json.error, 'invalid_grant');
  assert.match(server.violations[0]?.detail ?? '', /used before/);
});

test('OAuth: cancelled by the user, and requests that are not allowed', async (t) => {
  const { server, client } = await started(t, { oauth: true });
  const { uri, user } = await authorizationUri(server, client);
  const verifier = randomBytes(32).toString('base64url');
  const asked = request(new URL(user).origin, verifier);
  const open = async (changed: Record<string, string> = {}): Promise<Answer> =>
    client.get(`${uri}?${new URLSearchParams({ ...asked, ...changed })}`, { token: null });
  const cancelled = fill((await open()).text, { do: 'cancel' });
  const { headers } = await submit(client, new URL(cancelled.action, uri).href, cancelled.fields);
  assert.equal(new URL(String(headers.location)).searchParams.get('error'), 'access_denied');
  server.assertNoViolations();
  const forbidden: [Record<string, string>, RegExp][] = [
    [{ redirect_uri: 'https://evil.example/' }, /loopback/],
    [{ code_challenge_method: 'plain' }, /S256/],
    [{ code_challenge: 'short' }, /SHA-256/],
    [{ state: '1' }, /guessed/],
    [{ response_type: 'token' }, /response_type/],
    [{ client_id: 'me' }, /GUID/],
    [{ password: 'x' }, /password is unknown/],
  ];
  for (const [changed, violation] of forbidden) {
    assert.equal((await open(changed)).status, 400);
    assert.match(server.violations.at(-1)?.detail ?? '', violation);
  }
  const form = fill((await open()).text, { UserName: server.account.address, Password: server.credentials.password });
  const back = new URL(String((await submit(client, new URL(form.action, uri).href, form.fields)).headers.location));
  const trade = {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    client_id: clientId,
    redirect_uri: redirectUri,
  };
  await submit(client, uri.replace('authorize', 'token'), {
    ...trade,
    code_verifier: randomBytes(32).toString('base64url'),
  });
  assert.match(server.violations.at(-1)?.detail ?? '', /code_verifier/);
});

test('stale tokens as InvalidToken in JSON, and short lives', async (t) => {
  const { server, client } = await started(t, { staleTokenStatus: 403, staleTokenBody: 'json', tokenSeconds: 1 });
  const self = link(await client.signIn(), 'self');
  assert.equal((await client.get(self)).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 1_010));
  const stale = await client.get(self);
  assert.deepEqual([stale.status, stale.json.subcode], [403, 'InvalidToken']);
  assert.match(String(stale.headers['www-authenticate']), /MsRtcOAuth/);
  server.assertNoViolations();
});

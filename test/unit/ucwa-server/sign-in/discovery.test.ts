import assert from 'node:assert/strict';
import { get as httpGet, request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { type Answer, type Client, embedded, link } from '../client.ts';
import { started } from '../started.ts';

/** Follows links and HTTP redirects from the discovery host, as a client does that trusts everybody. */
async function chain(client: Client, first: string, most = 30): Promise<string[]> {
  const steps: string[] = [];
  for (let url = first; steps.length < most; ) {
    const { json, headers, status } = await client.get(url, { token: null });
    const { hostname } = new URL(url);
    const user = json._links?.user;
    steps.push(`${hostname} ${status === 302 ? 'found' : user === undefined ? 'redirect' : 'user'}`);
    if (user !== undefined) break;
    url = String(headers.location ?? link(json, 'redirect'));
    if (url.startsWith('http:')) return [...steps, 'plain http'];
  }
  return steps;
}

const chains = {
  redirect: ['127.0.0.1 redirect', '127.0.0.2 user'],
  'redirect-302': ['127.0.0.1 found', '127.0.0.2 user'],
  'other-pool': ['127.0.0.1 redirect', '127.0.0.2 redirect', '127.0.0.3 user'],
  foreign: ['127.0.0.1 redirect', '127.0.0.4 user'],
  'foreign-302': ['127.0.0.1 found', '127.0.0.4 user'],
  downgrade: ['127.0.0.1 redirect', 'plain http'],
} as const;

for (const [discovery, expected] of Object.entries(chains)) {
  test(`discovery by ${discovery}`, async (t) => {
    const { server, client } = await started(t, { discovery: discovery as keyof typeof chains });
    assert.deepEqual(await chain(client, server.discoveryUrl), expected);
    server.assertNoViolations();
  });
}

test('a loop never ends, and a long chain takes more hops than anybody follows', async (t) => {
  const loop = await started(t, { discovery: 'loop' });
  assert.equal((await chain(loop.client, loop.server.discoveryUrl, 8)).at(-1), '127.0.0.2 redirect');
  const long = await started(t, { discovery: 'long' });
  assert.equal((await chain(long.client, long.server.discoveryUrl)).length, 22);
});

test('user can send a signed-in client to the pool', async (t) => {
  const { server, client } = await started(t, { discovery: 'user-redirect' });
  const user = link((await client.get(server.discoveryUrl, { token: null })).json, 'user');
  const token = await client.tokenFor(user);
  const { json } = await client.get(user, { token });
  assert.equal(json._links?.applications, undefined);
  const next = await client.get(link(json, 'redirect'), { token: null });
  assert.equal(new URL(link(next.json, 'user')).hostname, '127.0.0.2');
  server.assertNoViolations();
});

test('no credential may go to a foreign domain before it is trusted', async (t) => {
  const { server, client } = await started(t, { discovery: 'foreign' });
  const root = await client.get(server.discoveryUrl, { token: null });
  const user = link((await client.get(link(root.json, 'redirect'), { token: null })).json, 'user');
  assert.equal((await client.get(user, { token: null })).status, 401);
  server.assertNoViolations();
  const service = `${new URL(user).origin}/WebTicket/oauthtoken`;
  assert.equal((await client.ticket(service)).status, 403);
  assert.equal((await client.get(user, { token: 'cwt=any' })).status, 403);
  assert.equal((await client.get(user, { token: null, headers: { Cookie: 'a=b' } })).status, 403);
  assert.deepEqual(
    server.violations.map(({ detail }) => detail?.split(' ')[0]),
    ['POST', 'authorization', 'cookie'],
  );
  server.signIn.foreignIsTrusted = true;
  assert.equal((await client.ticket(service)).status, 200);
  assert.equal(server.violations.length, 3);
});

/** Over plain HTTP. */
function plain(
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Pick<Answer, 'status' | 'headers' | 'text'>> {
  return new Promise((resolve, reject) => {
    const send = method === 'GET' ? httpGet : httpRequest;
    const outgoing = send(url, { headers: { Accept: 'application/json', ...headers }, method }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

for (const httpHop of ['302', 'link', 'foreign-302'] as const) {
  test(`plain HTTP leads to https by ${httpHop}, and no credential may come to it`, async (t) => {
    const { server } = await started(t, { httpHop });
    const url = server.httpDiscoveryUrl ?? '';
    const first = await plain(url);
    const to =
      httpHop === 'link' ? (/"redirect":\{"href":"([^"]+)"/.exec(first.text)?.[1] ?? '') : first.headers.location;
    assert.match(String(to), httpHop === 'foreign-302' ? /^https:\/\/127\.0\.0\.4:/ : /^https:\/\/127\.0\.0\.2:/);
    server.assertNoViolations();
    for (const name of ['Authorization', 'Cookie', 'Proxy-Authorization']) {
      assert.equal((await plain(url, { [name]: 'secret' })).status, 403);
    }
    assert.equal((await plain(url, {}, 'POST')).status, 403);
    assert.equal(server.violations.length, 4);
    assert.ok(!server.ledger.text().includes('secret'));
  });
}

test('the discovery host can have somebody else’s certificate, and lyncdiscoverinternal can be there', async (t) => {
  const { server, client } = await started(t, { discoveryCertificate: 'other-name', internalDiscovery: true });
  await assert.rejects(client.get(server.discoveryUrl), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  assert.equal((await client.get(server.urlOf('internal'), { token: null })).json.rel, 'root');
  const other = await started(t);
  await other.server.refuseHost('discovery', true);
  await assert.rejects(other.client.get(other.server.discoveryUrl), { code: 'ECONNREFUSED' });
  await other.server.refuseHost('discovery', false);
  assert.equal((await other.client.get(other.server.discoveryUrl)).status, 200);
});

for (const status of [401, 403, 500] as const) {
  test(`applications wants a token of its own host, and says so with ${status}`, async (t) => {
    const { server, client } = await started(t, { applicationsChallenge: status });
    const user = link((await client.get(server.discoveryUrl, { token: null })).json, 'user');
    const token = await client.tokenFor(user);
    const applications = link((await client.get(user, { token })).json, 'applications');
    for (const mine of [token, null]) {
      const first = await client.post(applications, {}, { token: mine });
      assert.equal(first.status, status);
      assert.match(String(first.headers['www-authenticate']), /MsRtcOAuth href="https:\/\/127\.0\.0\.2:/);
    }
    await client.signIn();
    server.assertNoViolations();
  });
}

test('when the pool moved the old one is 502, and discovery leads to the new one', async (t) => {
  const { server, client } = await started(t);
  const application = await client.signIn();
  server.movePool();
  const gone = await client.get(link(application, 'events'));
  assert.deepEqual([gone.status, gone.headers['content-type']], [502, 'text/html']);
  const again = await client.signIn();
  assert.equal(new URL(client.base).hostname, '127.0.0.3');
  assert.equal((await client.get(link(embedded(again, 'me'), 'self'))).status, 200);
  server.assertNoViolations();
});

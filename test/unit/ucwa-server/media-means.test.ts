import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedded, link } from './client.ts';
import { started } from './started.ts';

const relay = { host: 'edge.northwind.example', udpPort: 3478, tcpPort: null };

test('a server with a relay gives its token, in minutes', async (t) => {
  const { server, client } = await started(t, { mediaMeans: { relays: [relay], minutes: 5 } });
  const communication = embedded(await client.signIn(), 'communication');
  const { json: token } = await client.get(link(communication, 'mediaRelayAccessToken'));
  assert.deepEqual([token.userName, token.password, token.duration], ['AgAAJM3dNXoBdP', 'cmVsYXktcGFzc3dvcmQ=', 5]);
  const [{ host, udpPort, tcpPort, location }] = embedded(token, 'mediaRelay') as unknown as [Record<string, unknown>];
  assert.deepEqual([host, udpPort, tcpPort, location], ['edge.northwind.example', 3478, -1, 'Internet']);
  server.media.userName = 'another';
  assert.equal((await client.get(link(communication, 'mediaRelayAccessToken'))).json.userName, 'another');
  server.media.refusesToken = true;
  assert.equal((await client.get(link(communication, 'mediaRelayAccessToken'))).status, 403);
  server.assertNoViolations();
});

test('a server without one has no link, and who goes there all the same was not led there', async (t) => {
  const { server, client } = await started(t);
  const communication = embedded(await client.signIn(), 'communication');
  assert.throws(() => link(communication, 'mediaRelayAccessToken'));
  const guessed = link(communication, 'mediaPolicies').replace('mediaPolicies', 'mediaRelayAccessToken');
  assert.equal((await client.get(guessed)).status, 404);
  assert.match(server.violations.at(-1)?.detail ?? '', /no link/);
});

test('its rules: encryption, and ports where it wants them kept to', async (t) => {
  const { server, client } = await started(t);
  const href = link(embedded(await client.signIn(), 'communication'), 'mediaPolicies');
  const before = (await client.get(href)).json;
  assert.deepEqual([before.audioVideoEncryption, before.portRange], ['Supported', 'Disabled']);
  assert.equal(before.fipsCompliantMedia, 'NotRequired');
  server.media.audioVideoEncryption = 'Enforced';
  server.media.fipsCompliantMedia = 'Required';
  server.media.audioPorts = { first: 50_000, last: 50_019 };
  const { json: now } = await client.get(href);
  assert.deepEqual(
    [now.audioVideoEncryption, now.portRange, now.minimumAudioPort, now.maximumAudioPort],
    ['Enforced', 'Enabled', 50_000, 50_019],
  );
  assert.equal(now.fipsCompliantMedia, 'Required');
  server.assertNoViolations();
  await client.get(`${href}?all=1`);
  assert.equal(server.violations.length, 1);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { takeVoiceCalls } from '../../../../../main/core/session/availability/communication.ts';
import type { Transport } from '../../../../../main/core/session/requests/transport.ts';
import { updateResource } from '../../../../../main/core/session/requests/update-resource.ts';
import { broken, html, json } from '../../fakes/http.ts';
import { pool } from '../../fakes/server.ts';
import { createSessionParts } from '../../fakes/session.ts';

const url = `${pool}/communication`;
const guid = '4b1d8d2c-6f0e-4a44-9d2f-0a1f9a9c7a11';
const body = (supportedModalities: readonly string[] | undefined, etag = '1') => ({
  rel: 'communication',
  supportedModalities,
  audioPreference: 'VoipAudio',
  [guid]: 'please pass this in a PUT request',
  etag,
  _links: { self: { href: url } },
});

function setUp() {
  const parts = createSessionParts();
  const puts = () =>
    parts.http
      .sentTo('PUT', url)
      .map((request) => ({ match: request.headers['if-match'], sent: JSON.parse(request.body ?? '') as unknown }));
  return { ...parts, puts };
}

/** Null where that could not be found out. */
async function taken(transport: Transport): Promise<boolean | null> {
  const calls = await takeVoiceCalls(transport, url, pool);
  return calls.ok ? calls.value.taken : null;
}

describe('a change of a resource with an etag', () => {
  test('sends all its properties back, the one with a GUID for its name among them, under If-Match', async () => {
    const { transport, http, puts } = setUp();
    http.on('GET', url, json(200, body(['Messaging'])));
    http.on('PUT', url, json(200, body(['Messaging', 'Audio'], '2')));
    const result = await updateResource(transport, url, pool, () => ({ audioPreference: 'PhoneAudio' }));
    assert.ok(result.ok);
    assert.equal(result.value?.properties.get('etag'), '2');
    const { _links: _, ...properties } = body(['Messaging']);
    assert.deepEqual(puts(), [{ match: '"1"', sent: { ...properties, audioPreference: 'PhoneAudio' } }]);
  });

  for (const [name, header] of [
    ['with quotation marks', '"77"'],
    ['of a weak one', 'W/"77"'],
    ['without them', '77'],
  ] as const) {
    test(`takes the etag of the header where the body has none: ${name}`, async () => {
      const { transport, http, puts } = setUp();
      const { etag: _, ...bare } = body(['Messaging']);
      http.on('GET', url, json(200, bare, { etag: [header] }));
      http.on('PUT', url, { status: 200, headers: {}, body: '' });
      const result = await updateResource(transport, url, pool, () => ({ audioPreference: 'PhoneAudio' }));
      assert.deepEqual([result, puts().map(({ match }) => match)], [{ ok: true, value: null }, ['"77"']]);
      assert.equal(http.sentTo('GET', url).length, 1, 'what it is now is for whoever wants to know it');
    });
  }

  test('that is none is not sent', async () => {
    const { transport, http, puts } = setUp();
    http.on('GET', url, json(200, body(['Audio'])));
    assert.equal((await updateResource(transport, url, pool, () => null)).ok, true);
    assert.deepEqual(puts(), []);
  });

  for (const status of [412, 428]) {
    test(`${status}: read and applied again, with the etag it has then`, async () => {
      const { transport, http, puts } = setUp();
      http.on('GET', url, json(200, body(['Video'], '2')));
      http.once('GET', url, json(200, body([], '1')));
      http.on('PUT', url, json(200, body(['Video', 'Audio'], '3')));
      http.once('PUT', url, json(status, { code: 'PreconditionFailed' }));
      assert.equal(await taken(transport), true);
      assert.deepEqual(
        puts().map(({ match, sent }) => [match, (sent as { supportedModalities: unknown }).supportedModalities]),
        [
          ['"1"', ['Audio']],
          ['"2"', ['Video', 'Audio']],
        ],
      );
    });

    test(`${status} for ever: given up after two repeats`, async () => {
      const { transport, http, puts } = setUp();
      http.on('GET', url, json(200, body([])));
      http.on('PUT', url, json(status, { code: 'PreconditionFailed' }));
      const result = await takeVoiceCalls(transport, url, pool);
      assert.ok(!result.ok && result.failure.kind === 'refused' && result.failure.status === status);
      assert.equal(puts().length, 3);
    });
  }

  for (const [name, reply] of [
    ['has no etag', json(200, { rel: 'communication' })],
    ['has an etag that no header can have', json(200, { rel: 'communication', etag: '1\r\nX-Other: b' })],
    ['has an etag with a quotation mark', json(200, { rel: 'communication', etag: '1", "2' })],
    ['has an etag that is no ASCII', json(200, { rel: 'communication', etag: 'ä' })],
    ['is none', json(200, [])],
    ['is a page', html(200)],
    ['cannot be read', broken('timeout')],
  ] as const) {
    test(`a resource that ${name} is not changed`, async () => {
      const { transport, http, puts } = setUp();
      http.on('GET', url, reply);
      assert.equal((await updateResource(transport, url, pool, () => ({ a: 1 }))).ok, false);
      assert.deepEqual(puts(), []);
    });
  }
});

describe('whether voice calls come here', () => {
  for (const [name, now, expected] of [
    ['what it is then is read', json(200, body(['Messaging', 'Audio'], '2')), true],
    ['that the change had no effect is read', json(200, body(['Messaging'], '2')), false],
    ['what it is then cannot be read', broken('timeout'), true],
  ] as const) {
    test(`they are put back, and the server says no more than 200: ${name}`, async () => {
      const { transport, http, puts } = setUp();
      http.on('GET', url, now);
      http.once('GET', url, json(200, body(['Messaging'])));
      http.on('PUT', url, { status: 200, headers: {}, body: '' });
      const calls = await takeVoiceCalls(transport, url, pool);
      assert.ok(calls.ok);
      const etag = 'status' in now ? '2' : undefined;
      assert.deepEqual([calls.value.taken, calls.value.communication?.properties.get('etag')], [expected, etag]);
      assert.deepEqual([puts().length, http.sentTo('GET', url).length], [1, 2]);
    });
  }

  for (const [name, modalities, put, expected] of [
    ['they do', ['Audio'], null, true],
    ['the server does not say', undefined, null, true],
    ['they were taken out, and are put back', ['Messaging'], json(200, body(['Messaging', 'Audio'])), true],
    ['they may not be put back', ['Messaging'], json(403, { code: 'Forbidden' }), false],
    ['the server takes the change without effect', ['Messaging'], json(200, body(['Messaging'])), false],
  ] as const) {
    test(name, async () => {
      const { transport, http, puts } = setUp();
      http.on('GET', url, json(200, body(modalities)));
      if (put !== null) http.on('PUT', url, put);
      assert.equal(await taken(transport), expected);
      assert.equal(puts().length, put === null ? 0 : 1);
    });
  }
});

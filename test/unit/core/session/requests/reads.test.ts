import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpRequest, HttpResponse } from '../../../../../main/core/ports.ts';
import { createReads } from '../../../../../main/core/session/requests/reads.ts';
import { get } from '../../../../../main/core/ucwa/request/operation.ts';
import { createXml } from '../../../../../main/parsing/xml.ts';
import { broken, html, json } from '../../fakes/http.ts';
import { createFakeRandom } from '../../fakes/log-and-random.ts';
import { pool } from '../../fakes/server.ts';
import { createSessionParts } from '../../fakes/session.ts';

const batchUrl = `${pool}/batch`;
const read = (name: string) => ({ ...get(`/${name}`), timeoutMs: 5_000 });

function setUp(batch: string | null = batchUrl) {
  const parts = createSessionParts();
  const { http, transport, policy, readAnswer } = parts;
  for (const name of ['a', 'b', 'c']) http.on('GET', `${pool}/${name}`, json(200, { rel: name, alone: true }));
  const reads = createReads({
    transport,
    policy,
    readAnswer,
    xml: createXml(),
    random: createFakeRandom(),
    base: pool,
    batch,
  });
  const bodies = async (...names: string[]) =>
    (await Promise.all(names.map((name) => reads.send(read(name))))).map((result) =>
      result.ok ? result.value.body : result.failure,
    );
  const sent = () => http.sent.map(({ method, url }) => `${method} ${url.slice(pool.length)}`);
  return { http, reads, bodies, sent };
}

/** Answers each request of a batch in its order. */
function answering(...answers: readonly (readonly [status: number, body: object])[]) {
  return ({ body = '' }: HttpRequest): HttpResponse => {
    const asked = body.match(/^GET \S+/gm) ?? [];
    const parts = asked.map((_, index) => {
      const [status, document] = answers[index] ?? [200, {}];
      const head = `HTTP/1.1 ${status} X\r\nContent-Type: application/json`;
      return `--end\r\nContent-Type: application/http; msgtype=response\r\n\r\n${head}\r\n\r\n${JSON.stringify(document)}\r\n`;
    });
    return {
      status: 200,
      headers: { 'content-type': ['multipart/batching; boundary="end"'] },
      body: `${parts.join('')}--end--\r\n`,
    };
  };
}

test('reads of the same thing at the same moment are one, with the longest wait of those who ask', async () => {
  const { http, reads, bodies, sent } = setUp();
  const results = await Promise.all([reads.send(read('a')), reads.send({ ...read('a'), timeoutMs: 9_000 })]);
  assert.deepEqual(
    results.map((result) => result.ok && result.value.body),
    [
      { rel: 'a', alone: true },
      { rel: 'a', alone: true },
    ],
  );
  assert.deepEqual(sent(), ['GET /a']);
  assert.equal(http.sent[0]?.timeoutMs, 9_000);
  await bodies('a');
  assert.deepEqual(sent(), ['GET /a', 'GET /a'], 'a later one is a read of its own');
});

test('reads that are asked for together go in one request', async () => {
  const { http, bodies, sent } = setUp();
  http.on('POST', batchUrl, answering([200, { rel: 'a' }], [200, { rel: 'b' }]));
  assert.deepEqual(await bodies('a', 'b'), [{ rel: 'a' }, { rel: 'b' }]);
  assert.deepEqual(sent(), ['POST /batch']);
  const [request] = http.sent;
  assert.equal(request?.headers.accept, 'multipart/batching');
  assert.match(request?.body ?? '', /^GET \/a HTTP\/1\.1$/m);
});

test('a read that comes alone is sent alone, and so is one that has all the time there is', async () => {
  const { reads, bodies, sent } = setUp();
  await bodies('a');
  await Promise.all([reads.send(get('/b')), reads.send({ ...read('c'), ownConnection: true })]);
  assert.deepEqual(sent(), ['GET /a', 'GET /b', 'GET /c']);
});

test('what is gone is said so; what the batch does not answer plainly is asked alone', async () => {
  const { http, bodies, sent } = setUp();
  const gone = { code: 'NotFound', subcode: 'ConversationNotFound' };
  http.on('POST', batchUrl, answering([404, gone], [503, {}], [200, { rel: 'c' }]));
  const [first, ...others] = await bodies('a', 'b', 'c');
  assert.partialDeepStrictEqual(first, { kind: 'refused', status: 404, reason: { subcode: 'ConversationNotFound' } });
  assert.deepEqual(others, [{ rel: 'b', alone: true }, { rel: 'c' }]);
  assert.deepEqual(sent(), ['POST /batch', 'GET /b']);
});

test('a server whose batches fail is asked one by one from then on', async () => {
  const { http, bodies, sent } = setUp();
  http.on('POST', batchUrl, html(404));
  for (let time = 0; time < 2; time += 1) {
    assert.deepEqual(await bodies('a', 'b'), [
      { rel: 'a', alone: true },
      { rel: 'b', alone: true },
    ]);
  }
  assert.deepEqual(sent(), ['POST /batch', 'GET /a', 'GET /b', 'GET /a', 'GET /b']);
});

test('a link that fails is a failure of each, and says nothing about batches', async () => {
  const { http, bodies } = setUp();
  http.once('POST', batchUrl, broken('network'));
  const failures = await bodies('a', 'b');
  assert.ok(failures.every((failure) => (failure as { kind: string }).kind === 'transport'));
  http.on('POST', batchUrl, answering([200, { rel: 'a' }], [200, { rel: 'b' }]));
  assert.deepEqual(await bodies('a', 'b'), [{ rel: 'a' }, { rel: 'b' }]);
});

test('more than fit go in several; a server without batches gets none', async () => {
  const many = setUp();
  many.http.on('POST', batchUrl, answering());
  await many.bodies(...Array.from({ length: 60 }, (_, index) => `n${index}`));
  assert.deepEqual(many.sent(), ['POST /batch', 'POST /batch', 'POST /batch']);
  const none = setUp(null);
  await none.bodies('a', 'b');
  assert.deepEqual(none.sent(), ['GET /a', 'GET /b']);
});

test('what lies on another host is asked alone, and what is not trusted not at all', async () => {
  const { http, reads, bodies, sent } = setUp();
  http.on('POST', batchUrl, answering([200, { rel: 'a' }], [200, { rel: 'b' }]));
  http.on('GET', 'https://fe2.contoso.com/x', json(200, {}));
  const others = ['https://fe2.contoso.com/x', 'https://evil.example/x'].map((href) =>
    reads.send({ ...get(href), timeoutMs: 5_000 }),
  );
  const [found] = await Promise.all([bodies('a', 'b'), ...others]);
  assert.deepEqual(found, [{ rel: 'a' }, { rel: 'b' }]);
  assert.deepEqual(
    (await Promise.all(others)).map(({ ok }) => ok),
    [true, false],
  );
  assert.equal(sent().filter((one) => one.includes('evil')).length, 0);
});

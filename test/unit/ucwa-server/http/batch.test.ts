import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, embedded, inputs, type Json, link } from '../client.ts';
import { started } from '../started.ts';

const boundary = '77f2569d';
const batchHeaders = { Accept: 'multipart/batching', 'Content-Type': `multipart/batching; boundary="${boundary}"` };

/** One raw request inside a batch. */
function part(client: Client, line: string, more = '', body = ''): string {
  const { host } = new URL(client.base);
  const head = `Content-Type: application/http; msgtype=request\r\n\r\n${line} HTTP/1.1\r\nHost: ${host}\r\nAccept: application/json\r\n`;
  return `--${boundary}\r\n${head}${more}\r\n${body}\r\n`;
}

interface Inner {
  readonly status: number;
  readonly text: string;
}

async function send(client: Client, application: Json, parts: readonly string[], headers = batchHeaders) {
  const answer = await client.post(link(application, 'batch'), `${parts.join('')}--${boundary}--\r\n`, { headers });
  return { answer, inner: read(String(answer.headers['content-type']), answer.text) };
}

function read(type: string, text: string): Inner[] {
  const divider = /boundary="([^"]+)"/.exec(type)?.[1];
  if (divider === undefined) return [];
  const sections = text.split(`--${divider}`);
  assert.equal(sections.at(-1), '--\r\n');
  return sections.slice(1, -1).map((section) => {
    const [, mime, start, body] =
      /^\r\n(.*)\r\n\r\nHTTP\/1\.1 (\d{3}) [^\r]+\r\n(?:[^\r]+\r\n)*\r\n([\s\S]*)\r\n$/.exec(section) ?? [];
    assert.equal(mime, 'Content-Type: application/http; msgtype=response');
    return { status: Number(start), text: body ?? '' };
  });
}

test('requests of a batch are answered in their order, each in the ledger, under the token of the batch', async (t) => {
  const { server, client } = await started(t);
  const { application } = await client.available();
  const self = (rel: string) => link(embedded(application, rel), 'self');
  const report = '{"clientNetworkType":"Internal"}';
  const json = `Content-Type: application/json\r\nContent-Length: ${report.length}\r\n`;
  const since = server.ledger.next;
  const { answer, inner } = await send(client, application, [
    part(client, `GET ${self('me')}`),
    part(client, `GET ${client.base}/none`),
    part(client, `POST ${link(application, 'reportMyNetwork')}`, json, report),
    part(client, `GET ${self('communication')}`),
  ]);
  assert.equal(answer.status, 200);
  const [me, none, network, communication] = inner;
  assert.deepEqual(
    inner.map(({ status }) => status),
    [200, 404, 201, 200],
  );
  assert.equal((JSON.parse(me?.text ?? '') as Json).rel, 'me');
  assert.match(none?.text ?? '', /ResourceNotFound/);
  assert.equal(network?.text, '');
  assert.equal((JSON.parse(communication?.text ?? '') as Json).rel, 'communication');
  const ran = server.ledger.entries.filter(
    ({ seq, kind, rel }) => seq >= since && kind === 'request' && rel !== 'batch',
  );
  assert.deepEqual(
    ran.map(({ rel }) => rel),
    ['communication', 'reportMyNetwork', undefined, 'me'],
  );
  assert.equal(server.violations.length, 1);
});

test('bodies can begin with a byte order mark, and faults strike inside a batch too', async (t) => {
  const { server, client } = await started(t, { batchMark: true });
  const { application } = await client.available();
  server.faults.failNext('me', 503, { code: 'ServiceUnavailable' });
  const me = part(client, `GET ${link(embedded(application, 'me'), 'self')}`);
  const { inner } = await send(client, application, [me, me]);
  assert.deepEqual(
    inner.map(({ status, text }) => [status, text.slice(0, 2)]),
    [
      [200, '\ufeff{'],
      [503, '\ufeff{'],
    ],
  );
  server.assertNoViolations();
});

test('a batch past its limit runs nothing', async (t) => {
  const { server, client } = await started(t);
  const { application } = await client.available();
  const since = server.ledger.next;
  const me = part(client, `GET ${link(embedded(application, 'me'), 'self')}`);
  const full = await send(client, application, Array<string>(100).fill(me));
  assert.equal(full.inner.filter(({ status }) => status === 200).length, 100);
  server.assertNoViolations();
  const { answer } = await send(client, application, Array<string>(101).fill(me));
  assert.equal(answer.status, 429);
  assert.match(answer.text, /TooManyRequests/);
  const reads = server.ledger.entries.filter(
    ({ seq, kind, rel }) => seq >= since && kind === 'request' && rel === 'me',
  );
  assert.equal(reads.length, 100);
  assert.match(server.violations[0]?.detail ?? '', /101 requests/);
});

test('what does not belong into a batch is refused and noted', async (t) => {
  const { server, client } = await started(t);
  const { application, next } = await client.available();
  const me = `GET ${link(embedded(application, 'me'), 'self')}`;
  const outside: [string, string, RegExp][] = [
    [`GET ${next}`, '', /events in a batch/],
    [`POST ${link(application, 'batch')}`, '', /batch in a batch/],
    [me, 'Authorization: Bearer cwt=other\r\n', /another token/],
  ];
  for (const [line, header, violation] of outside) {
    const { inner } = await send(client, application, [part(client, line, header)]);
    assert.ok((inner[0]?.status ?? 0) >= 400);
    assert.match(server.violations.at(-1)?.detail ?? '', violation);
  }
  const whole: [string, typeof batchHeaders, number, RegExp][] = [
    [part(client, me), { ...batchHeaders, Accept: 'application/json' }, 406, /Accept/],
    [part(client, me), { ...batchHeaders, 'Content-Type': 'application/json' }, 415, /application\/json/],
    [part(client, me), { ...batchHeaders, 'Content-Type': 'multipart/batching' }, 400, /no boundary/],
    [part(client, me).replace('msgtype=request', 'x=y'), batchHeaders, 400, /a part is/],
    [part(client, me).replace('GET', 'get'), batchHeaders, 400, /request line/],
    [part(client, me, 'Content-Length: 9\r\n'), batchHeaders, 400, /Content-Length 9 for 0/],
    ['', batchHeaders, 400, /holds nothing/],
  ];
  for (const [text, headers, status, violation] of whole) {
    const { answer } = await send(client, application, [text], headers);
    assert.equal(answer.status, status, answer.text);
    assert.match(server.violations.at(-1)?.detail ?? '', violation);
  }
  assert.equal(server.violations.length, outside.length + whole.length);
});

test('the client’s wish decides between JSON and XML, and a test can force XML and UCWA’s own types', async (t) => {
  const { server, client } = await started(t);
  const self = link(await client.signIn(), 'self');
  const type = async (accept: string): Promise<string> =>
    String((await client.get(self, { headers: { Accept: accept } })).headers['content-type']);
  const json = 'application/json; charset=utf-8';
  const xml = 'application/xml; charset=utf-8';
  assert.equal(await type('application/json'), json);
  assert.equal(await type('application/vnd.microsoft.com.ucwa+json'), json);
  assert.equal(await type('application/vnd.microsoft.com.ucwa+xml, application/json;q=0.5'), xml);
  assert.equal(await type('application/xml;q=0.2, application/json;q=0.9'), json);
  assert.equal(await type('application/json;q=0, application/xml'), xml);
  assert.equal(await type('text/html'), xml);
  server.representation.vendorTypes = true;
  assert.equal(await type('application/json'), 'application/vnd.microsoft.com.ucwa+json');
  server.representation.forceXml = true;
  assert.equal(await type('application/json'), 'application/vnd.microsoft.com.ucwa+xml');
  const refused = await client.post(client.base, { ...inputs, culture: 7 });
  assert.match(refused.text, /<reason xmlns=.*<parameter><name>culture<\/name><reason>not a text<\/reason>/);
});

test('events in XML carry title, collection, status and reason', async (t) => {
  const { server, client } = await started(t, { forceXml: true });
  server.representation.forceXml = false;
  const { next } = await client.available();
  const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  server.representation.forceXml = true;
  const [over] = await Promise.all([client.get(link(polled.json, 'next')), call.cancel()]);
  assert.match(
    over.text,
    /<completed rel="audioVideoInvitation" href="[^"]+" status="Failure"><resource .*<\/resource><reason><code>RemoteFailure<\/code><subcode>Canceled<\/subcode><\/reason><\/completed>/,
  );
  assert.match(over.text, /<deleted rel="conversation" href="[^"]+" \/>/);
  assert.match(over.text, /^<\?xml[^>]*\?><events href="[^"]+" xmlns="[^"]+"><link rel="next" href="/);
  server.assertNoViolations();
});

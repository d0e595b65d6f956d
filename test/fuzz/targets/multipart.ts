import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BatchedRequest, decodeBatch, encodeBatch } from '../../../main/core/ucwa/batch.ts';
import { decodeMediaOffer } from '../../../main/core/ucwa/media-offer.ts';
import { readHead, splitMultipart } from '../../../main/core/ucwa/multipart.ts';
import { createXml } from '../../../main/parsing/xml.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const xml = createXml();
const lineEnds = fc.constantFrom('\r\n', '\n');
const boundary = 'b7';

const offerParts = fc.array(
  fc.constantFrom(
    'Content-Type: application/sdp\r\nContent-ID: <a@contoso.com>\r\nContent-Disposition: session; handling=optional; ms-proxy-2007fallback\r\n\r\nv=0\r\n',
    'Content-Type: application/sdp\r\nContent-ID: <b@contoso.com>\r\n\r\nv=0\r\ns=-\r\n',
    'Content-Type: text/plain\r\n\r\nhello\r\n',
  ),
  { maxLength: 4 },
);
const answerParts = fc.array(
  fc.constantFrom(
    'Content-Type: application/http; msgtype=response\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\ufeff{"_links":{"self":{"href":"/a"}}}',
    'Content-Type: application/http; msgtype=response\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
    'Content-Type: application/http\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Type: application/xml\r\n\r\n<reason><code>NotFound</code></reason>',
  ),
  { maxLength: 4 },
);
const body = fc
  .tuple(fc.oneof(offerParts, answerParts), lineEnds)
  .map(([parts, end]) =>
    `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`.replaceAll('\r\n', end),
  );
const pieces = [
  '--',
  '--b7',
  '--b7--',
  '\r\n--b7\r\n',
  '\r\n\r\n',
  '\n',
  '\r',
  ':',
  'Content-Type: ',
  'HTTP/1.1 ',
  ' 200',
  '\t',
  '__proto__: x\r\n',
];

const requests: readonly BatchedRequest[] = ['/a', '/b', '/c'].map((path) => ({
  method: 'GET',
  url: `https://pool.contoso.com${path}`,
  headers: { accept: 'application/json' },
}));
const decode = (text: string) => decodeBatch(`multipart/batching; boundary="${boundary}"`, text, requests, xml);
const offered = (text: string) =>
  decodeMediaOffer(`data:multipart/alternative;boundary=${boundary},${encodeURIComponent(text.toWellFormed())}`);

export default fuzzTarget({
  about: 'multipart offers and batches',
  inputs: fc.record({
    text: fc.oneof(editedTexts(body, pieces, 5), hostileText),
    url: hostileText,
    header: hostileText,
    content: hostileText,
  }),
  run({ text, url, header, content }) {
    const answers = decode(text);
    assert.equal(answers?.length, requests.length);
    for (const answer of answers) {
      if (answer === null) continue;
      assert.ok(answer.status >= 100 && answer.status < 600);
      assert.equal(Object.getPrototypeOf(answer.headers), null);
    }
    const offer = offered(text);
    assert.ok(offer === null || offer.sdp.endsWith('\r\n'));
    const hostile: BatchedRequest = {
      method: 'POST',
      url: `https://pool.contoso.com/${url}`,
      headers: { 'x-a': header },
      body: content,
    };
    const encoded = encodeBatch([hostile, hostile], '0123456789abcdef');
    if (encoded === null) return;
    // Whatever is in it, it is two requests and each has its three headers.
    const { parts, closed } = splitMultipart(encoded.body, '0123456789abcdef');
    assert.ok(closed && parts.length === 2);
    for (const part of parts) {
      const message = part?.body ?? '';
      const head = readHead(message.slice(message.indexOf('\n') + 1));
      assert.deepEqual(
        [...(head?.headers.keys() ?? [])],
        content === '' ? ['host', 'x-a'] : ['host', 'x-a', 'content-length'],
      );
      assert.equal(head?.body, content);
    }
  },
  growing: {
    parts: (size) => () =>
      decode(`--b7\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n`.repeat(size / 70)),
    boundaries: (size) => () => decode('--b7\r\n'.repeat(size / 6)),
    'boundaries within a line': (size) => () => decode('--b7'.repeat(size / 4)),
    'almost boundaries': (size) => () => decode(`--b7\r\n${'\n--b7 x'.repeat(size / 7)}`),
    'spaces after a boundary': (size) => () => decode(`--b7${' '.repeat(size)}x`),
    'line ends': (size) => () => decode(`--b7\r\nContent-Type: application/http\r\n\r\n${'\r\n'.repeat(size / 2)}x`),
    headers: (size) => () => decode(`--b7\r\n${'a: b\r\n'.repeat(size / 6)}\r\nx\r\n--b7--`),
    'folded header': (size) => () => decode(`--b7\r\na: b\r\n${' c\r\n'.repeat(size / 4)}\r\nx\r\n--b7--`),
    'line ends in an offer': (size) => () =>
      offered(`--b7\r\nContent-Type: application/sdp\r\n\r\n${'\r\n'.repeat(size / 2)}x`),
  },
});

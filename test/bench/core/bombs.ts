import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { decodeBatch } from '../../../main/core/ucwa/batch.ts';
import { readBody } from '../../../main/core/ucwa/body.ts';
import { decodeDataUri } from '../../../main/core/ucwa/data-uri.ts';
import { decodeEventBatch } from '../../../main/core/ucwa/events.ts';
import { decodeResource } from '../../../main/core/ucwa/resource.ts';
import { readFarOffer } from '../../../main/media/sdp/far-offer.ts';
import { createHttp } from '../../../main/net/http/http.ts';
import { createXml } from '../../../main/parsing/xml.ts';
import type { Rounds, Samples } from '../samples.ts';
import { watchLag } from './lag.ts';

export interface BombSamples {
  /** For each bomb the longest time that the event loop stood still, in milliseconds, against an idle loop. */
  readonly lags: Readonly<Record<string, Samples>>;
  /** From the first byte until the exchange with an endless body ended, in milliseconds. */
  readonly inflated: Samples;
  /** Memory of the process in use after that exchange, in MiB, against before. */
  readonly memory: Samples;
}

/** As much as the HTTP adapter lets through. */
const most = 4 * 1024 * 1024;
const mebibyte = 1 << 20;
const xml = createXml();

const bombs: Readonly<Record<string, () => unknown>> = {
  laughs: readXml(
    `<!DOCTYPE a [<!ENTITY l "l">${Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index || ''};`.repeat(10)}">`).join('')}]><a>&l9;</a>`,
  ),
  'xml-nesting': readXml('<resource>'.repeat(most / 10)),
  'xml-elements': readXml(`<resource>${'<link/>'.repeat(most / 14 - 10)}</resource>`),
  'xml-entities': readXml(`<resource>${'&amp;'.repeat(most / 10 - 100)}</resource>`),
  'xml-comments': readXml(`<resource>${'<!---->'.repeat(most / 14 - 100)}</resource>`),
  'json-brackets': readJson('['.repeat(most)),
  'json-nesting': readJson(`${'{"_embedded":{"x":'.repeat(most / 20)}1${'}}'.repeat(most / 20)}`),
  'json-names': readJson(`{${Array.from({ length: most / 14 }, (_, index) => `"p${index}":1`).join(',')}}`),
  'json-links': readJson(`{"_links":{"x":[${'{"href":"/"},'.repeat(most / 13 - 10)}{}]}}`),
  'batch-boundaries': () => decodeBatch('multipart/batching; boundary=b', '--b\r\n'.repeat(most / 5), [], xml),
  'data-uri': () => decodeDataUri(`data:application/sdp;base64,${'QUJD'.repeat(most / 4)}`),
  'sdp-lines': () => readFarOffer('a=x:y\r\n'.repeat(750_000), { loopback: false }),
};

function readXml(text: string): () => unknown {
  return () => decodeAll('application/xml', text);
}

function readJson(text: string): () => unknown {
  return () => decodeAll('application/json', text);
}

function decodeAll(type: string, text: string): void {
  const body = readBody(type, text, xml);
  if (body.kind !== 'document') return;
  decodeResource(body.value);
  decodeEventBatch(body.value);
}

/** What bodies that are made to do harm come to. */
export async function measureBombs({ warmUps, rounds }: Rounds): Promise<BombSamples> {
  const lags = Object.fromEntries(Object.keys(bombs).map((name) => [name, pair()]));
  const [inflated, memory] = [pair(), pair()];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const idleMs = await lagOf(async () => {
      for (let turn = 0; turn < 100; turn += 1) await nextTurn();
    });
    const endless = await inflateEndlessly();
    const measured = round >= warmUps;
    for (const [name, bomb] of Object.entries(bombs)) {
      const lagMs = await lagOf(async () => void bomb());
      if (measured) record(lags[name], lagMs, idleMs);
    }
    if (!measured) continue;
    record(inflated, endless.tookMs, 0);
    record(memory, endless.after, endless.before);
  }
  return { lags, inflated, memory };
}

async function lagOf(work: () => Promise<void>): Promise<number> {
  const lag = watchLag();
  await work();
  return lag.end();
}

/** A gzip stream of zeros without an end, a thousandth of its size on the wire. */
async function inflateEndlessly(): Promise<{ tookMs: number; before: number; after: number }> {
  const zeros = Buffer.alloc(1 << 16);
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json').setHeader('Content-Encoding', 'gzip');
    const body = Readable.from(endless(zeros)).pipe(createGzip());
    body.pipe(response);
    response.on('close', () => body.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { default: tls } = await import('node:tls');
  const http = createHttp({ secureContext: async () => tls.createSecureContext() });
  const before = process.memoryUsage.rss() / mebibyte;
  const startedAt = performance.now();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { response } = http.send({ method: 'GET', url, headers: {}, timeoutMs: 30_000 });
  const result = await response;
  const tookMs = performance.now() - startedAt;
  const after = process.memoryUsage.rss() / mebibyte;
  http.close();
  server.closeAllConnections();
  server.close();
  if (result.ok || result.failure.kind !== 'too-large') throw new Error('A body without an end was taken');
  return { tookMs, before, after };
}

function* endless(chunk: Buffer): Generator<Buffer> {
  for (;;) yield chunk;
}

interface Pair {
  readonly switchhook: number[];
  readonly bare: number[];
}

function pair(): Pair {
  return { switchhook: [], bare: [] };
}

function record(to: Pair | undefined, value: number, baseline: number): void {
  to?.switchhook.push(value);
  to?.bare.push(baseline);
}

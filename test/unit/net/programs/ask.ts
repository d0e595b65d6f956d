// Sends requests with the app's own HTTP, one after the other, and prints what came of each and when. Before all but the first it waits
// for a line. Arguments: deadline in ms, PEM file or nothing, URLs.
import { createInterface } from 'node:readline';
import { createHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';

const [timeoutMs = '10000', extra = '', ...urls] = process.argv.slice(2);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const extraFiles = extra === '' ? [] : [extra];
const http = createHttp({ secureContext: () => createClientContext({ extraFiles, log }) });
const words = createInterface(process.stdin)[Symbol.asyncIterator]();
for (const [index, url] of urls.entries()) {
  if (index > 0) await words.next();
  const exchange = http.send({ method: 'GET', url, headers: {}, timeoutMs: Number(timeoutMs) });
  process.stdout.write(`sent ${await exchange.sent}\n`);
  const startedAt = performance.now();
  const result = await exchange.response;
  const outcome = result.ok ? String(result.value.status) : result.failure.kind;
  process.stdout.write(`${outcome} ${Math.round(performance.now() - startedAt)}\n`);
}
http.close();
process.exit();

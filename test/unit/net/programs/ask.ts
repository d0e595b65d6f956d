// Sends one request with the app's own HTTP, and prints what came of it and when. Arguments: URL, deadline in ms, PEM file or nothing.
import { createHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trusted-roots.ts';

const [url = '', timeoutMs = '10000', extra] = process.argv.slice(2);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const extraFiles = extra === undefined ? [] : [extra];
const http = createHttp({ secureContext: () => createClientContext({ extraFiles, log }) });
const exchange = http.send({ method: 'GET', url, headers: {}, timeoutMs: Number(timeoutMs) });
process.stdout.write(`sent ${await exchange.sent}\n`);
const startedAt = performance.now();
const result = await exchange.response;
const outcome = result.ok ? String(result.value.status) : result.failure.kind;
process.stdout.write(`${outcome} ${Math.round(performance.now() - startedAt)}\n`);
http.close();

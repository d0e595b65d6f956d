// Sends a request to each URL with the app's own HTTP, and prints what came of them as JSON. Arguments: PEM file, URLs.
import { createHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';

const [authority = '', ...urls] = process.argv.slice(2);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const http = createHttp({ secureContext: () => createClientContext({ extraFiles: [authority], log }) });

async function tell(): Promise<void> {
  const told: unknown[] = [];
  for (const url of urls) {
    const result = await http.send({ method: 'GET', url, headers: {}, timeoutMs: 15_000 }).response;
    told.push(result.ok ? { kind: String(result.value.status) } : result.failure);
  }
  process.stdout.write(`${JSON.stringify(told)}\n`, () => process.exit());
}

void tell();

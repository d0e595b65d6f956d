// Serves TLS on an address and a port until it is ended. Arguments: address, port, key file, certificate file.
// /held never answers; /endless sends zeros without end, squeezed by gzip; /small sends 64 MiB of zeros, squeezed by brotli.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { brotliCompressSync, constants, createGzip } from 'node:zlib';

const [address = '127.0.0.1', port = '0', key = '', cert = ''] = process.argv.slice(2);
const zeros = Buffer.alloc(1024 * 1024);
const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
  if (request.url === '/endless') {
    response.setHeader('content-encoding', 'gzip');
    const endless = new Readable({
      read() {
        this.push(zeros);
      },
    });
    response.on('close', () => endless.destroy());
    endless.pipe(createGzip()).pipe(response);
  } else if (request.url === '/small') {
    response.setHeader('content-encoding', 'br');
    const params = { [constants.BROTLI_PARAM_QUALITY]: 2 };
    response.end(brotliCompressSync(Buffer.alloc(64 * 1024 * 1024), { params }));
  } else if (request.url !== '/held') response.end('{}');
});
server.listen(Number(port), address, () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

import { createServer, type IncomingMessage, request as sendRequest } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { ServerIdentity } from '../authority.ts';

export interface ProxyOptions {
  /** `user:password`; without it everybody may pass. */
  readonly credentials?: string;
  /** What it says it wants, in place of Basic. */
  readonly challenge?: string;
  /** Says 401 to what is wrong, as tinyproxy does, and 407 only where nothing comes. */
  readonly says401?: boolean;
  /** For a proxy that itself speaks TLS. */
  readonly identity?: ServerIdentity;
  /** Answers every CONNECT with this status. */
  readonly refusal?: number;
  /** Takes connections and says nothing. */
  readonly mute?: boolean;
}

/** A forward proxy on loopback that remembers what it was asked. */
export interface ProxyServer {
  readonly port: number;
  readonly asked: readonly { readonly line: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

export async function startProxy(options: ProxyOptions = {}): Promise<ProxyServer> {
  const asked: { line: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const server = options.identity ? createSecureServer(options.identity) : createServer();
  const isAllowed = ({ method, url, headers }: IncomingMessage): boolean => {
    const authorization = headers['proxy-authorization'];
    asked.push({ line: `${method} ${url}`, authorization });
    if (options.credentials === undefined) return true;
    return authorization === `Basic ${Buffer.from(options.credentials).toString('base64')}`;
  };
  const statusFor = ({ headers }: IncomingMessage): number =>
    options.says401 && headers['proxy-authorization'] !== undefined ? 401 : 407;
  const challenge = options.challenge ?? 'Basic realm="proxy"';
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    if (options.mute) return;
    if (!isAllowed(request)) {
      socket.end(
        `HTTP/1.1 ${statusFor(request)} Who?\r\nProxy-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    if (options.refusal) {
      socket.end(`HTTP/1.1 ${options.refusal} No\r\nContent-Length: 2\r\n\r\nno`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy()).once('close', () => sockets.delete(onward));
  });
  server.on('request', (request: IncomingMessage, response) => {
    if (!isAllowed(request)) {
      response.writeHead(statusFor(request), { 'proxy-authenticate': challenge }).end();
      return;
    }
    const { 'proxy-authorization': _own, ...headers } = request.headers;
    const onward = sendRequest(request.url ?? '', { method: request.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

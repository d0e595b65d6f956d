/**
 * A small HTTP service on the loopback interface for people: the page of colleagues and what its buttons do. Its address
 * carries a random token, without which everything is 404.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { transform } from 'esbuild';
import type { UcwaServer } from '../index.ts';
import {
  actInChat,
  actInMeeting,
  actOnCall,
  isCallAction,
  isChatAction,
  isMeetingAction,
  turnDeskPhone,
  writeAs,
} from './act.ts';
import { setPresence } from './presence.ts';
import { callBy } from './shown.ts';
import { ViewStream } from './view-stream.ts';

export interface Control {
  /** Of the page; what it asks for lies under it. */
  readonly url: string;
  stop(): Promise<void>;
}

interface PageFile {
  readonly type: string;
  readonly text: string;
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'";

/** @param port 0 takes a free one */
export async function startControl(server: UcwaServer, port = 0): Promise<Control> {
  const files = await readPage();
  const stream = new ViewStream(server);
  const secret = `/${randomBytes(16).toString('hex')}/`;
  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      answer(response, 409, 'text/plain', error instanceof Error ? error.message : String(error));
    });
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const own = `127.0.0.1:${(http.address() as AddressInfo).port}`;
    if (request.headers.host !== own || !path.startsWith(secret)) return answer(response, 404, 'text/plain', '');
    const name = path.slice(secret.length);
    const file = files.get(name);
    if (request.method === 'GET' && file !== undefined) return answer(response, 200, file.type, file.text);
    if (request.method === 'GET' && name === 'changes') return stream.attach(response);
    if (request.method === 'GET' && name === 'state') return answer(response, 200, 'application/json', stream.text());
    const { origin } = request.headers;
    if (request.method !== 'POST' || (origin !== undefined && origin !== `http://${own}`)) {
      return answer(response, 404, 'text/plain', '');
    }
    const id = await press(server, name);
    answer(response, 200, 'application/json', JSON.stringify({ id }));
  };
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}${secret}`,
    stop: async () => {
      stream.stop();
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
    },
  };
}

/** `call/COLLEAGUE`, `phone/COLLEAGUE`, `desk-phone/forward|ring`, `voicemail/COLLEAGUE`, `calls/CALL/ACTION`, `write/COLLEAGUE`, `meeting/COLLEAGUE/ACTION`, `chats/COLLEAGUE/ACTION` or `presence/COLLEAGUE/WORDS`; the id of what it is about. */
async function press(server: UcwaServer, name: string): Promise<string> {
  const [kind, id = '', action = ''] = name.split('/').map(decodeURIComponent);
  if (kind === 'call') return (await callBy(server, id)).id;
  if (kind === 'presence') {
    setPresence(server, id, action);
    return id;
  }
  if (kind === 'voicemail') {
    server.leaveVoicemail();
    return id;
  }
  if (kind === 'desk-phone') return turnDeskPhone(server, id);
  if (kind === 'phone') return server.ringPhone(id).id;
  if (kind === 'calls' && isCallAction(action)) return (await actOnCall(server, action, id)).id;
  if (kind === 'meeting' && isMeetingAction(action)) return actInMeeting(server, action, id).id;
  if (kind === 'write') return writeAs(server, id).id;
  if (kind === 'chats' && isChatAction(action)) return actInChat(server, action, id).id;
  throw new Error(`there is no ${name}`);
}

async function readPage(): Promise<ReadonlyMap<string, PageFile>> {
  const read = (name: string): Promise<string> => readFile(new URL(`../colleagues/${name}`, import.meta.url), 'utf8');
  const script = await transform(await read('colleagues.ts'), { loader: 'ts', target: 'chrome108' });
  return new Map([
    ['', { type: 'text/html', text: await read('index.html') }],
    ['colleagues.css', { type: 'text/css', text: await read('colleagues.css') }],
    ['colleagues.js', { type: 'text/javascript', text: script.code }],
  ]);
}

function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  response.end(text);
}

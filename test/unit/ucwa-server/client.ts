/** A bare client for driving the simulator over real HTTPS: it follows links and keeps nothing from the test. */
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import type { UcwaServer } from '../../ucwa-server/index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Json;
}

/** Read freely, as tests look into replies of many shapes. */
export interface Json {
  readonly [name: string]: Json | undefined;
}

export interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
  readonly token?: string | null;
  readonly signal?: AbortSignal;
}

export class Client {
  readonly server: UcwaServer;
  readonly #agent: Agent;
  readonly #hosts: ReadonlyMap<string, string>;
  token: string | null = null;
  base = '';

  constructor(server: UcwaServer) {
    this.server = server;
    this.#agent = new Agent({ ca: readFileSync(server.caFile), keepAlive: true });
    const lines = readFileSync(server.hostsFile, 'utf8').trim().split('\n');
    this.#hosts = new Map(lines.map((line) => line.split(' ').reverse() as [string, string]));
  }

  close(): void {
    this.#agent.destroy();
  }

  /** One exchange; an object as body is sent as JSON. */
  send(method: string, href: string, ask: Ask = {}): Promise<Answer> {
    const { headers = {}, body, token = this.token, signal } = ask;
    const url = new URL(href, this.base || undefined);
    const address = this.#hosts.get(url.hostname) ?? url.hostname;
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const options = {
      method,
      agent: this.#agent,
      host: address,
      port: url.port,
      path: `${url.pathname}${url.search}`,
      ...(address !== url.hostname && { servername: url.hostname }),
      ...(signal && { signal }),
      headers: {
        Host: url.host,
        Accept: 'application/json',
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(typeof body === 'object' && { 'Content-Type': 'application/json' }),
        ...headers,
      },
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const whole = Buffer.concat(chunks).toString();
          const json = (whole.startsWith('{') ? JSON.parse(whole) : {}) as Json;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: whole, json });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }

  get(href: string, ask?: Ask): Promise<Answer> {
    return this.send('GET', href, ask);
  }

  post(href: string, body?: string | object, ask: Ask = {}): Promise<Answer> {
    return this.send('POST', href, { ...ask, ...(body !== undefined && { body }) });
  }

  /** Asks that token service for a token by the password grant. */
  ticket(href: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const { userName, password } = this.server.credentials;
    const form = new URLSearchParams({ grant_type: 'password', username: userName, password, ...fields });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.post(href, String(form), { headers, token: null });
  }

  /** A token for the host of that address, by the address's own challenge. */
  async tokenFor(href: string): Promise<string> {
    const challenged = await this.send('GET', href, { token: null });
    const service = /MsRtcOAuth href="?([^",]+)/.exec(String(challenged.headers['www-authenticate']))?.[1];
    return String((await this.ticket(service ?? '')).json.access_token);
  }

  /** Signs in as far as the application, which is returned; its host is the base of later relative links. */
  async signIn(): Promise<Json> {
    const root = await this.get(this.server.discoveryUrl, { token: null });
    const user = link(root.json, 'user');
    const token = await this.tokenFor(user);
    const applications = link((await this.get(user, { token })).json, 'applications');
    this.base = applications;
    this.token = await this.tokenFor(applications);
    return (await this.post(applications, inputs)).json;
  }

  /** Signs in, makes the user available, and polls past the events of that. */
  async available(): Promise<{ readonly application: Json; readonly next: string }> {
    const application = await this.signIn();
    const me = embedded(application, 'me');
    await this.post(link(me, 'makeMeAvailable'), { supportedModalities: ['Audio'], signInAs: 'Online' });
    const first = await this.get(link(application, 'events'));
    return { application, next: link(first.json, 'next') };
  }
}

export const inputs = { userAgent: 'unit test', endpointId: 'unit-endpoint', culture: 'en-US' };

export function link(resource: Json, rel: string): string {
  const href = resource._links?.[rel]?.href;
  if (href === undefined) throw new Error(`no link ${rel} in ${JSON.stringify(resource)}`);
  return String(href);
}

export function embedded(resource: Json, rel: string): Json {
  const found = resource._embedded?.[rel];
  if (found === undefined) throw new Error(`no ${rel} embedded in ${JSON.stringify(resource)}`);
  return found;
}

/** Each event of a batch as `type rel`, in order. */
export function told(batch: Json): string[] {
  return events(batch).map((event) => `${event.type} ${event.link?.rel}`);
}

/** All events of a batch, in order. */
export function events(batch: Json): Json[] {
  const senders = (batch.sender ?? []) as unknown as readonly { events: Json[] }[];
  return senders.flatMap((sender) => sender.events);
}

/** The embedded resource of the first event about that rel. */
export function about(batch: Json, rel: string): Json {
  const event = events(batch).find((each) => String(each.link?.rel) === rel);
  if (event === undefined) throw new Error(`nothing about ${rel} in ${told(batch).join(', ')}`);
  return embedded(event, rel);
}

/** A right answer to the gateway's offer. */
export function answerSdp(rtpPort: number, rtcpPort = rtpPort + 1): string {
  const lines = [
    'v=0',
    'o=- 7 1 IN IP4 127.0.0.1',
    's=session',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${rtpPort} RTP/AVP 0 101`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    'a=ptime:20',
    'a=sendrecv',
    `a=rtcp:${rtcpPort}`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

export const sdpType = { 'Content-Type': 'application/sdp' };

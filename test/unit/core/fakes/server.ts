import type { HttpRequest, HttpResponse } from '../../../../main/core/ports.ts';
import { broken, type FakeHttp, html, json, noContent, type OpenRequest } from './http.ts';
import { settle } from './settle.ts';

/** A contoso.com that answers by script; each test changes what it is about. */
export interface FakeServer {
  /** Good tokens, by origin. */
  readonly tokens: Map<string, string>;
  /** Whether a request has the good token of where it goes. */
  accepts(request: HttpRequest): boolean;
  /** Answers the event channel request that waits; `events` as in a sender's list. */
  push(sender: string, ...events: readonly object[]): Promise<void>;
  /** Answers it with this whole body, or this reply. */
  answerPoll(reply: HttpResponse | ReturnType<typeof broken>): Promise<void>;
  poll(): OpenRequest;
  /** From now on nothing answers. */
  down(): Promise<void>;
  up(): void;
}

export const pool = 'https://pool.contoso.com';
export const applicationUrl = `${pool}/ucwa/oauth/v1/applications/101`;
export const eventsUrl = /\/applications\/\d+\/events\?/;
export const tokenUrl = `${pool}/WebTicket/oauthtoken`;
export const userUrl = `${pool}/Autodiscover/AutodiscoverService.svc/root/oauth/user`;
export const discoverUrl = 'https://lyncdiscover.contoso.com/';
export const internalDiscoverUrl = 'https://lyncdiscoverinternal.contoso.com/';

export const pGetReplaced = json(409, { code: 'Conflict', subcode: 'PGetReplaced' });

export function challenge(
  href = tokenUrl,
  grants = 'urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password',
): HttpResponse {
  const bearer = 'Bearer trusted_issuers="", client_id="00000004-0000-0ff1-ce00-000000000000"';
  return html(401, { 'www-authenticate': [`${bearer}, MsRtcOAuth href="${href}",grant_type="${grants}"`] });
}

export function applicationBody(me: object = { makeMeAvailable: { href: `${applicationUrl}/me/makeMeAvailable` } }) {
  const path = '/ucwa/oauth/v1/applications/101';
  return {
    rel: 'application',
    _links: { self: { href: path }, events: { href: `${path}/events?ack=1&key=9` } },
    _embedded: {
      me: {
        rel: 'me',
        name: 'Dana Whitfield',
        uri: 'sip:dana@contoso.com',
        _links: { self: { href: `${path}/me` }, ...me },
      },
    },
  };
}

export function createFakeServer(http: FakeHttp): FakeServer {
  const tokens = new Map<string, string>();
  let given = 0;
  let ack = 1;
  const accepts = ({ headers, url }: HttpRequest): boolean => {
    const token = tokens.get(new URL(url).origin);
    return token !== undefined && headers.authorization === `Bearer ${token}`;
  };
  const guarded = (reply: HttpResponse) => (request: HttpRequest) => (accepts(request) ? reply : challenge());

  http.on('GET', internalDiscoverUrl, broken('name'));
  http.on('GET', discoverUrl, json(200, { _links: { user: { href: userUrl } } }));
  http.on(
    'GET',
    userUrl,
    guarded(json(200, { _links: { applications: { href: `${pool}/ucwa/oauth/v1/applications` } } })),
  );
  http.on('GET', /^http:/, broken('refused'));
  http.on('POST', tokenUrl, ({ body }) => {
    if (!body?.includes('grant_type=password')) return html(401, { 'www-authenticate': ['Negotiate', 'NTLM'] });
    given += 1;
    tokens.set(pool, `cwt=${given}`);
    return json(200, { access_token: `cwt=${given}`, expires_in: 28_289, token_type: 'Bearer' });
  });
  http.on('POST', `${pool}/ucwa/oauth/v1/applications`, guarded(json(201, applicationBody())));
  http.on('POST', `${applicationUrl}/me/makeMeAvailable`, guarded(noContent));
  http.on('POST', `${applicationUrl}/me/reportMyActivity`, guarded(noContent));
  const me = {
    rel: 'me',
    _links: {
      self: { href: `${applicationUrl}/me` },
      reportMyActivity: { href: `${applicationUrl}/me/reportMyActivity` },
    },
  };
  http.on('GET', `${applicationUrl}/me`, guarded(json(200, me)));
  http.on('GET', applicationUrl, guarded(json(200, applicationBody())));
  http.on('DELETE', applicationUrl, guarded(noContent));
  http.on('GET', eventsUrl, (request) => {
    if (!accepts(request)) return challenge();
    // Of two requests for the same events the newer one counts.
    const before = http.open.filter((open) => eventsUrl.test(open.request.url));
    for (const { reply } of before) queueMicrotask(() => reply(pGetReplaced));
    return undefined;
  });

  function poll(): OpenRequest {
    const open = http.openTo('GET', eventsUrl);
    if (open === undefined) throw new Error('no event channel request waits');
    return open;
  }

  async function answerPoll(reply: Parameters<OpenRequest['reply']>[0]): Promise<void> {
    poll().reply(reply);
    await settle();
  }

  let isDown = false;
  http.on('GET', /./, () => (isDown ? broken('network') : undefined));
  http.on('POST', /./, () => (isDown ? broken('network') : undefined));
  http.on('DELETE', /./, () => (isDown ? broken('network') : undefined));

  return {
    tokens,
    accepts,
    poll,
    answerPoll,
    async push(sender, ...events) {
      ack += 1;
      const next = { href: `/ucwa/oauth/v1/applications/101/events?ack=${ack}&key=9` };
      const senders =
        events.length === 0 ? {} : { sender: [{ rel: sender, href: `${applicationUrl}/${sender}`, events }] };
      await answerPoll(json(200, { _links: { self: { href: 'events?ack=1' }, next }, ...senders }));
    },
    async down() {
      isDown = true;
      for (const { reply } of [...http.open]) reply(broken('network'));
      await settle();
    },
    up() {
      isDown = false;
    },
  };
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { broken, html, json } from '../../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../../fakes/phone.ts';
import {
  applicationBody,
  applicationUrl,
  challenge,
  discoverUrl,
  eventsUrl,
  pool,
  tokenUrl,
} from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import {
  audioVideoPath,
  completed,
  invitationBody,
  invitationEvent,
  invitationPath,
  invitationUrl,
  started,
} from '../../fixtures/call.ts';

const status = ({ view }: TestPhone) => view().session.status;
const polls = ({ http }: TestPhone) =>
  http
    .sentTo('GET', eventsUrl)
    .map(({ url }) => /ack=(\d+)/.exec(url)?.[1])
    .join(' ');

async function online(): Promise<TestPhone> {
  const phone = createTestPhone();
  await phone.signIn();
  return phone;
}

test('the next request leaves before the batch is worked on, with the URL as it was given', async () => {
  const phone = await online();
  const order: string[] = [];
  phone.phone.subscribe(() => order.push(`view after ${polls(phone)}`));
  await phone.server.push('communication', started);
  assert.equal(order[0], 'view after 1 2');
  assert.equal(phone.server.poll().request.url, `${pool}/ucwa/oauth/v1/applications/101/events?ack=2&key=9`);
  assert.ok(phone.server.poll().request.timeoutMs > 180_000, 'the server may hold it for 180 s');
});

test('one failure is passed over: the same URL again, and the ring stays', async () => {
  const phone = await online();
  await phone.server.push('communication', started);
  await phone.server.answerPoll(broken('network'));
  assert.equal(status(phone), 'Ready');
  assert.equal(phone.clock.waiting.filter((delay) => delay <= 100).length, 1);
  await phone.clock.advance(100);
  assert.equal(polls(phone), '1 2 2');
  assert.equal(phone.call().state, 'ringing');
});

describe('200 that is no answer of an event channel moves nothing', () => {
  for (const [name, reply] of [
    ['cut JSON', { ...json(200, {}), body: '{"_links":{"next"' }],
    ['a page', html(200)],
    ['an empty body', { status: 200, headers: {}, body: '' }],
    ['no link', json(200, {})],
    ['a link out of the domain', json(200, { _links: { next: { href: 'https://evil.example/events?ack=2' } } })],
    [
      'the reference page’s placeholder link',
      json(200, { _links: { next: { href: 'http://sample:80/ucwa/v1/applications/appId/events?ack=2' } } }),
    ],
  ] as const) {
    test(name, async () => {
      const phone = await online();
      await phone.server.answerPoll(reply);
      await phone.clock.advance(100);
      assert.equal(polls(phone), '1 1');
      assert.ok(phone.http.sent.every(({ url }) => !url.includes('evil.example')));
    });
  }
});

test('a lost network: Reconnecting after the second failure, short questions, then the same URL', async () => {
  const phone = await online();
  await phone.server.down();
  await phone.clock.advance(100);
  assert.equal(status(phone), 'Reconnecting');
  const before = polls(phone);
  await phone.clock.advance(60_000);
  assert.equal(polls(phone), before, 'no long request is begun while nothing answers');
  const questions = phone.http.sentTo('GET', applicationUrl);
  assert.ok(questions.length > 5 && questions.length < 25, `${questions.length} questions`);
  assert.ok(questions.every(({ timeoutMs }) => timeoutMs <= 15_000));
  phone.server.up();
  await phone.clock.advance(30_000);
  assert.equal(status(phone), 'Ready');
  const settings = 'low=15&medium=5&timeout=180';
  const { url } = phone.server.poll().request;
  assert.equal(url, `${pool}/ucwa/oauth/v1/applications/101/events?ack=1&key=9&${settings}&priority=2`);
});

test('a black hole: a question that is not answered in its time is a failure like any other', async () => {
  const phone = await online();
  phone.http.hold('GET', applicationUrl);
  await phone.server.answerPoll(broken('network'));
  await phone.clock.advance(100);
  await phone.server.answerPoll(broken('network'));
  assert.equal(status(phone), 'Reconnecting');
  await phone.clock.advance(200);
  phone.http.openTo('GET', applicationUrl)?.reply(broken('timeout'));
  await phone.clock.advance(1_000);
  assert.equal(status(phone), 'Ready');
});

test('401 mid-session: renewed once, the same URL again, nothing to see', async () => {
  const phone = await online();
  phone.server.tokens.clear();
  await phone.server.answerPoll(challenge());
  assert.equal(status(phone), 'Ready');
  assert.equal(polls(phone), '1 1');
  assert.equal(phone.http.sentTo('POST', tokenUrl).length, 2);
});

test('a renewal that only fails for now does not end the session; one that is refused does', async () => {
  const phone = await online();
  phone.server.tokens.clear();
  phone.http.once('POST', tokenUrl, html(503));
  await phone.server.answerPoll(challenge());
  assert.equal(status(phone), 'Ready');
  await phone.clock.advance(180_000);
  assert.equal(phone.http.sentTo('POST', tokenUrl).length, 3);
  await phone.server.push('communication');
  phone.server.tokens.clear();
  phone.http.on('POST', tokenUrl, json(400, { error: 'invalid_grant' }));
  await phone.server.answerPoll(challenge());
  assert.equal(status(phone), 'Signed out');
  assert.equal(phone.view().session.signIn?.problem?.title, 'That user name or password did not work.');
});

test('404: the application is made anew, silently; what rang is over', async () => {
  const phone = await online();
  await phone.server.push('communication', started);
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  assert.equal(status(phone), 'Reconnecting');
  assert.equal(phone.call().state, 'ringing', 'it may be found again');
  await phone.clock.advance(400);
  assert.equal(phone.call().state, 'ringing');
  assert.equal(status(phone), 'Ready');
  assert.equal(phone.http.sentTo('POST', `${pool}/ucwa/oauth/v1/applications`).length, 2);
  await phone.clock.advance(1_600);
  assert.equal(phone.call().ending?.title, 'The server ended the call.');
});

test('a server that forgets each application is asked ever less often', async () => {
  const phone = await online();
  phone.http.on('GET', eventsUrl, json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await phone.clock.advance(120_000);
  const made = phone.http.sentTo('POST', `${pool}/ucwa/oauth/v1/applications`).length;
  assert.ok(made > 5 && made < 20, `${made} applications in two minutes`);
});

describe('a pool that fails while another one takes over', () => {
  const other = 'https://pool2.contoso.com';

  /** The first pool fails from now on as a front end without its back end does. */
  async function failing(discovery: 'leads elsewhere' | 'leads back'): Promise<TestPhone> {
    const phone = await online();
    const { http, server } = phone;
    if (discovery === 'leads elsewhere') {
      http.on('GET', discoverUrl, json(200, { _links: { user: { href: `${other}/user` } } }));
      http.on('GET', `${other}/user`, ({ headers }) =>
        headers.authorization === 'Bearer other'
          ? json(200, { _links: { applications: { href: '/applications' } } })
          : challenge(`${other}/token`),
      );
      http.on('POST', `${other}/token`, json(200, { access_token: 'other', expires_in: 9_000, token_type: 'Bearer' }));
      http.on('POST', `${other}/applications`, json(201, applicationBody({})));
      server.tokens.set(other, 'other');
    }
    http.on('GET', eventsUrl, ({ url }) => (url.startsWith(pool) ? html(502) : undefined));
    http.on('GET', applicationUrl, html(502));
    await server.answerPoll(html(502));
    return phone;
  }

  test('is left for the other as soon as discovery leads there', async () => {
    const phone = await failing('leads elsewhere');
    await phone.clock.advance(50_000);
    assert.equal(phone.http.sentTo('GET', new RegExp(`^${other}`)).length, 0, 'not at the first failure');
    await phone.clock.advance(200_000);
    assert.equal(status(phone), 'Ready');
    assert.match(phone.server.poll().request.url, /^https:\/\/pool2\.contoso\.com\/ucwa\/.*events/);
  });

  test('is stayed with where discovery leads back to it', async () => {
    const phone = await failing('leads back');
    await phone.clock.advance(600_000);
    assert.equal(status(phone), 'Reconnecting');
    const asked = phone.http.sentTo('GET', discoverUrl).length;
    assert.ok(asked > 2 && asked < 6, `discovery was asked ${asked} times in ten minutes`);
    assert.equal(phone.http.sentTo('POST', `${pool}/ucwa/oauth/v1/applications`).length, 1);
  });
});

describe('what the user has to know', () => {
  for (const [name, reply, title] of [
    [
      'the server ended it',
      json(410, { code: 'Gone', subcode: 'InactiveApplicationExpired' }),
      'The server ended this sign-in because nothing was heard from this computer for too long.',
    ],
  ] as const) {
    test(name, async () => {
      const phone = await online();
      await phone.server.push('communication', started);
      await phone.server.answerPoll(reply);
      assert.equal(status(phone), 'Signed out');
      assert.equal(phone.view().session.signIn?.problem?.title, title);
      assert.equal(phone.call().state, 'ended');
      assert.deepEqual(phone.media.open, []);
      const { length } = phone.http.sent;
      await phone.clock.advance(600_000);
      assert.equal(phone.http.sent.length, length);
    });
  }
});

test('resync: what comes again changes nothing, and the calls are looked up', async () => {
  const phone = await online();
  await phone.server.push('communication', started);
  const { id } = phone.call();
  const again = {
    _links: { resync: { href: `${applicationUrl}/events?ack=1&key=9` } },
    sender: [{ rel: 'communication', href: '/', events: [started, started] }],
  };
  phone.http.on('GET', invitationUrl, json(200, invitationBody()));
  await phone.server.answerPoll(json(200, again));
  assert.deepEqual(
    phone.view().calls.map((call) => call.id),
    [id],
  );
  assert.equal(phone.http.sentTo('GET', invitationUrl).length, 1);
});

test('taken over again within a minute: it waits, and the user is told by whom and until when', async () => {
  const phone = await online();
  const takeOver = () => phone.server.answerPoll(json(409, { code: 'Conflict', subcode: 'PGetReplaced' }));
  const titles = () => phone.view().notes.map(({ title }) => title);
  await takeOver();
  await phone.clock.advance(1_000);
  assert.deepEqual([status(phone), titles()], ['Ready', []]);
  await takeOver();
  await phone.clock.advance(50_000);
  assert.deepEqual([status(phone), titles()], ['Reconnecting', ['Another program took over this sign-in.']]);
  await phone.clock.advance(11_000);
  assert.deepEqual([status(phone), titles()], ['Ready', []]);
});

test('a refusal that says resync is followed, and the calls are looked up', async () => {
  const phone = await online();
  await phone.server.push('communication', started);
  phone.http.on('GET', invitationUrl, json(200, invitationBody()));
  const resync = { href: `${applicationUrl}/events?ack=7&key=9` };
  await phone.server.answerPoll(json(500, { code: 'ServiceFailure', _links: { resync } }));
  await phone.clock.advance(100);
  assert.equal(polls(phone), '1 2 7');
  assert.equal(status(phone), 'Ready');
  assert.equal(phone.http.sentTo('GET', invitationUrl).length, 1);
});

test('resume: the user is made available again where the server took that back, and it is tried until it works', async () => {
  const phone = await online();
  const unavailable = {
    rel: 'me',
    _links: {
      self: { href: `${applicationUrl}/me` },
      makeMeAvailable: { href: `${applicationUrl}/me/makeMeAvailable` },
    },
  };
  phone.http.once('GET', `${applicationUrl}/me`, json(200, unavailable));
  phone.http.once('POST', `${applicationUrl}/me/makeMeAvailable`, html(503));
  await phone.server.answerPoll(json(200, { _links: { resume: { href: `${applicationUrl}/events?ack=2&key=9` } } }));
  const asked = () => phone.http.sentTo('POST', `${applicationUrl}/me/makeMeAvailable`).length;
  assert.equal(asked(), 2);
  phone.http.once('GET', `${applicationUrl}/me`, json(200, unavailable));
  await phone.clock.advance(200);
  assert.equal(asked(), 3);
  await phone.clock.advance(10_000);
  assert.equal(asked(), 3);
});

describe('events without the resource they are about', () => {
  const bare = (type: string, rel = 'audioVideoInvitation', href = invitationPath) => ({ link: { rel, href }, type });

  test('are looked up, and all that come later wait for that', async () => {
    const phone = await online();
    await phone.server.push('communication', bare('started'));
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
    assert.deepEqual(phone.view().calls, []);
    phone.http.openTo('GET', invitationUrl)?.reply(json(200, invitationBody()));
    await settle();
    assert.equal(phone.call().state, 'ended', 'first it rang, then it was over');
    assert.equal(phone.past().length, 1);
  });

  test('are passed over where the lookup fails', async () => {
    const phone = await online();
    phone.http.on('GET', invitationUrl, json(404, { code: 'NotFound' }));
    await phone.server.push(
      'communication',
      bare('started'),
      bare('added', 'conversation', '/c'),
      bare('started', 'dataCollaboration'),
    );
    assert.deepEqual(phone.view().calls, []);
    assert.equal(phone.http.sentTo('GET', /communication/).length, 1, 'only what calls are made from is looked up');
  });

  test('are not looked up out of the domain', async () => {
    const phone = await online();
    await phone.server.push('communication', bare('started', 'audioVideoInvitation', 'https://evil.example/i'));
    assert.ok(phone.http.sent.every(({ url }) => !url.includes('evil.example')));
  });

  test('a caller who is only linked is looked up, but the call does not wait for long', async () => {
    const phone = await online();
    const { _embedded: _, ...body } = invitationBody({ links: { from: { href: `${invitationPath}/from` } } });
    phone.http.on('GET', `${invitationUrl}/from`, 'hold');
    await phone.server.push('communication', invitationEvent('started', body));
    await phone.clock.advance(1_500);
    assert.equal(phone.call().party.label, 'Caller’s number is hidden');
    phone.http.on('GET', `${pool}${invitationPath}2/from`, json(200, { rel: 'participant', name: 'Tomás' }));
    const second = invitationBody({
      path: `${invitationPath}2`,
      links: { from: { href: `${invitationPath}2/from` }, audioVideo: { href: `${audioVideoPath}2` } },
    });
    await phone.server.push(
      'communication',
      invitationEvent('started', { ...second, _embedded: {} }, {}, `${invitationPath}2`),
    );
    assert.equal(phone.call().party.label, 'Tomás');
  });
});

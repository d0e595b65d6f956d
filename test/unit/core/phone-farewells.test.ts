import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptUrl, answeringPhone, connectedPhone, declineUrl, onlinePhone, ringingPhone } from './fakes/calls.ts';
import { broken, html, json, noContent, type Reply } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { applicationUrl, challenge } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import {
  audioVideoUrl,
  completed,
  conversationDeleted,
  conversationUrl,
  invitationBody,
  invitationEvent,
  invitationUrl,
} from './fixtures/call.ts';

const stopUrl = `${audioVideoUrl}/terminate`;

/** One way to end a call, and how the server is told of it. */
interface Ending {
  readonly url: string;
  readonly begin: () => Promise<TestPhone>;
  readonly end: (phone: TestPhone) => void;
}

const endings: Readonly<Record<string, Ending>> = {
  decline: {
    url: declineUrl,
    begin: ringingPhone,
    end: (phone) => void phone.send({ type: 'decline', callId: phone.call().id }),
  },
  'hang up': {
    url: stopUrl,
    begin: connectedPhone,
    end: (phone) => void phone.send({ type: 'hang-up', callId: phone.call().id }),
  },
  'the sound fails while it rings': {
    url: declineUrl,
    begin: ringingPhone,
    end: ({ media, call }) => media.say({ type: 'failed', callId: call().id, failure: 'no-path', message: '' }),
  },
  'the other side falls silent': {
    url: stopUrl,
    begin: connectedPhone,
    end: ({ media, call }) => media.say({ type: 'far-silent', callId: call().id }),
  },
};

/** What a server, a proxy or a wire may say to it once. */
const refusals: Readonly<Record<string, Reply>> = {
  '429': json(429, { code: 'TooManyRequests' }),
  '500': json(500, { code: 'ServiceFailure', subcode: 'CallbackChannelError' }),
  '502 of a proxy': html(502),
  '503': json(503, { code: 'ServiceUnavailable' }),
  '504': html(504),
  '408': json(408, { code: 'ClientTimeout' }),
  '200 as a page of HTML': html(200),
  '404 of a proxy': html(404),
  '302 of a captive portal': html(302, { location: ['https://portal.example/'] }),
  '401 without a challenge': { status: 401, headers: {}, body: '' },
  'a reset connection': broken('network'),
  'no connection': broken('refused'),
  'no answer in time': broken('timeout'),
};

for (const [name, { url, begin, end }] of Object.entries(endings)) {
  const sent = ({ http }: TestPhone) => http.sentTo('POST', url);

  /** The first tries come back so; what comes after is taken. */
  async function ended(...replies: readonly Reply[]): Promise<TestPhone> {
    const phone = await begin();
    phone.http.on('POST', url, noContent);
    for (const reply of [...replies].reverse()) phone.http.once('POST', url, reply);
    phone.http.on('DELETE', conversationUrl, noContent);
    end(phone);
    await settle();
    return phone;
  }

  describe(`${name}: the server is told until it has it`, () => {
    for (const [what, reply] of Object.entries(refusals)) {
      test(`${what} once`, async () => {
        const phone = await ended(reply);
        assert.equal(sent(phone).length, 1);
        await phone.clock.advance(5_000);
        assert.equal(sent(phone).length, 2);
        assert.deepEqual(sent(phone)[1]?.body, sent(phone)[0]?.body);
        await phone.clock.advance(120_000);
        assert.equal(sent(phone).length, 2, 'once it has it, it is left alone');
        assert.equal(phone.past().length, 1);
      });
    }

    for (const [what, after] of [
      ['seconds', (_phone: TestPhone) => '7'],
      ['a date', ({ clock }: TestPhone) => new Date(clock.wall() + 7_000).toUTCString()],
    ] as const) {
      test(`Retry-After in ${what} is obeyed`, async () => {
        const phone = await begin();
        phone.http.on('POST', url, noContent);
        phone.http.once('POST', url, json(503, { code: 'ServiceUnavailable' }, { 'retry-after': [after(phone)] }));
        end(phone);
        await phone.clock.advance(5_900);
        assert.equal(sent(phone).length, 1, 'not before');
        await phone.clock.advance(3_000);
        assert.equal(sent(phone).length, 2);
      });
    }

    for (const status of [404, 409, 410]) {
      test(`${status} means that it is over already`, async () => {
        const phone = await ended(json(status, { code: 'X' }));
        await phone.clock.advance(120_000);
        assert.equal(sent(phone).length, 1);
        assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 0);
      });
    }

    test('a renewed token carries it', async () => {
      const phone = await begin();
      phone.http.on('POST', url, noContent);
      phone.http.once('POST', url, challenge());
      end(phone);
      await phone.clock.advance(1_000);
      assert.equal(sent(phone).length, 2);
      assert.notEqual(sent(phone)[0]?.headers.authorization, sent(phone)[1]?.headers.authorization);
    });

    test('where it is refused for good the conversation is left', async () => {
      const phone = await ended(json(403, { code: 'Forbidden' }));
      assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
      await phone.clock.advance(120_000);
      assert.deepEqual([sent(phone).length, phone.http.sentTo('DELETE', conversationUrl).length], [1, 1]);
    });

    test('where it is refused again and again, too', async () => {
      const phone = await begin();
      phone.http.on('POST', url, json(500, { code: 'ServiceFailure' }));
      phone.http.on('DELETE', conversationUrl, noContent);
      end(phone);
      await phone.clock.advance(30_000);
      assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
      const tries = sent(phone).length;
      await phone.clock.advance(120_000);
      assert.equal(sent(phone).length, tries);
    });

    test('a server that never takes it is left alone in the end', async () => {
      const phone = await begin();
      phone.http.on('POST', url, json(500, { code: 'ServiceFailure' }));
      phone.http.on('DELETE', conversationUrl, json(500, { code: 'ServiceFailure' }));
      end(phone);
      await phone.clock.advance(700_000);
      const tries = sent(phone).length + phone.http.sentTo('DELETE', conversationUrl).length;
      assert.ok(tries > 20 && tries < 120, `${tries} tries`);
      await phone.clock.advance(3_600_000);
      assert.equal(sent(phone).length + phone.http.sentTo('DELETE', conversationUrl).length, tries);
    });

    test('once the server itself says that it is over, nothing more is sent', async () => {
      const phone = await ended(json(503, { code: 'X' }, { 'retry-after': ['60'] }));
      await phone.server.push('communication', conversationDeleted);
      await phone.clock.advance(200_000);
      assert.equal(sent(phone).length, 1);
    });

    test('a sleep that breaks it off is slept through', async () => {
      const phone = await begin();
      phone.http.on('POST', url, noContent);
      phone.http.hold('POST', url);
      end(phone);
      await settle();
      phone.surroundings.tell('suspend');
      phone.surroundings.tell('resume');
      await phone.clock.advance(5_000);
      assert.equal(sent(phone).length, 2);
    });

    test('quitting sends it again before the application goes', async () => {
      const phone = await ended(json(500, { code: 'ServiceFailure' }));
      const stopped = phone.phone.stop();
      await phone.clock.advance(2_000);
      await stopped;
      assert.equal(sent(phone).length, 2);
      assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
      const urls = phone.http.sent.filter(({ method }) => method !== 'GET').map((request) => request.url);
      assert.ok(urls.lastIndexOf(url) < urls.lastIndexOf(applicationUrl));
    });

    test('signing out sends it again before the application goes', async () => {
      const phone = await ended(json(500, { code: 'ServiceFailure' }));
      phone.send({ type: 'sign-out' });
      assert.equal(phone.view().session.status, 'Signed out');
      await phone.clock.advance(2_000);
      assert.equal(sent(phone).length, 2);
      assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
    });

    test('a server that does not take it holds nobody up who quits', async () => {
      const phone = await begin();
      phone.http.on('POST', url, json(500, { code: 'ServiceFailure' }));
      end(phone);
      await settle();
      const stopped = phone.phone.stop();
      await phone.clock.advance(2_000);
      await stopped;
      const tries = sent(phone).length;
      assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
      await phone.clock.advance(600_000);
      assert.equal(sent(phone).length, tries);
    });
  });
}

test('without a link to decline by, the conversation is left', async () => {
  const phone = await onlinePhone();
  await phone.server.push(
    'communication',
    invitationEvent('started', invitationBody({ links: { decline: undefined } })),
  );
  phone.http.on('DELETE', conversationUrl, noContent);
  phone.send({ type: 'decline', callId: phone.call().id });
  await settle();
  assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
});

describe('the application, when the user quits', () => {
  for (const [what, reply] of Object.entries({
    '500': json(500, { code: 'ServiceFailure' }),
    '503 of a proxy': html(503),
    '200 as a page of HTML': html(200),
    'a reset connection': broken('network'),
  })) {
    test(`${what} once: its DELETE is sent again`, async () => {
      const phone = await ringingPhone();
      phone.http.once('DELETE', applicationUrl, reply);
      const stopped = phone.phone.stop();
      await phone.clock.advance(2_000);
      await stopped;
      assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 2);
    });
  }

  test('404: it is gone already', async () => {
    const phone = await ringingPhone();
    phone.http.once('DELETE', applicationUrl, json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
    const stopped = phone.phone.stop();
    await phone.clock.advance(2_000);
    await stopped;
    assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
  });
});

describe('an answer under way when the call was ended here', () => {
  test('is followed by a decline where the server did not take it', async () => {
    const phone = await answeringPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.send({ type: 'hang-up', callId: phone.call().id });
    phone.http.openTo('POST', acceptUrl)?.reply(json(503, { code: 'ServiceUnavailable' }));
    await settle();
    assert.equal(phone.http.sentTo('POST', declineUrl).length, 1);
    assert.equal(phone.call().ending?.title, 'Call ended');
  });

  test('also where that is known after the call is gone from the screen', async () => {
    const phone = await answeringPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await phone.clock.advance(10_000);
    phone.http.openTo('POST', acceptUrl)?.reply(json(503, { code: 'ServiceUnavailable' }));
    await settle();
    assert.equal(phone.http.sentTo('POST', declineUrl).length, 1);
  });
});

test('an answer that is taken after it was given up: the conversation is left', async () => {
  const phone = await answeringPhone();
  phone.http.on('GET', invitationUrl, json(200, invitationBody()));
  phone.http.on('POST', declineUrl, json(409, { code: 'Conflict', subcode: 'AlreadyExists' }));
  phone.http.on('DELETE', conversationUrl, noContent);
  phone.send({ type: 'hang-up', callId: phone.call().id });
  phone.http.openTo('POST', acceptUrl)?.reply(broken('network'));
  await settle();
  assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
});

describe('an answer that the server does not take now', () => {
  for (const [what, reply] of Object.entries(refusals)) {
    // Where nobody refused it, it goes out again by itself.
    if (!('status' in reply)) continue;
    test(`${what}: it rings on, says so, and can be answered again`, async () => {
      const phone = await answeringPhone();
      const { id } = phone.call();
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      phone.http.openTo('POST', acceptUrl)?.reply(reply);
      await settle();
      assert.equal(phone.call().state, 'ringing');
      assert.equal(phone.call().id, id);
      assert.deepEqual(
        phone.call().notes.map(({ title, help }) => [title, help]),
        [['The call could not be answered.', 'Try again.']],
      );
      assert.deepEqual(phone.call().actions, ['answer', 'decline', 'decline-here', 'silence']);
      assert.equal(phone.phone.mayOpenMicrophone(), false);
      assert.equal(phone.phone.mediaView().ring?.callId, id);
      assert.equal(phone.phone.mediaView().legs[0]?.microphone, 'closed');
      assert.deepEqual(phone.media.told(id), ['prepare'], 'what was prepared stays');
      assert.deepEqual(phone.send({ type: 'answer', callId: id }), { ok: true });
      await settle();
      assert.equal(phone.http.sentTo('POST', acceptUrl).length, 2);
      await phone.server.push('communication', completed('Success'));
      assert.equal(phone.call().state, 'connected');
      assert.deepEqual(phone.call().notes, []);
    });
  }

  async function notTaken(): Promise<TestPhone> {
    const phone = await answeringPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.http.openTo('POST', acceptUrl)?.reply(json(500, { code: 'ServiceFailure' }));
    await settle();
    assert.equal(phone.call().state, 'ringing');
    return phone;
  }

  test('the second answer is not sent where the first was taken after all', async () => {
    const phone = await notTaken();
    phone.http.on('GET', invitationUrl, json(200, invitationBody({ properties: { state: 'Connected' } })));
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
    await phone.server.push('communication', completed('Success'));
    assert.equal(phone.call().state, 'connected');
  });

  test('an answer that was taken after all connects, without another', async () => {
    const phone = await notTaken();
    await phone.server.push('communication', completed('Success'));
    assert.equal(phone.call().state, 'connected');
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
  });

  test('declined after that: where the server says that it was answered, the conversation is left', async () => {
    const phone = await notTaken();
    phone.http.on('POST', declineUrl, json(409, { code: 'Conflict', subcode: 'AlreadyExists' }));
    phone.http.on('DELETE', conversationUrl, noContent);
    phone.send({ type: 'decline', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
  });

  test('the caller gives up after that: it was missed', async () => {
    const phone = await notTaken();
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
    const [entry] = phone.past();
    assert.deepEqual([entry?.outcome, entry?.note], ['missed', 'The caller hung up.']);
  });

  test('its time to ring is not longer for it', async () => {
    const phone = await notTaken();
    await phone.clock.advance(179_999);
    assert.equal(phone.call().state, 'ringing');
    await phone.clock.advance(1);
    assert.equal(phone.call().state, 'ended');
  });

  test('where the invitation cannot be had either, it is asked for again', async () => {
    const phone = await answeringPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.http.once('GET', invitationUrl, json(500, { code: 'ServiceFailure' }));
    phone.http.openTo('POST', acceptUrl)?.reply(json(500, { code: 'ServiceFailure' }));
    await settle();
    assert.equal(phone.call().state, 'answering');
    await phone.clock.advance(1_000);
    assert.equal(phone.call().state, 'ringing');
  });
});

describe('an answer that comes too late', () => {
  for (const status of [404, 410]) {
    test(`${status}: the caller hung up`, async () => {
      const phone = await answeringPhone();
      phone.http.openTo('POST', acceptUrl)?.reply(json(status, { code: 'NotFound' }));
      await settle();
      assert.deepEqual(phone.call().ending, { title: 'Missed', help: 'The caller hung up.' });
      await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'), conversationDeleted);
      const [entry, more] = phone.past();
      assert.deepEqual([entry?.outcome, entry?.note, more], ['missed', 'The caller hung up.', undefined]);
    });
  }

  test('409 while the invitation is gone: the caller hung up', async () => {
    const phone = await answeringPhone();
    phone.http.on('GET', invitationUrl, json(404, { code: 'NotFound' }));
    phone.http.openTo('POST', acceptUrl)?.reply(json(409, { code: 'Conflict' }));
    await settle();
    assert.equal(phone.call().ending?.help, 'The caller hung up.');
  });

  test('who answered instead is told later', async () => {
    const phone = await answeringPhone();
    phone.http.openTo('POST', acceptUrl)?.reply(json(404, { code: 'NotFound' }));
    await settle();
    await phone.server.push('communication', completed('Failure', 'Informational', 'ConnectedElsewhere'));
    assert.equal(phone.past()[0]?.outcome, 'elsewhere');
    assert.equal(phone.view().missedUnseen, 0);
  });
});

/** A phone that was up, and that nobody looks at: what a server answers for a while, and what it says for good. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import { html, json } from '../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { applicationUrl, challenge, eventsUrl, pool, tokenUrl, userUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';

const gone = json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' });
const applicationsUrl = `${pool}/ucwa/oauth/v1/applications`;
const registeringUrl = `${applicationUrl}/me/makeMeAvailable`;
const minuteMs = 60_000;

/** A phone whose application was lost just as everything of one kind begins to answer strangely, for `forMs`. */
async function strangely(reply: HttpResponse, forMs = 10 * minuteMs, where = /./): Promise<TestPhone> {
  const phone = createTestPhone();
  await phone.signIn();
  const until = phone.clock.now() + forMs;
  const odd = () => (phone.clock.now() < until ? reply : undefined);
  phone.http.on('GET', where, odd);
  phone.http.on('POST', where, odd);
  await phone.server.answerPoll(gone);
  await phone.clock.advance(forMs - 1_000);
  return phone;
}

async function expectBack(phone: TestPhone): Promise<void> {
  await phone.clock.advance(3 * minuteMs);
  assert.equal(phone.view().session.status, 'Ready');
}

describe('a page in place of an answer ends nothing that nobody waits for', () => {
  for (const status of [
    301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 421, 423, 428, 451,
  ]) {
    const location = status < 400 ? { location: ['/maintenance.html'] } : {};
    test(`${status}: said while it lasts, asked a few times, and over when it is over`, async () => {
      const phone = await strangely(html(status, location));
      assert.equal(phone.view().session.status, 'Reconnecting');
      assert.notDeepEqual(phone.view().notes, [], 'the user is told why');
      const { length } = phone.http.sent;
      assert.ok(length < 150, `${length} requests in ten minutes`);
      await expectBack(phone);
    });
  }

  for (const [what, where] of [
    ['who the user is', new RegExp(`^${userUrl}`)],
    ['a new application', new RegExp(`^${applicationsUrl}$`)],
    ['being made available', new RegExp(`^${registeringUrl}$`)],
  ] as const) {
    for (const status of [400, 403, 404, 405, 410]) {
      test(`${status} for ${what} alone`, async () => {
        const phone = await strangely(html(status), 10 * minuteMs, where);
        assert.notEqual(phone.view().session.status, 'Signed out');
        await expectBack(phone);
      });
    }
  }
});

describe('so does what the server itself says of the moment', () => {
  for (const [status, code, subcode] of [
    [400, 'BadRequest', undefined],
    [404, 'NotFound', undefined],
    [404, 'NotFound', 'ApplicationNotFound'],
    [405, 'MethodNotAllowed', undefined],
    [409, 'Conflict', 'AnotherOperationPending'],
    [410, 'Gone', 'CannotRedirect'],
    [412, 'PreconditionFailed', undefined],
  ] as const) {
    test(`${status} ${subcode ?? code}`, async () => {
      const phone = await strangely(json(status, { code, subcode }));
      assert.equal(phone.view().session.status, 'Reconnecting');
      await expectBack(phone);
    });
  }
});

describe('what the server says of the account or the app is for good', () => {
  for (const [status, code, subcode] of [
    [403, 'Forbidden', undefined],
    [403, 'Forbidden', 'MobileApplicationNoLongerAllowed'],
    [410, 'Gone', 'TooManyApplications'],
    [410, 'Gone', 'UserAgentNotAllowed'],
  ] as const) {
    test(`${status} ${subcode ?? code}`, async () => {
      const phone = await strangely(json(status, { code, subcode }), minuteMs, new RegExp(`^${applicationsUrl}$`));
      assert.equal(phone.view().session.status, 'Signed out');
      const { length } = phone.http.sent;
      await phone.clock.advance(10 * minuteMs);
      assert.equal(phone.http.sent.length, length);
    });
  }
});

test('a redirect to another domain for a while asks the user, and the question goes with it', async () => {
  const phone = await strangely(html(302, { location: ['https://status.fabrikam.com/'] }), 2 * minuteMs);
  assert.equal(phone.view().session.signIn?.trust?.domain, 'fabrikam.com');
  assert.equal(phone.http.sent.filter(({ url }) => url.includes('fabrikam')).length, 0);
  await expectBack(phone);
  assert.equal(phone.view().session.signIn, null);
});

describe('an answer to that question counts, also while the server is being asked again', () => {
  for (const trusted of [true, false]) {
    test(String(trusted), async () => {
      const phone = await strangely(html(302, { location: ['https://status.fabrikam.com/'] }), 2 * minuteMs);
      phone.http.on('GET', /fabrikam/, challenge('https://status.fabrikam.com/token'));
      phone.http.hold('GET', userUrl);
      await phone.clock.advance(2 * minuteMs);
      const look = phone.http.openTo('GET', userUrl);
      assert.ok(look !== undefined, 'it is being asked');
      const answer = { type: 'trust-domain', domain: 'fabrikam.com', trusted } as const;
      assert.deepEqual(phone.send(answer), { ok: true });
      assert.deepEqual(phone.send(answer), { ok: false, refusal: 'stale' });
      look.reply(html(302, { location: ['https://status.fabrikam.com/'] }));
      await settle();
      assert.equal(phone.view().session.signIn?.trust ?? null, null);
      assert.equal(
        phone.http.sent.some(({ url }) => url.includes('fabrikam')),
        trusted,
      );
    });
  }
});

test('who waits for a sign-in is told at once', async () => {
  const phone = createTestPhone();
  phone.http.on('GET', userUrl, html(404));
  await phone.signIn();
  assert.equal(phone.view().session.status, 'Signed out');
  assert.ok(phone.view().session.signIn?.problem);
});

test('an application that is forgotten as soon as it was made is made once more, also for somebody who waits', async () => {
  const phone = createTestPhone();
  phone.http.once('POST', registeringUrl, gone);
  await phone.signIn();
  assert.equal(phone.view().session.status, 'Ready');
  const hopeless = createTestPhone();
  hopeless.http.on('POST', registeringUrl, gone);
  await hopeless.signIn();
  assert.equal(hopeless.view().session.status, 'Signed out');
  assert.equal(hopeless.http.sentTo('POST', applicationsUrl).length, 2);
});

test('410 that is a page does not end an event channel whose application cannot be asked for a while', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  const until = phone.clock.now() + minuteMs;
  phone.http.on('GET', /./, () => (phone.clock.now() < until ? html(410) : undefined));
  await phone.server.answerPoll(html(410));
  await phone.clock.advance(minuteMs);
  await expectBack(phone);
});

test('410 that is a page does not end an event channel whose application is there', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  phone.http.once('GET', eventsUrl, html(410));
  await phone.server.answerPoll(html(410));
  await phone.clock.advance(minuteMs);
  assert.equal(phone.view().session.status, 'Ready');
  assert.equal(phone.http.sentTo('POST', applicationsUrl).length, 1);
});

test('what a token service says below 500 was said to the secret, which it is not sent again', async () => {
  for (const status of [403, 408, 429]) {
    const phone = createTestPhone();
    await phone.signIn();
    const before = phone.http.sentTo('POST', tokenUrl).length;
    phone.server.tokens.clear();
    phone.http.once('POST', tokenUrl, html(status));
    await phone.server.answerPoll(gone);
    await phone.clock.advance(10 * minuteMs);
    assert.equal(phone.http.sentTo('POST', tokenUrl).length - before, 1, `${status}`);
    assert.equal(phone.view().session.status, 'Signed out', `${status}`);
  }
});

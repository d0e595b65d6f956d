import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mayLearn } from '../../../../main/core/calls/early.ts';
import type { EarlyWish } from '../../../../preload/contract/index.ts';
import { acceptUrl, onlinePhone } from '../fakes/calls.ts';
import { broken, json, noContent } from '../fakes/http.ts';
import { farAnswer } from '../fakes/media.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import { invitationBody, invitationEvent, invitationPath, invitationUrl } from '../fixtures/call.ts';
import { errorTables } from '../fixtures/seed-tables.ts';

const early = new RegExp(`^${invitationUrl}/sendProvisionalAnswer\\?`);
const link = { sendProvisionalAnswer: { href: `${invitationPath}/sendProvisionalAnswer` } };
const colleague = { rel: 'participant', name: 'Ana', uri: 'sip:ana@contoso.com', sourceNetwork: 'SameEnterprise' };
const multipart = (sdp: string) =>
  `data:multipart/alternative;boundary=b,${encodeURIComponent(
    `--b\r\nContent-Type: application/sdp\r\nContent-ID: <one@x>\r\n\r\n${sdp}\r\n--b--`,
  )}`;

async function ringing({
  links = link,
  from = colleague,
  reply = noContent,
  looksEarly = true,
} = {}): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.media.prepareAtOnce(looksEarly ? { looksEarly: true } : {});
  phone.http.on('POST', early, reply);
  const offer = { mediaOffer: { href: multipart('v=0') } };
  const body = invitationBody({ links: { ...links, ...offer }, embedded: { from } });
  await phone.server.push('communication', invitationEvent('started', body));
  await settle();
  assert.equal(phone.call().state, 'ringing');
  return phone;
}

const told = (phone: TestPhone) => phone.http.sentTo('POST', early);
const looks = (phone: TestPhone) => phone.media.told(phone.call().id).includes('look-early');

describe('a colleague who calls', () => {
  test('is told of the answer while it rings, and ICE begins; the microphone stays closed', async () => {
    const phone = await ringing();
    const [request, ...others] = told(phone);
    assert.deepEqual(others, []);
    assert.equal(request?.body, farAnswer);
    assert.equal(request?.headers['content-type'], 'application/sdp');
    const { searchParams } = new URL(request?.url ?? '');
    assert.equal(searchParams.get('processedOfferId'), '<one@x>');
    assert.match(searchParams.get('sessionContext') ?? '', /^.{1,50}$/);
    assert.ok(looks(phone));
    assert.ok(!phone.media.told(phone.call().id).includes('start'));
    assert.deepEqual(
      phone.phone.mediaView().legs.map(({ microphone }) => microphone),
      ['closed'],
    );
    assert.equal(phone.phone.mayOpenMicrophone(), false);
  });

  test('then gets the same answer, in the same session context', async () => {
    const phone = await ringing();
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    const [accepted] = phone.http.sentTo('POST', acceptUrl);
    const query = (url = '') => new URL(url).search;
    assert.equal(query(accepted?.url), query(told(phone)[0]?.url));
    assert.equal(accepted?.body, told(phone)[0]?.body);
  });

  test('is told once, also where the window has to be offered again', async () => {
    const phone = await ringing();
    const { id: callId } = phone.call();
    phone.media.say({ type: 'prepared', callId, farAnswer, nearOffer: 'second', held: false, looksEarly: true });
    await settle();
    assert.equal(told(phone).length, 1);
  });

  test('is not told any more once an answer was sent, even where it rings on', async () => {
    const phone = await ringing({ looksEarly: false });
    const { id: callId } = phone.call();
    phone.http.on('POST', acceptUrl, broken('timeout'));
    phone.send({ type: 'answer', callId });
    await settle();
    phone.media.say({ type: 'prepared', callId, farAnswer, nearOffer: 'second', held: false, looksEarly: true });
    await settle();
    assert.equal(told(phone).length, 0);
  });

  const errors = (errorTables.sendProvisionalAnswer ?? []).map(
    ([status, code, subcode]) =>
      [
        `${status} ${code} ${subcode ?? 'None'}`,
        json(status, { code, ...(subcode === null ? {} : { subcode }) }),
      ] as const,
  );
  for (const [name, reply] of Object.entries({
    ...Object.fromEntries(errors),
    'a refusal': json(403, { code: 'Forbidden' }),
    'no way to the server': broken('network'),
  })) {
    test(`rings on and is answered after ${name}, and is not told again`, async () => {
      const phone = await ringing({ reply: reply as typeof noContent });
      assert.ok(!looks(phone), 'whoever does not know of us is not looked for');
      phone.send({ type: 'answer', callId: phone.call().id });
      await settle();
      assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
      assert.equal(told(phone).length, 1);
    });
  }

  test('is answered at once while the word is still under way', async () => {
    const phone = await onlinePhone();
    phone.media.prepareAtOnce({ looksEarly: true });
    phone.http.hold('POST', early);
    await phone.server.push(
      'communication',
      invitationEvent('started', invitationBody({ links: link, embedded: { from: colleague } })),
    );
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
  });
});

describe('nobody is told early', () => {
  const cases = {
    'where the server gives no link': { links: {} as typeof link },
    'of a call that looks for no way': { looksEarly: false },
    'who is of another organization': { from: { ...colleague, sourceNetwork: 'Federated' } },
    'of whom the server does not say': { from: { ...colleague, sourceNetwork: 'Unknown' } },
    'who calls by telephone': { from: { ...colleague, uri: 'tel:+1', sourceNetwork: 'Everyone' } },
    'who did not sign in': { from: { ...colleague, anonymous: true } },
  };
  for (const [name, given] of Object.entries(cases)) {
    test(name, async () => assert.deepEqual(told(await ringing(given)), []));
  }

  test('who is not to be, by the setting', async () => {
    const phone = await onlinePhone();
    phone.media.prepareAtOnce({ looksEarly: true });
    assert.deepEqual(phone.send({ type: 'choose-setting', setting: 'tellEarly', value: 'nobody' }), { ok: true });
    const body = invitationBody({ links: link, embedded: { from: colleague } });
    await phone.server.push('communication', invitationEvent('started', body));
    await settle();
    assert.deepEqual(told(phone), []);
  });
});

test('whose calls, by the setting', () => {
  const callers = {
    colleague: { name: 'Ana', uri: null, phoneNumber: null, sourceNetwork: 'sameenterprise' },
    stranger: { name: 'Ana', uri: null, phoneNumber: null, sourceNetwork: 'Federated' },
    nobody: null,
  };
  const learn = (wish: EarlyWish) => Object.values(callers).map((caller) => mayLearn(caller, wish));
  assert.deepEqual(learn('organization'), [true, false, false]);
  assert.deepEqual(learn('everyone'), [true, true, true]);
  assert.deepEqual(learn('nobody'), [false, false, false]);
});

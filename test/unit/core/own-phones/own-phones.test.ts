import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { json, noContent } from '../fakes/http.ts';
import { createTestPhone, dana, type TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { createFakeRecords } from '../fakes/storage.ts';

const work = 'tel:+46855501234';
const mobile = 'tel:+46700000001';
const communicationUrl = `${applicationUrl}/communication`;
const phones = {
  rel: 'phones',
  _embedded: {
    phone: [
      { rel: 'phone', number: work, type: ' Work' },
      { rel: 'phone', number: mobile, type: 'mobile' },
      { rel: 'phone', type: 'Home', _links: { changeNumber: { href: `${applicationUrl}/me/phones/2/changeNumber` } } },
    ],
  },
};

function communication(more: object = {}) {
  const self = { href: communicationUrl };
  return { rel: 'communication', etag: '7', supportedModalities: ['Audio'], _links: { self }, ...more };
}

async function online(
  records = createFakeRecords(),
  given: object = communication({ phoneNumber: work }),
): Promise<TestPhone> {
  const phone = createTestPhone({ records });
  const body = applicationBody({ phones: { href: `${applicationUrl}/me/phones` } });
  const there = { ...body, _embedded: { ...body._embedded, communication: given } };
  phone.http.on('GET', applicationUrl, json(200, there));
  phone.http.on('GET', `${applicationUrl}/me/phones`, json(200, phones));
  phone.http.on('GET', communicationUrl, json(200, given));
  phone.http.on('PUT', communicationUrl, json(200, given));
  await phone.signIn();
  await settle();
  return phone;
}

const told = (phone: TestPhone) => phone.http.sentTo('PUT', communicationUrl).map(({ body }) => JSON.parse(body ?? ''));

describe('a number that the user may set', () => {
  const changeUrl = `${applicationUrl}/me/phones/2/changeNumber`;
  const change = (phone: TestPhone, number: string | null) =>
    phone.send({ type: 'change-phone-number', kind: 'home', number });
  const sent = (phone: TestPhone) => phone.http.sentTo('POST', changeUrl).map(({ body }) => JSON.parse(body ?? ''));

  test('is told to the server, and shown as the server writes it', async () => {
    const phone = await online();
    const { changeable } = phone.view().ownPhones;
    assert.deepEqual(changeable, [{ kind: 'home', number: null }]);
    phone.http.hold('POST', changeUrl);
    assert.deepEqual(change(phone, '+46 8 555 012 77'), { ok: true });
    await settle();
    assert.deepEqual(sent(phone), [{ number: '+46855501277' }]);
    assert.deepEqual(phone.view().ownPhones.change, { kind: 'home', state: 'asked' });
    assert.deepEqual(change(phone, '4711'), { ok: false, refusal: 'repeated' });
    const [work_, mobile_, home] = phones._embedded.phone;
    const listed = { ...phones, _embedded: { phone: [work_, mobile_, { ...home, number: 'tel:+46855501277' }] } };
    phone.http.on('GET', `${applicationUrl}/me/phones`, json(200, listed));
    phone.http.openTo('POST', changeUrl)?.reply(noContent);
    await settle();
    const { ownPhones } = phone.view();
    assert.deepEqual(ownPhones.change, null);
    assert.deepEqual(ownPhones.changeable, [{ kind: 'home', number: '+46 8 555 012 77' }]);
    assert.equal(ownPhones.phones.length, 3);
    phone.http.on('POST', changeUrl, noContent);
    assert.deepEqual(change(phone, null), { ok: true });
    await settle();
    assert.deepEqual(sent(phone).at(-1), {});
  });

  for (const [what, reply, state] of [
    ['is none', json(400, { code: 'BadRequest', subcode: 'NormalizationFailed' }), 'number'],
    ['is the administrator’s', json(409, { code: 'Conflict' }), 'read-only'],
    ['may not be set', json(403, { code: 'Forbidden' }), 'read-only'],
    ['comes to a server that fails', json(500, { code: 'ServiceFailure' }), 'failed'],
  ] as const) {
    test(`says why where it ${what}`, async () => {
      const phone = await online();
      phone.http.on('POST', changeUrl, reply);
      assert.deepEqual(change(phone, '4711'), { ok: true });
      await settle();
      assert.deepEqual(phone.view().ownPhones.change, { kind: 'home', state });
      phone.send({ type: 'sign-out' });
      assert.deepEqual(phone.view().ownPhones.change, null);
    });
  }

  test('is refused where it is no number, or the server has no such link', async () => {
    const phone = await online();
    for (const number of ['Ana', 'ana@contoso.com', '\u202e']) {
      assert.deepEqual(change(phone, number), { ok: false, refusal: 'not-callable' }, number);
    }
    const refusal = { ok: false, refusal: 'unavailable' };
    assert.deepEqual(phone.send({ type: 'change-phone-number', kind: 'work', number: '4711' }), refusal);
    assert.deepEqual(sent(phone), []);
  });
});

describe('the user’s telephones', () => {
  test('are those that the server lists, and the one that it rings by itself', async () => {
    const phone = await online();
    const { ownPhones } = phone.view();
    assert.deepEqual(ownPhones.phones, [
      { id: work, number: '+46 8 555 012 34', kind: 'work' },
      { id: mobile, number: '+46 70 000 00 01', kind: 'mobile' },
    ]);
    assert.deepEqual([ownPhones.chosen, ownPhones.usual], [null, '+46 8 555 012 34']);
    assert.deepEqual(told(phone), [], 'nothing is changed that the user did not choose');
  });

  test('the one that is chosen is kept, and told to the server with what it needs to ring it', async () => {
    const records = createFakeRecords();
    const phone = await online(records);
    assert.deepEqual(phone.send({ type: 'choose-own-phone', phoneId: mobile }), { ok: true });
    await settle();
    const [body] = told(phone);
    assert.deepEqual([body.phoneNumber, body.supportedModalities], [mobile, ['Audio', 'PhoneAudio']]);
    assert.deepEqual(records.read('own-phone'), { number: mobile, kind: 'mobile', of: dana });
    assert.equal(phone.view().ownPhones.chosen?.id, mobile);
    const again = await online(records);
    assert.equal(told(again)[0]?.phoneNumber, mobile, 'in the next run too');
  });

  test('is not told again where the server has it', async () => {
    const records = createFakeRecords();
    records.write('own-phone', { number: mobile, kind: 'mobile', of: dana });
    const phone = await online(
      records,
      communication({ phoneNumber: mobile, supportedModalities: ['Audio', 'PhoneAudio'] }),
    );
    assert.deepEqual(told(phone), []);
  });

  test('the choice of somebody else is not this user’s', async () => {
    const records = createFakeRecords();
    records.write('own-phone', { number: mobile, kind: 'mobile', of: 'bao@contoso.com' });
    const phone = await online(records);
    assert.deepEqual([phone.view().ownPhones.chosen, told(phone)], [null, []]);
  });

  test('what is kept and does not fit is left out', async () => {
    for (const kept of [7, null, { number: '', kind: 'work', of: dana }, { number: mobile, kind: 'fax', of: dana }]) {
      const records = createFakeRecords();
      records.write('own-phone', kept);
      const phone = await online(records);
      assert.equal(phone.view().ownPhones.chosen, null);
    }
  });

  test('says so where the server refuses the choice', async () => {
    const phone = await online();
    phone.http.on('PUT', communicationUrl, json(403, { code: 'Forbidden' }));
    phone.send({ type: 'choose-own-phone', phoneId: mobile });
    await settle();
    assert.equal(phone.view().ownPhones.refused, true);
  });

  test('refuses by name what is not listed, and what is chosen already', async () => {
    const phone = await online();
    const choose = (phoneId: string | null) => phone.send({ type: 'choose-own-phone', phoneId });
    assert.deepEqual(choose('tel:+1'), { ok: false, refusal: 'stale' });
    assert.deepEqual(choose(null), { ok: false, refusal: 'repeated' });
    assert.deepEqual(
      [choose(mobile), choose(mobile), choose(null)],
      [{ ok: true }, { ok: false, refusal: 'repeated' }, { ok: true }],
    );
  });
});

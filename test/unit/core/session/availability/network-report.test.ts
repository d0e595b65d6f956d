import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { broken, json } from '../../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../../fakes/phone.ts';
import { applicationBody, applicationUrl, internalDiscoverUrl, pool } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';

const url = `${applicationUrl}/reportMyNetwork`;
const applications = /\/applications$/;

async function signedIn(more: { readonly internal?: boolean; readonly linked?: boolean } = {}): Promise<TestPhone> {
  const phone = createTestPhone();
  const body = applicationBody();
  const link = { reportMyNetwork: { href: new URL(url).pathname } };
  const _links = { ...body._links, ...(more.linked !== false && link) };
  phone.http.on('POST', applications, json(201, { ...body, _links }));
  phone.http.on('POST', url, json(201, {}));
  if (more.internal === false) phone.http.on('GET', internalDiscoverUrl, broken('name'));
  await phone.signIn();
  await settle();
  return phone;
}

const told = (phone: TestPhone) => phone.http.sentTo('POST', url).map(({ body }) => JSON.parse(body ?? '') as unknown);

describe('the network that this computer is in', () => {
  test('is told once, with its address and nothing of the hardware', async () => {
    const phone = await signedIn({ internal: false });
    assert.deepEqual(told(phone), [{ clientNetworkType: 'External', ip: '192.0.2.7', subnetID: '192.0.2.0' }]);
  });

  test('is told again where it is another one, and only then', async () => {
    const phone = await signedIn({ internal: false });
    phone.surroundings.tell('network-changed');
    await settle();
    assert.equal(told(phone).length, 1);
    phone.surroundings.at = { ip: '198.51.100.20', subnet: null };
    phone.surroundings.tell('network-changed');
    await settle();
    phone.surroundings.at = null;
    phone.surroundings.tell('network-changed');
    await settle();
    assert.deepEqual(told(phone).slice(1), [
      { clientNetworkType: 'External', ip: '198.51.100.20' },
      { clientNetworkType: 'External' },
    ]);
  });

  test('is inside the organization where the server was found by its inner name, also after the next start', async () => {
    const phone = createTestPhone();
    const body = applicationBody();
    const link = { reportMyNetwork: { href: new URL(url).pathname } };
    phone.http.on('POST', applications, json(201, { ...body, _links: { ...body._links, ...link } }));
    const root = json(200, {
      _links: { user: { href: `${pool}/Autodiscover/AutodiscoverService.svc/root/oauth/user` } },
    });
    phone.http.on('GET', internalDiscoverUrl, root);
    phone.http.on('GET', 'https://lyncdiscover.contoso.com/', broken('name'));
    phone.http.on('POST', url, json(201, {}));
    await phone.signIn();
    await settle();
    assert.deepEqual(told(phone), [{ clientNetworkType: 'Internal', ip: '192.0.2.7', subnetID: '192.0.2.0' }]);
    assert.deepEqual((phone.records.read('found-server') as { internal?: boolean }).internal, true);
  });

  test('is told to no server that does not want to know', async () => {
    assert.deepEqual(told(await signedIn({ linked: false })), []);
  });

  for (const [status, code] of [
    [403, 'AnonymousNotAllowed'],
    [500, 'ProvisioningDataUnavailable'],
  ] as const) {
    test(`that ${status} ${code} comes of it is quiet, and the next change tells it`, async () => {
      const phone = await signedIn({ internal: false });
      phone.http.on('POST', url, json(status, { code: 'ServiceFailure', subcode: code }));
      phone.surroundings.at = { ip: '198.51.100.20', subnet: '198.51.100.0' };
      phone.surroundings.tell('network-changed');
      await settle();
      assert.equal(phone.view().session.status, 'Ready');
      assert.deepEqual(phone.view().notes, []);
      phone.surroundings.tell('network-changed');
      await settle();
      assert.equal(told(phone).length, 3);
    });
  }
});

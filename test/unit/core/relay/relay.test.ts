import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { freeMeans } from '../../../../main/core/media-means.ts';
import { openPolicy, type Policy } from '../../../../main/core/policy/policy.ts';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import { redactDetails } from '../../../../main/core/redact.ts';
import { onlinePhone } from '../fakes/calls.ts';
import { json } from '../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { phoneOptions } from '../fakes/phone-options.ts';
import { applicationBody, applicationUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { checkOf, written } from '../fixtures/health.ts';

const path = '/ucwa/oauth/v1/applications/101/communication';
const minute = 60_000;

interface RelayServer {
  readonly phone: TestPhone;
  /** How often the token was asked for. */
  asked(): number;
  say(reply: HttpResponse): void;
}

const tokenBody = (number: number) => ({
  rel: 'mediaRelayAccessToken',
  userName: `user-${number}`,
  password: `relay-password-${number}`,
  duration: 100,
  _embedded: { mediaRelay: { rel: 'mediaRelay', host: 'edge.contoso.com', udpPort: 3478, tcpPort: 443 } },
});

/** A server with a relay, of which each token is another. */
async function phoneWithRelay(
  links: readonly string[] = ['mediaRelayAccessToken', 'mediaPolicies'],
  policy: Policy = openPolicy,
  more: object = { minimumVideoPort: 58_000, maximumVideoPort: 58_019 },
): Promise<RelayServer> {
  const phone = createTestPhone({}, { policy });
  let count = 0;
  let instead: HttpResponse | null = null;
  phone.http.on('GET', applicationUrl, () => {
    const body = applicationBody();
    const _links = Object.fromEntries(links.map((name) => [name, { href: `${path}/${name}` }]));
    return json(200, { ...body, _embedded: { ...body._embedded, communication: { rel: 'communication', _links } } });
  });
  phone.http.on('GET', /\/mediaRelayAccessToken$/, () => {
    count += 1;
    return instead ?? json(200, tokenBody(count));
  });
  phone.http.on('GET', /\/mediaPolicies$/, () =>
    json(200, {
      rel: 'mediaPolicies',
      portRange: 'Enabled',
      minimumAudioPort: 50_000,
      maximumAudioPort: 50_019,
      audioVideoEncryption: 'Enforced',
      ...more,
    }),
  );
  await phone.signIn();
  await settle();
  return {
    phone,
    asked: () => count,
    say: (reply) => {
      instead = reply;
    },
  };
}

async function pass({ phone }: RelayServer, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= minute) {
    phone.clock.advance(Math.min(left, minute));
    await settle();
  }
}

const evidence = ({ phone }: RelayServer) => {
  const { level, evidence: found } = checkOf(phone.view().health, 'relay');
  return [level, written(found)];
};

describe('a server with a relay', () => {
  test('gives each call its token, and its rules', async () => {
    const server = await phoneWithRelay();
    assert.deepEqual(server.phone.media.means, {
      relays: {
        userName: 'user-1',
        password: 'relay-password-1',
        servers: [{ host: 'edge.contoso.com', addresses: [], udpPort: 3478, tcpPort: 443 }],
      },
      relayOnly: false,
      ports: { first: 50_000, last: 50_019 },
      videoPorts: { first: 58_000, last: 58_019 },
      networks: [],
      encrypted: true,
    });
    assert.deepEqual(evidence(server), ['ok', 'Offered by the server, not needed yet']);
  });

  for (const [outcome, level, words] of [
    ['reached', 'ok', 'Reached at the last call'],
    ['unreachable', 'warning', 'No relay was reached at the last call'],
    ['full', 'warning', 'The relay had no room at the last call'],
    ['refused', 'warning', 'The relay refused the last call'],
  ] as const) {
    test(`${outcome} is said on the page`, async () => {
      const server = await phoneWithRelay();
      server.phone.media.say({ type: 'relays-asked', callId: 'a', outcome, message: 'why' });
      assert.deepEqual(evidence(server), [level, words]);
    });
  }

  test('is forgotten with the sign-in', async () => {
    const server = await phoneWithRelay();
    server.phone.send({ type: 'sign-out' });
    await settle();
    assert.deepEqual(server.phone.media.means, freeMeans);
    await pass(server, 200 * minute);
    assert.equal(server.asked(), 1);
  });

  test('has its user name and password in no log, no picture and no diagnostics', async () => {
    const { phone } = await phoneWithRelay();
    const told = JSON.stringify([phone.view(), phone.phone.diagnostics(), phone.log.entries]);
    assert.doesNotMatch(told, /relay-password|user-1/);
    assert.doesNotMatch(JSON.stringify(redactDetails({ body: tokenBody(1) })), /relay-password|user-1/);
    assert.doesNotMatch(JSON.stringify(redactDetails({ body: JSON.stringify(tokenBody(1)) })), /relay-password|user-1/);
  });
});

test('a server without one is said to have none, and its rules still hold', async () => {
  const server = await phoneWithRelay(['mediaPolicies']);
  assert.deepEqual(server.phone.media.means.ports, { first: 50_000, last: 50_019 });
  assert.deepEqual(evidence(server), ['ok', 'The server offers none. Calls go straight to the other side']);
  const none = await phoneWithRelay([]);
  assert.deepEqual(none.phone.media.means, freeMeans);
});

test('a link that leads nowhere is no relay', async () => {
  const phone = await onlinePhone();
  assert.equal(phone.media.means.relays, null);
});

test('an administrator’s word that voice goes over a relay alone reaches every call', async () => {
  const phone = createTestPhone({}, { ...phoneOptions, policy: { ...openPolicy, mediaRelayOnly: true } });
  assert.equal(phone.media.means.relayOnly, true);
});

test('the ports that an administrator wants go before those of the server', async () => {
  const ports = { first: 40_000, last: 40_019 };
  const { phone } = await phoneWithRelay(undefined, { ...openPolicy, mediaPorts: ports });
  assert.deepEqual([phone.media.means.ports, phone.media.means.videoPorts], [ports, ports]);
  assert.deepEqual((await phoneWithRelay()).phone.media.means.ports, { first: 50_000, last: 50_019 });
});

test('a server that names ports for voice alone has pictures use those', async () => {
  const { phone } = await phoneWithRelay(undefined, openPolicy, {});
  assert.deepEqual(phone.media.means.videoPorts, { first: 50_000, last: 50_019 });
});

test('an administrator’s word that voice is encrypted holds before a server is known, and with one that lets it be', async () => {
  const policy = { ...openPolicy, mediaEncrypted: true };
  assert.equal(createTestPhone({}, { ...phoneOptions, policy }).media.means.encrypted, true);
  const supported = { audioVideoEncryption: 'Supported' };
  assert.equal((await phoneWithRelay(undefined, policy, supported)).phone.media.means.encrypted, true);
  assert.equal((await phoneWithRelay(undefined, openPolicy, supported)).phone.media.means.encrypted, false);
});

test('the networks that an administrator names reach every call', () => {
  const networks = ['10.0.0.0/8', 'fd00::/8'];
  const phone = createTestPhone({}, { ...phoneOptions, policy: { ...openPolicy, mediaNetworks: networks } });
  assert.deepEqual(phone.media.means.networks, networks);
});

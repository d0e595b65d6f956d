import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMediaPolicies } from '../../../../main/core/ucwa/decode/media-policies.ts';
import { decodeMediaRelayAccessToken } from '../../../../main/core/ucwa/decode/media-relay-access-token.ts';
import { decodeResource, type Resource } from '../../../../main/core/ucwa/resource.ts';

const resource = (body: object): Resource => decodeResource(body) as Resource;
const wall = 1_700_000_000_000;

const relay = { rel: 'mediaRelay', host: 'edge.contoso.com', location: 'Internet', tcpPort: 443, udpPort: 3478 };

function token(more: object = {}, relays: readonly object[] = [relay]) {
  const body = { rel: 'mediaRelayAccessToken', userName: 'AgAAJH', password: 'c2VjcmV0', duration: 480, ...more };
  return decodeMediaRelayAccessToken(resource({ ...body, _embedded: { mediaRelay: relays } }), wall);
}

test('a token with its relay, as the reference has it', () => {
  assert.deepEqual(token(), {
    userName: 'AgAAJH',
    password: 'c2VjcmV0',
    lastsMs: 480 * 60_000,
    servers: [{ host: 'edge.contoso.com', addresses: [], udpPort: 3478, tcpPort: 443 }],
  });
});

test('relays for everywhere come first, then those outside, then those inside', () => {
  const relays = ['Intranet', 'Internet', 'All', 'Somewhere'].map((location) => ({
    ...relay,
    location,
    host: `${location.toLowerCase()}.contoso.com`,
  }));
  assert.deepEqual(
    token({}, relays)?.servers.map(({ host }) => host),
    ['all.contoso.com', 'internet.contoso.com', 'intranet.contoso.com', 'somewhere.contoso.com'],
  );
});

test('what only XML has, ports as text, counts too; -1 is none, and a relay without a port is none', () => {
  assert.deepEqual(token({ duration: '60' }, [{ ...relay, tcpPort: '-1', udpPort: '3478' }]), {
    userName: 'AgAAJH',
    password: 'c2VjcmV0',
    lastsMs: 3_600_000,
    servers: [{ host: 'edge.contoso.com', addresses: [], udpPort: 3478, tcpPort: null }],
  });
  for (const port of [-1, 0, 65_536, 1.5, 'many', null]) {
    assert.equal(token({}, [{ ...relay, tcpPort: port, udpPort: port }]), null);
  }
});

test('a relay of RFC 8656 tells its addresses, and may have no name', () => {
  const ietf = { rel: 'mediaRelay', ipv4: '192.0.2.1', ipv6: '2001:db8::1', udpPort: 3478, tcpPort: -1 };
  assert.deepEqual(token({}, [ietf])?.servers, [
    { host: '192.0.2.1', addresses: ['192.0.2.1', '2001:db8::1'], udpPort: 3478, tcpPort: null },
  ]);
});

test('names that are none, and more than eight relays, are left out', () => {
  for (const host of ['edge contoso', 'edge/../x', '', 'x'.repeat(300), 7]) {
    assert.equal(token({}, [{ ...relay, host }]), null);
  }
  assert.equal(token({}, Array<object>(100).fill(relay))?.servers.length, 8);
});

test('without a user, a password or a relay it is none', () => {
  assert.equal(token({ userName: '' }), null);
  assert.equal(token({ password: null }), null);
  assert.equal(token({}, []), null);
});

test('how long it counts: by minutes, by a date, or as usual, and never for ever', () => {
  const until = (validUntil: string) => token({ duration: undefined, validUntil })?.lastsMs;
  assert.equal(until(`/Date(${wall + 600_000})/`), 600_000);
  assert.equal(until('/Date(1000)/'), 60_000);
  assert.equal(token({ duration: undefined })?.lastsMs, 480 * 60_000);
  assert.equal(token({ duration: 1_000_000 })?.lastsMs, 1440 * 60_000);
});

test('policies: ports where the server wants them kept to, and encryption', () => {
  const audio = { minimumAudioPort: 50_020, maximumAudioPort: 50_039 };
  const ports = { ...audio, minimumVideoPort: 58_000, maximumVideoPort: 58_019 };
  const read = (body: object) => decodeMediaPolicies(resource({ rel: 'mediaPolicies', ...body }));
  assert.deepEqual(read({ portRange: 'Enabled', ...ports, audioVideoEncryption: 'Enforced' }), {
    audioPorts: { first: 50_020, last: 50_039 },
    videoPorts: { first: 58_000, last: 58_019 },
    encrypted: true,
  });
  assert.deepEqual(read({ portRange: 'Disabled', ...ports, audioVideoEncryption: 'Supported' }), {
    audioPorts: null,
    videoPorts: null,
    encrypted: false,
  });
  for (const broken of [
    { minimumAudioPort: 80, maximumAudioPort: 90 },
    { minimumAudioPort: 50_000, maximumAudioPort: 50_001 },
    { minimumAudioPort: 60_000, maximumAudioPort: 70_000 },
    { minimumAudioPort: 'low' },
    {},
  ]) {
    assert.equal(read({ portRange: 'Enabled', ...broken }).audioPorts, null);
    const ofVideo = Object.entries(broken).map(([name, port]) => [name.replace('Audio', 'Video'), port]);
    const both = read({ portRange: 'Enabled', ...audio, ...Object.fromEntries(ofVideo) });
    assert.deepEqual([both.audioPorts, both.videoPorts], [{ first: 50_020, last: 50_039 }, null]);
  }
});

test('policies: who wants algorithms of FIPS wants no voice in the clear, which has none', () => {
  const read = (fipsCompliantMedia: string) =>
    decodeMediaPolicies(resource({ rel: 'mediaPolicies', audioVideoEncryption: 'Supported', fipsCompliantMedia }));
  assert.equal(read('Required').encrypted, true);
  assert.equal(read('NotRequired').encrypted, false);
  assert.equal(read('Perhaps').encrypted, false);
});

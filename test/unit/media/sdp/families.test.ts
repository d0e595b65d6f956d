import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OwnFamilies } from '../../../../main/media/sdp/families.ts';
import { readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { plainOffer } from '../../../peers/gateway-call.ts';

const v4 = { ipv4: true, ipv6: false };
const v6 = { ipv4: false, ipv6: true };
const both = { ipv4: true, ipv6: true };
const none = { ipv4: false, ipv6: false };

const outcome = (offer: string, ours?: OwnFamilies): string => {
  const read = readFarOffer(offer, { loopback: false, ...(ours && { ours }) });
  return read.ok ? 'taken' : read.failure.failure;
};
const straightFrom = (offer: string, straight: OwnFamilies['straight']) => outcome(offer, { straight, byIce: both });
const byIceFrom = (offer: string, byIce: OwnFamilies['byIce']) => outcome(offer, { straight: both, byIce });

const at = (address: string) => plainOffer({ address, rtpPort: 50_000, rtcpPort: 50_001 });
const byIce = (...hosts: readonly string[]) => {
  const candidates = hosts.map((host, index) => `a=candidate:${index} 1 UDP ${100 - index} ${host} 50000 typ host`);
  return plainOffer({
    address: '192.0.2.9',
    rtpPort: 50_000,
    rtcpPort: 50_001,
    ice: { ufrag: 'abcd', pwd: 'password-of-22-letters', candidates },
  });
};

test('an address of IPv6 is of no use to a computer that has none', () => {
  assert.equal(straightFrom(at('2001:db8::9'), v4), 'no-ipv6');
  for (const ours of [v6, both]) assert.equal(straightFrom(at('2001:db8::9'), ours), 'taken');
});

test('nor is one of IPv4 to a computer that has IPv6 alone', () => {
  assert.equal(straightFrom(at('192.0.2.9'), v6), 'no-path');
  for (const ours of [v4, both]) assert.equal(straightFrom(at('192.0.2.9'), ours), 'taken');
});

test('by ICE one candidate of a family of ours is enough, whatever m= and c= name', () => {
  assert.equal(byIceFrom(byIce('2001:db8::9'), v4), 'no-ipv6');
  assert.equal(byIceFrom(byIce('2001:db8::9', '2001:db8::a'), v4), 'no-ipv6');
  assert.equal(byIceFrom(byIce('2001:db8::9', '198.51.100.7'), v4), 'taken');
  assert.equal(byIceFrom(byIce('2001:db8::9', '198.51.100.7'), v6), 'taken');
  assert.equal(byIceFrom(byIce('198.51.100.7'), v6), 'no-path');
  assert.equal(byIceFrom(byIce('2001:db8::9').replace('candidate:', 'x-candidate-ipv6:'), v4), 'no-ipv6');
});

test('a candidate for reports alone makes no way for voice', () => {
  const offer = byIce('2001:db8::9', '198.51.100.7').replace('candidate:1 1', 'candidate:1 2');
  assert.equal(byIceFrom(offer, v4), 'no-ipv6');
});

test('a hold without an address is judged by its writer, or by its candidates', () => {
  const held = (offer: string) => offer.replace(/^c=.*$/m, 'c=IN IP4 0.0.0.0');
  const writer = held(at('2001:db8::9'));
  assert.equal(straightFrom(writer, v4), 'no-ipv6');
  assert.equal(straightFrom(writer, both), 'taken');
  assert.equal(byIceFrom(held(byIce('2001:db8::9')), v4), 'no-ipv6');
});

test('where a computer has no address at all, or nobody says which it has, no family is to blame', () => {
  for (const offer of [at('2001:db8::9'), at('192.0.2.9'), byIce('2001:db8::9')]) {
    assert.equal(outcome(offer), 'taken');
    assert.equal(outcome(offer, { straight: none, byIce: none }), 'taken');
  }
});

test('pictures of another family are refused, and the voice is kept', () => {
  const pictures = ['m=video 7000 RTP/AVP 100', 'c=IN IP6 2001:db8::9', 'a=rtpmap:100 VP8/90000', ''].join('\r\n');
  const read = readFarOffer(`${at('192.0.2.9')}${pictures}`, { loopback: false, ours: { straight: v4, byIce: v4 } });
  assert.ok(read.ok);
  assert.equal(read.value.video?.ok === false && read.value.video.failure.failure, 'no-ipv6');
});

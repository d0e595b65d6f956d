import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { gatewayOffer } from './offers.ts';

const at = (address: string): string => {
  const family = address.includes(':') ? 'IP6' : 'IP4';
  return gatewayOffer.replaceAll('IP4 172.29.107.252', `${family} ${address}`);
};
const outcome = (text: string, loopback = false): string => {
  const offer = readFarOffer(text, { loopback });
  if (!offer.ok) return offer.failure.failure;
  return offer.value.audio.ice === null ? 'taken' : 'by ICE';
};

for (const address of [
  ...['169.254.169.254', '169.254.1.1', '224.1.1.1', '239.255.0.1', '255.255.255.255', '240.0.0.1', '0.1.2.3'],
  ...['fe80::1', 'fe80::1%eth0', 'febf::1', 'ff02::1', 'ff05::1:3', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe'],
  ...[
    '::ffff:224.0.0.1',
    '64:ff9b::169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
  ],
  ...['::169.254.169.254', '::ffff:0:169.254.169.254', 'fd00::5efe:169.254.169.254', '2001:0:a9fe:a9fe::1'],
  '2001:0:102:304::5601:5601',
  ...['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', '2001:db8::a9fe:a9fe'],
  ...['::127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'fd00::200:5efe:127.0.0.1'],
  ...['gateway.example', 'localhost', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '[::1]'],
]) {
  test(`voice never goes to ${address}`, () => {
    assert.equal(outcome(at(address)), 'no-path');
    assert.equal(outcome(at(address), true), 'no-path');
  });
}

for (const address of [...['127.0.0.1', '127.8.8.8', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1']]) {
  test(`voice goes to ${address} only where nothing but this computer was reached`, () => {
    assert.equal(outcome(at(address)), 'no-path');
    assert.equal(outcome(at(address), true), 'taken');
  });
}

for (const address of [
  '10.0.0.5',
  '172.16.3.4',
  '192.168.1.1',
  '100.64.1.1',
  '8.8.8.8',
  'fd00::1',
  '2001:db8::1',
  '64:ff9b::808:808',
]) {
  test(`voice goes to ${address}`, () => assert.equal(outcome(at(address)), 'taken'));
}

const base = gatewayOffer.replaceAll('172.29.107.252', '10.1.2.3');
const ufrag = 'a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\n';
const host = 'a=candidate:1 1 UDP 2130706431 10.1.2.3 6020 typ host \r\n';
const ice = (candidates: string, offer = base) => `${offer}${ufrag}${candidates}`;
const session = (candidates: string) => `${base.replace('m=', `${ufrag}m=`)}${candidates}`;

for (const [what, offer, expected] of [
  ['the far side’s own address', ice(host), 'by ICE'],
  ['in lower case', ice(host.replace('UDP', 'udp').replace('typ host', 'TYP HOST'.toLowerCase())), 'by ICE'],
  [
    'with blanks and a raddr',
    ice(host.replace('candidate:1', 'candidate: 1').replace('host ', 'host  generation 0')),
    'by ICE',
  ],
  ['attributes of the session', session(host), 'by ICE'],
  [
    'beside a relay',
    ice(`a=candidate:2 1 UDP 1 10.9.9.9 50000 typ relay raddr 10.1.2.3 rport 6020\r\n${host}`),
    'by ICE',
  ],
  [
    'an IPv6 address, however it is written',
    ice(host.replace('10.1.2.3', '2001:DB8:0::1'), base.replaceAll('IP4 10.1.2.3', 'IP6 2001:db8::1')),
    'by ICE',
  ],
  [
    'an x-candidate-ipv6',
    ice(
      host.replace('candidate:1', 'x-candidate-ipv6:1').replace('10.1.2.3', '2001:db8::1'),
      base.replaceAll('IP4 10.1.2.3', 'IP6 2001:db8::1'),
    ),
    'by ICE',
  ],
  ['ice-lite', ice(`a=ice-lite\r\n${host}`), 'by ICE'],
  ['a relay', ice(host.replace('typ host', 'typ relay raddr 192.168.0.7 rport 6020')), 'by ICE'],
  ['an address seen by a server', ice(host.replace('typ host', 'typ srflx raddr 192.168.0.7 rport 6020')), 'by ICE'],
  ['an address seen by a peer', ice(host.replace('typ host', 'typ prflx raddr 192.168.0.7 rport 6020')), 'by ICE'],
  ['a host at another address', ice(host.replace('10.1.2.3', '10.1.2.4')), 'by ICE'],
  ['a host at another port', ice(host.replace('6020', '6022')), 'by ICE'],
  ['a host over TCP', ice(host.replace('UDP', 'TCP-PASS')), 'by ICE'],
  ['a host that connects over TCP', ice(host.replace('UDP', 'TCP-ACT')), 'no-path'],
  ['a host for reports only', ice(host.replace('1 1 UDP', '1 2 UDP')), 'no-path'],
  ['no candidate', ice(''), 'no-path'],
  ['no candidate, by the session', session(''), 'no-path'],
  ['a relay, by the session', session(host.replace('typ host', 'typ relay')), 'by ICE'],
  ['candidates and no fragment', `${base}${host.replace('typ host', 'typ relay')}`, 'no-path'],
  ['a blank behind the colon of the fragment', `${base}a=ice-ufrag: abcd\r\n`, 'no-path'],
  ['candidates of the old kind', ice('a=candidate:Ylq8QkRZ6dO1 1 mTs5nVxh1L2 UDP 0.830 10.1.2.3 6020\r\n'), 'no-path'],
  ['a candidate that is none', ice('a=candidate:\r\n'), 'no-path'],
  ['a video’s host', `${ice('')}m=video 6020 RTP/AVP 31\r\n${host}`, 'no-path'],
  [
    'optional encryption and a relay',
    ice(
      `${host.replace('typ host', 'typ relay')}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\na=encryption:optional\r\n`,
    ),
    'by ICE',
  ],
  ['no address, with a host', ice(host, base.replace('c=IN IP4 10.1.2.3', 'c=IN IP4 0.0.0.0')), 'by ICE'],
  ['a video with ICE, and none of the audio', `${base}m=video 7000 RTP/AVP 31\r\n${ufrag}`, 'taken'],
  ['a host without a password', `${base}a=ice-ufrag:abcd\r\n${host}`, 'taken'],
  [
    'a host without a password, in a line that ICE would not take',
    `${base}a=ice-ufrag:abcd\r\n${host.replace('2130706431', '0')}`,
    'no-path',
  ],
  ['a relay without a password', `${base}a=ice-ufrag:abcd\r\n${host.replace('typ host', 'typ relay')}`, 'no-path'],
  ['candidates at addresses that may not be', ice(host.replace('10.1.2.3', '169.254.1.1')), 'no-path'],
  ['candidates on this computer', ice(host.replace('10.1.2.3', '127.0.0.1')), 'no-path'],
  ['a default address that may not be', ice(host, base.replace('c=IN IP4 10.1.2.3', 'c=IN IP4 169.254.1.1')), 'by ICE'],
] as const) {
  test(`ICE: ${what}: ${expected}`, () => assert.equal(outcome(offer), expected));
}

test('the first audio line says why none is taken', () => {
  const savp = 'm=audio 7000 RTP/SAVP 0\r\n';
  const unknown = 'm=audio 7002 RTP/AVP 104\r\n';
  assert.equal(outcome(base.replace(/m=audio.*\r\n/, `${savp}${unknown}`)), 'encryption-mismatch');
  assert.equal(outcome(base.replace(/m=audio.*\r\n/, `m=video 1 RTP/AVP 31\r\n${unknown}${savp}`)), 'codec-mismatch');
});

test('a call that begins on hold must say at least where it comes from', () => {
  const held = base.replace('c=IN IP4 10.1.2.3', 'c=IN IP4 0.0.0.0');
  assert.equal(outcome(held), 'taken');
  for (const origin of ['gateway.example', '0.0.0.0', '127.0.0.1', '169.254.1.1']) {
    assert.equal(outcome(held.replace(/o=.*/, `o=- 1 1 IN IP4 ${origin}`)), 'no-path', origin);
  }
  assert.equal(outcome(held.replace(/o=.*\r\n/, '')), 'no-path');
});

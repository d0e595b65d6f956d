import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LocalSide, writeFarAnswer } from '../../../../main/media/sdp/far-answer.ts';
import { readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { gatewayOffer, manyMediaOffer } from './offers.ts';

const local = { address: '10.0.0.5', rtpPort: 30_000, rtcpPort: 30_001, crypto: null, attributes: [], ssrc: 77 };
const secured = { ...local, crypto: '2 AES_CM_128_HMAC_SHA1_80 inline:ours|2^31' };

function answerTo(text: string, from: LocalSide = local): string {
  const offer = readFarOffer(text, { loopback: false });
  assert.ok(offer.ok);
  return writeFarAnswer(offer.value, from, { id: 42, version: 1 });
}

test("a gateway's offer is answered under its own payload types", () => {
  const lines = [
    'v=0',
    'o=- 42 1 IN IP4 10.0.0.5',
    's=session',
    'c=IN IP4 10.0.0.5',
    'b=CT:99980',
    't=0 0',
    'm=audio 30000 RTP/AVP 0 101',
    'a=rtcp:30001 IN IP4 10.0.0.5',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    'a=ptime:20',
    '',
  ];
  assert.equal(answerTo(gatewayOffer), lines.join('\r\n'));
});

test('Opus is answered with its two channels, what is taken of it, and events at its clock', () => {
  const opus = gatewayOffer
    .replace('0 13 101', '120 13 101')
    .replace('0 PCMU/8000', '120 opus/48000/2')
    .replace('telephone-event/8000', 'telephone-event/48000');
  const lines = answerTo(opus).split('\r\n');
  assert.deepEqual(
    lines.filter((line) => /^(m=|a=rtpmap|a=fmtp)/.test(line)),
    [
      'm=audio 30000 RTP/AVP 120 101',
      'a=rtpmap:120 opus/48000/2',
      'a=fmtp:120 minptime=10;useinbandfec=1',
      'a=rtpmap:101 telephone-event/48000',
      'a=fmtp:101 0-15',
    ],
  );
});

test('every other line is refused in its place', () => {
  const media = answerTo(manyMediaOffer)
    .split('\r\n')
    .filter((line) => line.startsWith('m='));
  assert.deepEqual(media, [
    'm=video 0 RTP/AVP 122',
    'm=audio 30000 RTP/AVP 9 101',
    'm=applicationsharing 0 TCP/RTP/AVP 127',
    'm=message 0 sip *',
  ]);
});

test('a far side that only sends, or only listens, is answered the other way round', () => {
  assert.match(answerTo(gatewayOffer.replace('sendrecv', 'sendonly')), /\r\na=recvonly\r\n/);
  assert.match(answerTo(gatewayOffer.replace('sendrecv', 'recvonly')), /\r\na=sendonly\r\n/);
  assert.match(answerTo(gatewayOffer.replace('sendrecv', 'inactive')), /\r\na=inactive\r\n/);
});

test('IPv6 is named as such', () => {
  const answer = answerTo(gatewayOffer.replaceAll('IP4 172.29.107.252', 'IP6 2001:db8::1'), {
    ...local,
    address: '2001:db8::5',
  });
  assert.match(answer, /\r\nc=IN IP6 2001:db8::5\r\n/);
});

test('no line is empty and no offer gets a line of its own into the answer', () => {
  const hostile = manyMediaOffer.replace('m=message 5060 sip *', 'm=message 5060 sip *\ra=crypto:1\u2028x');
  const lines = answerTo(hostile).split(/\r\n/);
  assert.equal(lines.pop(), '');
  assert.ok(
    lines.every((line) => /^[a-z]=[\x20-\x7e]+$/.test(line)),
    lines.join('\n'),
  );
});

const linesOf = (text: string, type: string) => text.split('\r\n').filter((line) => line.startsWith(`${type}=`));

test('the time is the offer’s, and zero where it has none that can be read', () => {
  const timed = (times: string) => linesOf(answerTo(gatewayOffer.replace('t=0 0\r\n', times)), 't');
  assert.deepEqual(timed('t=3724394400 3724398000\r\n'), ['t=3724394400 3724398000']);
  assert.deepEqual(timed('t=1 2\r\nt=3 4\r\n'), ['t=1 2', 't=3 4']);
  assert.deepEqual(timed('t=\t3 \t 4 \r\n'), ['t=3 4']);
  assert.deepEqual(timed('t=now\r\n'), ['t=0 0']);
  assert.deepEqual(timed(''), ['t=0 0']);
});

test('telephone events are answered with the list that was offered', () => {
  const listed = (list: string) => answerTo(gatewayOffer.replace('0-15', list)).match(/a=fmtp:101 (.*)\r/)?.[1];
  assert.equal(listed('0-16'), '0-16');
  assert.equal(listed('0-16,36'), '0-16,36');
  assert.equal(listed('0-11; x'), '0-15');
});

test('an odd line is refused in its own words, in its place', () => {
  for (const [odd, refused] of [
    ['m=x-data 5002 RTP/SAVP 127', 'm=x-data 0 RTP/SAVP 127'],
    ['m=video 5000/2 RTP/AVP 31 32', 'm=video 0 RTP/AVP 31'],
    ['m=application\t5004 \tUDP/BFCP  *', 'm=application 0 UDP/BFCP *'],
    ['m=application 5004 UDP/UDT/IX *', 'm=application 0 UDP/UDT/IX *'],
    ['m=application 5004 RTP/AVP 100', 'm=application 0 RTP/AVP 100'],
    ['m=image 5006 udptl t38', 'm=image 0 udptl t38'],
    ['m=message 5060 TCP/MSRP', 'm=message 0 TCP/MSRP 0'],
    ['m=video $ RTP/AVP 31', 'm=video 0 RTP/AVP 31'],
    ['m=', 'm=application 0 RTP/AVP 0'],
    ['m=vidé\u2028o 5 x\u0000y 1', 'm=application 0 RTP/AVP 0'],
  ]) {
    const before = answerTo(gatewayOffer.replace('m=', `${odd}\r\na=sendrecv\r\nm=`));
    const accepted = 'm=audio 30000 RTP/AVP 0 101';
    if (odd?.startsWith('m=vid\u00e9') !== true) assert.deepEqual(linesOf(before, 'm'), [refused, accepted]);
    else assert.equal(linesOf(before, 'm').at(-1), accepted);
    assert.equal(linesOf(answerTo(`${gatewayOffer}${odd}\r\n`), 'm')[0], accepted);
  }
});

test('a second audio line is refused with one payload type', () => {
  assert.deepEqual(linesOf(answerTo(`${gatewayOffer}m=audio 7000 RTP/AVP 8 0 101\r\n`), 'm'), [
    'm=audio 30000 RTP/AVP 0 101',
    'm=audio 0 RTP/AVP 8',
  ]);
});

test('what was written in lower case is answered as it was written', () => {
  assert.deepEqual(linesOf(answerTo(gatewayOffer.replace('RTP/AVP', 'rtp/avp')), 'm'), ['m=audio 30000 rtp/avp 0 101']);
});

test('where the far side takes 10 ms in a packet at most, it is promised that', () => {
  const promised = (line: string) => answerTo(gatewayOffer.replace('a=ptime:20', line)).match(/a=ptime:(\d+)\r/)?.[1];
  for (const [line, expected] of [
    ['a=maxptime:10', '10'],
    ['a=ptime:10\r\na=maxptime:10', '10'],
    ['a=maxptime: 15', '10'],
    ['a=maxptime:20', '20'],
    ['a=maxptime:200', '20'],
    ['a=maxptime:0', '20'],
    ['a=ptime:30', '20'],
    ['a=maxptime:x', '20'],
  ]) {
    assert.equal(promised(line ?? ''), expected, line);
  }
});

test('nothing of other products is repeated', () => {
  const more = ['rtcp-mux', 'rtcp-fb:* x-message app send:dsh', 'extmap:1 http:\\\\x', 'x-ssrc-range:1-1', 'ice-lite'];
  const answer = answerTo(`${gatewayOffer}${more.map((line) => `a=${line}\r\n`).join('')}`);
  assert.doesNotMatch(answer, /rtcp-mux|rtcp-fb|extmap|x-ssrc|ice/);
});

test('an answer that takes no key says nothing of encryption', () => {
  const answer = answerTo(
    `${gatewayOffer}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x|2^31\r\na=encryption:optional\r\n`,
  );
  assert.doesNotMatch(answer, /crypto|encryption|SAVP/);
});

for (const [offered, answered] of [
  ['RTP/AVP', 'RTP/SAVP'],
  ['RTP/AVPF', 'RTP/SAVPF'],
  ['RTP/SAVP', 'RTP/SAVP'],
  ['RTP/SAVPF', 'RTP/SAVPF'],
  ['rtp/avp', 'rtp/SAVP'],
]) {
  test(`an answer with a key to ${offered} is ${answered}, and has one a=crypto line`, () => {
    const key = `a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:${'A'.repeat(40)}|2^31\r\n`;
    const offer = `${gatewayOffer.replace('RTP/AVP', offered ?? '')}${key}`;
    const answer = answerTo(offer, secured);
    assert.match(answer, new RegExp(`\r\nm=audio 30000 ${answered} 0 101\r\n`));
    assert.deepEqual(answer.match(/a=crypto:.*/g), [`a=crypto:${secured.crypto}`]);
    assert.doesNotMatch(answer, /a=encryption/);
    assert.match(answerTo(`${offer}a=encryption:Required\r\n`, secured), /\r\na=encryption:required\r\n/);
  });
}

test('a stream is marked where a caller with ICE marks streams', () => {
  const marks = 'a=x-ssrc-range:1-2\r\na=label:main-audio\r\na=x-source:main-audio\r\n';
  const ice =
    'a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=candidate:1 1 UDP 1 10.0.0.9 6020 typ host\r\n';
  assert.match(
    answerTo(`${gatewayOffer}${ice}${marks}`),
    /\r\na=x-ssrc-range:77-77\r\na=label:main-audio\r\na=x-source:main-audio\r\n/,
  );
  assert.doesNotMatch(answerTo(`${gatewayOffer}${ice}a=label:main-audio\r\n`), /x-ssrc-range|x-source/);
  assert.doesNotMatch(answerTo(`${gatewayOffer}${ice}`), /label|x-s/);
  assert.doesNotMatch(answerTo(`${gatewayOffer}${marks}`), /label|x-s/);
});

test('a=cryptoscale is no key: its tag is not taken, and it is not answered', () => {
  const suite = 'AES_CM_128_HMAC_SHA1_80';
  const [scaled, plain] = ['S', 'K'].map((letter) => letter.repeat(40));
  const scale = `a=cryptoscale:1 client ${suite} inline:${scaled}|2^31|1:1\r\n`;
  const key = `a=crypto:2 ${suite} inline:${plain}|2^31\r\n`;
  for (const lines of [
    `${scale}${key}`,
    `${key}${scale}`,
    `${scale}${key}${scale.replace(':1 client', ':2 client')}`,
  ]) {
    const read = readFarOffer(`${gatewayOffer}${lines}`, { loopback: false });
    assert.ok(read.ok);
    assert.equal(read.value.audio.protection.key?.tag, '2');
    assert.equal(read.value.audio.protection.key?.master.toString('base64'), plain);
    const answer = answerTo(`${gatewayOffer}${lines}`, secured);
    assert.deepEqual(answer.match(/a=crypto.*/g), [`a=crypto:${secured.crypto}`]);
  }
});

test('an offer with nothing but a=cryptoscale has no key', () => {
  const scale = `a=cryptoscale:1 client AES_CM_128_HMAC_SHA1_80 inline:${'S'.repeat(40)}|2^31\r\n`;
  const plain = readFarOffer(`${gatewayOffer}${scale}`, { loopback: false });
  assert.equal(plain.ok && plain.value.audio.protection.key, null);
  const secure = readFarOffer(`${gatewayOffer.replace('RTP/AVP', 'RTP/SAVP')}${scale}`, { loopback: false });
  assert.equal(!secure.ok && secure.failure.failure, 'encryption-mismatch');
});

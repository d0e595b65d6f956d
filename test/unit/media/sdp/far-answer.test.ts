import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeFarAnswer } from '../../../../main/media/sdp/far-answer.ts';
import { readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { gatewayOffer, manyMediaOffer } from './offers.ts';

const local = { address: '10.0.0.5', rtpPort: 30_000, rtcpPort: 30_001 };

function answerTo(text: string, from = local): string {
  const offer = readFarOffer(text);
  assert.ok(offer.ok);
  return writeFarAnswer(offer.value, from, 42);
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

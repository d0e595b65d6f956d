import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAnswer } from '../../../ucwa-server/calls/answer.ts';
import { checkClientOffer } from '../../../ucwa-server/calls/client-offer-check.ts';
import { gatewaySdp } from '../../../ucwa-server/calls/offer.ts';
import { answerSdp } from '../client.ts';

const offer = gatewaySdp({ address: '127.0.0.1', rtpPort: 20_000, rtcpPort: 20_001 });
const right = answerSdp(30_000);

function reason(answer: string, to = offer): string {
  const outcome = checkAnswer(answer, to);
  return outcome.ok ? 'ok' : outcome.reason;
}

test('a right answer names where to send and what', () => {
  const target = { address: '127.0.0.1', rtpPort: 30_000, rtcpPort: 30_001 };
  assert.deepEqual(checkAnswer(right, offer), { ok: true, target, formats: [0, 101] });
  const plain = right
    .replace(' 101', '')
    .replace(/a=(rtpmap|fmtp):101.*\r\n/g, '')
    .replace('a=rtpmap:0 PCMU/8000\r\n', '');
  assert.equal(reason(plain), 'ok');
  assert.equal(
    reason(right.replace('c=IN IP4 127.0.0.1\r\n', '').replace('a=rtpmap:0', 'c=IN IP4 127.0.0.9\r\na=rtpmap:0')),
    'ok',
  );
});

const spoiled: Readonly<Record<string, readonly [string | RegExp, string, RegExp]>> = {
  'an event that was not offered': [/a=fmtp:101 .*/, 'a=fmtp:101 0-16', /event 16 was not offered/],
  'a blank line': ['t=0 0\r\n', 't=0 0\r\n\r\n', /line 6: blank/],
  'a blank line at the end': [/$/, '\r\n', /blank/],
  'LF alone': [/\r\n/g, '\n', /CR LF/],
  'no v=': ['v=0\r\n', '', /v= is missing/],
  'no t=': ['t=0 0\r\n', '', /t= is missing/],
  'lines out of order': ['s=session\r\nc=IN IP4 127.0.0.1', 'c=IN IP4 127.0.0.1\r\ns=session', /out of order/],
  'a space at the end': ['s=session', 's=session ', /ends with a space/],
  'a space in an attribute': ['a=ptime:20', 'a=ptime: 20', /a= has a wrong value/],
  'a word for the port': ['m=audio 30000', 'm=audio port', /m= has a wrong value/],
  'port 0': ['m=audio 30000', 'm=audio 0', /refused/],
  'a port past the end': ['m=audio 30000', 'm=audio 70000', /refused/],
  'another profile': ['RTP/AVP', 'RTP/SAVP', /RTP\/SAVP answers RTP\/AVP/],
  'WebRTC’s profile': ['RTP/AVP', 'UDP/TLS/RTP/SAVPF', /answers RTP\/AVP/],
  'a second m-line': [/$/, 'm=video 0 RTP/AVP 31\r\n', /2 m= lines/],
  'video for audio': ['m=audio', 'm=video', /video, not audio/],
  'a codec that was not offered': ['RTP/AVP 0', 'RTP/AVP 8', /8 was not offered/],
  'no voice at all': ['RTP/AVP 0 101', 'RTP/AVP 13 101', /no voice/],
  'a payload type twice': ['RTP/AVP 0 101', 'RTP/AVP 0 0 101', /twice/],
  'an unmapped dynamic type': ['a=rtpmap:101 telephone-event/8000\r\n', '', /101 has no rtpmap/],
  'a mapping of nothing': ['RTP/AVP 0 101', 'RTP/AVP 0', /not in the m= line/],
  'another clock': ['PCMU/8000', 'PCMU/16000', /offered as PCMU\/8000/],
  'ICE that was not offered': ['a=ptime:20', 'a=ice-ufrag:abcd', /ice-ufrag was not offered/],
  'multiplexing that was not offered': ['a=ptime:20', 'a=rtcp-mux', /rtcp-mux was not offered/],
  'encryption that was not offered': [
    'a=ptime:20',
    'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x',
    /crypto was not offered/,
  ],
  'two directions': ['a=ptime:20', 'a=recvonly', /more than one direction/],
  'no address': ['c=IN IP4 127.0.0.1\r\n', '', /no c= line/],
  'nobody’s address': ['c=IN IP4 127.0.0.1', 'c=IN IP4 0.0.0.0', /no address/],
  'many people’s address': ['c=IN IP4 127.0.0.1', 'c=IN IP4 239.1.2.3', /no address/],
  'a name for the RTCP port': ['a=rtcp:30001', 'a=rtcp:next', /a=rtcp/],
};

for (const [what, [from, to, expected]] of Object.entries(spoiled)) {
  test(`an answer with ${what} is refused`, () => {
    const answer = right.replace(from, to);
    assert.notEqual(answer, right);
    assert.match(reason(answer), expected);
  });
}

const key = 'A'.repeat(40);
const offeredKeys = [
  `a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:${key}|2^31|1:1`,
  `a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:${key}|2^31`,
  'a=encryption:required',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  'a=candidate:1 1 UDP 2130706431 127.0.0.1 40000 typ host',
];
const securedOffer = `${offer}${offeredKeys.join('\r\n')}\r\n`;
const securedAnswer = [
  right.replace('RTP/AVP', 'RTP/SAVP').trimEnd(),
  `a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:${'B'.repeat(40)}|2^31`,
  'a=encryption:required',
  'a=ice-ufrag:efgh',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  'a=candidate:1 1 UDP 2130706431 127.0.0.1 30000 typ host',
  'a=candidate:1 2 UDP 2130706430 127.0.0.1 30001 typ host',
  '',
].join('\r\n');

test('an answer with a key and candidates says both', () => {
  const outcome = checkAnswer(securedAnswer, securedOffer);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.reason);
  assert.equal(outcome.target.key, 'B'.repeat(40));
  assert.equal(outcome.target.ice?.candidates.length, 2);
});

for (const [what, from, to, expected] of [
  ['a plain profile', 'RTP/SAVP', 'RTP/AVP', /1 a=crypto lines in RTP.AVP/],
  ['no key', /a=crypto.*\r\n/, '', /0 a=crypto lines|answers/],
  ['a tag that was not offered', 'crypto:3', 'crypto:9', /key 9 was not offered/],
  ['an identifier that its line has not', '|2^31', '|2^31|1:1', /identifier/],
  ['no identifier where its line has one', 'crypto:3', 'crypto:2', /identifier/],
  ['a short key', 'BBBB', '', /wrong value/],
  ['no word that encryption is required', 'a=encryption:required\r\n', '', /does not say so/],
  ['no password', /a=ice-pwd.*\r\n/, '', /one side alone/],
  ['a short password', 'ijklmnopqrstuvwx', '', /wrong value/],
  ['no candidate for reports', /a=candidate:1 2.*\r\n/, '', /for reports/],
  ['an address that is none of its candidates', '30000 typ', '30002 typ', /none of the candidates/],
  ['a candidate in lower case', '1 1 UDP', '1 1 udp', /no candidate/],
  ['a candidate whose address is none', '127.0.0.1 30001', '127.0.0.256 30001', /no candidate/],
  ['a candidate at no port', '30001 typ', '0 typ', /no candidate/],
  ['a candidate of too high a priority', '2130706430', '4294967296', /no candidate/],
  ['a host that is related to another', 'typ host', 'typ host raddr 10.0.0.1 rport 9', /no candidate/],
  ['a relayed one that is related to none', '30001 typ host', '30001 typ relay', /no candidate/],
  [
    'a candidate of IPv6 by name alone',
    'a=candidate:1 2 UDP 2130706430 127.0.0.1',
    'a=x-candidate-ipv6:1 2 UDP 2130706430 127.0.0.1',
    /no candidate/,
  ],
  ['an address in c= that is none of its candidates', 'c=IN IP4 127.0.0.1', 'c=IN IP4 127.0.0.9', /none of the cand/],
] as const) {
  test(`a secured answer with ${what} is refused`, () => {
    const outcome = checkAnswer(securedAnswer.replace(from, to), securedOffer);
    assert.ok(!outcome.ok);
    assert.match(outcome.reason, expected);
  });
}

describe('an answer to an offer in a call that is up', () => {
  const before = { here: securedAnswer, there: securedOffer };
  const later = (sdp: string) =>
    sdp.replace(/^(o=\S+ \d+ )(\d+)/m, (_, head, version) => `${head}${Number(version) + 1}`);
  const another = (sdp: string) =>
    sdp.replace(/^(a=ice-ufrag:)\w+/m, '$1another').replace(/^(a=ice-pwd:)/m, '$1another');
  const judged = (answer: string, offer: string) => {
    const outcome = checkAnswer(answer, offer, before);
    return outcome.ok ? null : outcome.reason;
  };
  const [answer, offer] = [later(securedAnswer), later(securedOffer)];

  test('is of another agent where the offer is', () => {
    assert.equal(judged(another(answer), another(offer)), null);
    assert.match(judged(answer, another(offer)) ?? '', /is to begin anew/);
  });

  test('is else of the agent that was there', () => {
    assert.equal(judged(answer, offer), null);
    assert.match(judged(another(answer), offer) ?? '', /nobody asked/);
  });

  test('is of the next version of the session', () => {
    assert.match(judged(securedAnswer, offer) ?? '', /next version/);
  });
});

describe('an offer of the client in a call that is up', () => {
  const before = { here: securedAnswer, there: securedOffer };
  const offer = securedAnswer
    .replace(/^(o=\S+ \d+ )(\d+)/m, (_, head, version) => `${head}${Number(version) + 1}`)
    .replace(/^(m=audio) \d+/m, '$1 30000');
  const judged = (sdp: string) => {
    const outcome = checkClientOffer(sdp, before);
    return outcome.ok ? null : outcome.reason;
  };
  const [ufrag, pwd] = [/^(a=ice-ufrag:)\w+/m, /^(a=ice-pwd:)/m];

  test('may be of another agent, with another name and another password', () => {
    assert.equal(judged(offer), null);
    assert.equal(judged(offer.replace(ufrag, '$1another').replace(pwd, '$1another')), null);
    assert.match(judged(offer.replace(ufrag, '$1another')) ?? '', /one is not/);
    assert.match(judged(offer.replace(pwd, '$1another')) ?? '', /one is not/);
  });

  test('of another agent has nothing chosen yet', () => {
    const chosen = `${offer}a=remote-candidates:1 127.0.0.1 20000 2 127.0.0.1 20001\r\n`;
    assert.equal(judged(chosen), null);
    assert.match(judged(chosen.replace(ufrag, '$1another').replace(pwd, '$1another')) ?? '', /what is chosen/);
  });
});

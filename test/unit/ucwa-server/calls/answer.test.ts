import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAnswer } from '../../../ucwa-server/calls/answer.ts';
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

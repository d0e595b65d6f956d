import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OfferedAudio, readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { gatewayOffer } from './offers.ts';

function audioOf(text: string): OfferedAudio {
  const offer = readFarOffer(text, { loopback: false });
  assert.ok(offer.ok, offer.ok ? '' : offer.failure.message);
  return offer.value.audio;
}

const usual = audioOf(gatewayOffer);
const changed = (from: string | RegExp, to: string): string => gatewayOffer.replace(from, to);

/** Offers that mean what the gateway's says, as other systems have been seen to write it. */
const same: readonly [what: string, offer: string][] = [
  ['a blank behind the colon of rtpmap', changed('rtpmap:0', 'rtpmap: 0')],
  ['blanks around everything', changed('a=rtpmap:0 PCMU/8000', 'a = rtpmap : 0   PCMU / 8000 ')],
  ['tabs for blanks', gatewayOffer.replace(/(m=.*|a=rtpmap.*|c=.*)\r\n/g, (line) => line.replaceAll(' ', '\t'))],
  ['several blanks', changed('m=audio 6020 RTP/AVP 0 13 101', 'm=audio  6020   RTP/AVP  0 13   101 ')],
  ['a number of ports', changed('m=audio 6020', 'm=audio 6020/2')],
  ['a TTL behind the address', changed('c=IN IP4 172.29.107.252', 'c=IN IP4 172.29.107.252/127')],
  ['a TTL and a number of addresses', changed('c=IN IP4 172.29.107.252', 'c=IN IP4 172.29.107.252/127/3')],
  ['in ip4', gatewayOffer.replaceAll('IN IP4', 'in ip4')],
  ['In Ip4 and a blank', changed('c=IN IP4', 'c= In  Ip4')],
  ['rtp/avp', changed('RTP/AVP', 'rtp/avp')],
  ['Audio', changed('m=audio', 'm=Audio')],
  ['names of attributes in capitals', gatewayOffer.replaceAll('a=rtpmap', 'a=RTPMAP').replace('a=fmtp', 'a=FmTp')],
  ['a direction in capitals', changed('a=sendrecv', 'a=SENDRECV')],
  ['no direction', changed('a=sendrecv\r\n', '')],
  ['the direction of the session', changed('a=sendrecv\r\n', '').replace('m=', 'a=sendrecv\r\nm=')],
  ['an address of the audio alone', changed(/c=.*\r\n/, '').replace(/(m=.*\r\n)/, '$1c=IN IP4 172.29.107.252\r\n')],
  [
    'an address of its own that counts before the session’s',
    changed(/c=.*\r\n/, 'c=IN IP4 0.0.0.0\r\n').replace(/(m=.*\r\n)/, '$1c=IN IP4 172.29.107.252\r\n'),
  ],
  ['no v=', changed('v=0\r\n', '')],
  ['no t=', changed('t=0 0\r\n', '')],
  ['no s= and no o=', changed(/s=.*\r\n/, '').replace(/o=.*\r\n/, '')],
  ['line feeds', gatewayOffer.replaceAll('\r\n', '\n')],
  ['carriage returns', gatewayOffer.replaceAll('\r\n', '\r')],
  ['both kinds of line ends', changed('\r\n', '\n')],
  ['blank lines', gatewayOffer.replaceAll('\r\n', '\r\n\r\n')],
  ['a byte order mark', `\uFEFF${gatewayOffer}`],
  ['blanks before the lines', gatewayOffer.replaceAll('\r\n', '\r\n  ')],
  ['lines that are none', `hello\r\n${gatewayOffer}: x\r\n=\r\n`],
  ['a static number without rtpmap', changed('a=rtpmap:0 PCMU/8000\r\n', '')],
  ['a static number with no rate', changed('PCMU/8000', 'PCMU')],
  ['one channel', changed('PCMU/8000', 'pcmu/8000/1')],
  ['telephone events without rtpmap', changed('a=rtpmap:101 telephone-event/8000\r\n', '')],
  ['the same with a blank in the list', changed(/a=rtpmap:101.*\r\n/, '').replace('101 0-15', '101  0-15 ')],
  [
    'telephone events of other rates beside them',
    changed('13 101', '13 102 101').replace(
      'a=ptime',
      'a=rtpmap:102 telephone-event/16000\r\na=fmtp:102 0-15\r\na=ptime',
    ),
  ],
  [
    'two numbers for telephone events',
    changed('13 101', '13 101 102').replace(
      'a=ptime',
      'a=rtpmap:102 telephone-event/8000\r\na=fmtp:102 0-15\r\na=ptime',
    ),
  ],
  ['no a=rtcp', changed(/a=rtcp:.*\r\n/, '')],
  ['a=rtcp without an address', changed(/a=rtcp:.*\r\n/, 'a=rtcp:6021\r\n')],
  ['a=rtcp with a blank', changed('a=rtcp:6021', 'a=rtcp: 6021')],
  ['a=rtcp in lower case', changed('a=rtcp:6021 IN IP4', 'a=rtcp:6021 in ip4')],
  ['a=rtcp that cannot be', changed(/a=rtcp:.*\r\n/, 'a=rtcp:70000 IN IP4 gateway\r\n')],
  ['RTCP of another service', changed(/a=rtcp:.*\r\n/, 'a=rtcp:53 IN IP4 172.29.107.252\r\n')],
  ['RTCP at this computer', changed(/a=rtcp:.*\r\n/, 'a=rtcp:6021 IN IP4 127.0.0.1\r\n')],
  [
    'attributes of other products',
    `${gatewayOffer}a=x-ssrc-range:1-2\r\na=label:main-audio\r\na=x-bypassid:7\r\na=tcap:1 RTP/SAVP\r\na=pcfg:1 t=1\r\na=extmap:1 http:\\\\x\\y\r\na=rtcp-fb:* x-message app send:dsh\r\n`,
  ],
  ['encryption that is optional', changed('m=', 'a=encryption:Optional\r\nm=')],
  ['encryption that is rejected', `${gatewayOffer}a=encryption: rejected\r\n`],
  [
    'required of the session, and rejected of the audio',
    `${changed('m=', 'a=encryption:required\r\nm=')}a=encryption:rejected\r\n`,
  ],
  ['the key of an old client', `${gatewayOffer}k=base64:AAAA\r\n`],
];

for (const [what, offer] of same) test(`read as usual: ${what}`, () => assert.deepEqual(audioOf(offer), usual));

test('an odd line before or behind the audio never spoils it', () => {
  for (const odd of [
    'm=x-data 5002 RTP/SAVP 127',
    'm=video 5000/2 RTP/AVP 31',
    'm=video\t5000\tRTP/AVP\t31',
    'm=application 5004 UDP/BFCP *',
    'm=application 5004 UDP/UDT/IX 100',
    'm=video x RTP/AVP 31',
    'm=video 99999999999 RTP/AVP 31',
    'm=video',
    'm=',
    'm= ',
    'm=-',
    'm=\u0000\u2028',
    'm=audio 0 RTP/AVP 0',
    'm=audio 5002 RTP/SAVP 0',
    'm=audio x RTP/AVP 0',
    'm=audio 5002 RTP/AVP 104',
  ]) {
    assert.deepEqual(audioOf(`${gatewayOffer}${odd}\r\na=inactive\r\n`), usual, `behind: ${odd}`);
    const before = audioOf(changed('m=', `${odd}\r\na=inactive\r\nm=`));
    assert.deepEqual(before, { ...usual, index: 1 }, `before: ${odd}`);
  }
});

test('any number may be that of telephone events, and only such a list makes one of a number without a name', () => {
  for (const number of ['96', '97', '98', '100', '126']) {
    assert.equal(audioOf(gatewayOffer.replaceAll('101', number)).telephoneEvent?.payloadType, Number(number));
    const nameless = changed(/a=rtpmap:101.*\r\n/, '').replaceAll('101', number);
    assert.equal(audioOf(nameless).telephoneEvent?.payloadType, Number(number));
  }
  const nameless = changed(/a=rtpmap:101.*\r\n/, '');
  assert.equal(audioOf(nameless.replace(/a=fmtp.*\r\n/, '')).telephoneEvent, null);
  assert.equal(audioOf(nameless.replace('0-15', 'mode=20')).telephoneEvent, null);
  assert.equal(audioOf(changed('telephone-event/8000', 'telephone-event/16000')).telephoneEvent, null);
  assert.equal(audioOf(changed('telephone-event', 'Telephone-Event')).telephoneEvent?.payloadType, 101);
});

test('only both limits of zero turn RTCP off, and the audio’s count before the session’s', () => {
  const reports = (offer: string) => audioOf(offer).reports;
  assert.equal(reports(`${gatewayOffer}b=RS:0\r\nb=RR:0\r\n`), false);
  assert.equal(reports(changed('t=', 'b=RS:0\r\nb=RR:0\r\nt=')), false);
  assert.equal(reports(`${gatewayOffer}b = RS: 0\r\nb=RR:\t0\r\n`), false);
  assert.equal(reports(`${gatewayOffer}b=RS:0\r\n`), true);
  assert.equal(reports(`${gatewayOffer}b=RR:0\r\n`), true);
  assert.equal(reports(`${changed('t=', 'b=RS:0\r\nb=RR:0\r\nt=')}b=RR:2000\r\n`), true);
  assert.equal(reports(`${gatewayOffer}b=AS:0\r\n`), true);
});

test('a far side that holds is taken, whichever way it says so', () => {
  const held = (offer: string) => {
    const { direction, rtp } = audioOf(offer);
    return [direction, rtp?.host ?? null];
  };
  const host = '172.29.107.252';
  const nowhere = 'c=IN IP4 0.0.0.0\r\n';
  assert.deepEqual(held(changed('sendrecv', 'inactive')), ['inactive', host]);
  assert.deepEqual(held(changed('sendrecv', 'sendonly')), ['sendonly', host]);
  assert.deepEqual(held(changed(/c=.*\r\n/, nowhere)), ['sendonly', null]);
  assert.deepEqual(held(changed(/c=.*\r\n/, nowhere).replace('sendrecv', 'inactive')), ['inactive', null]);
  assert.deepEqual(held(`${gatewayOffer}${nowhere}`), ['sendonly', null]);
  assert.deepEqual(held(changed(/c=.*\r\n/, 'c=IN IP6 ::\r\n')), ['sendonly', null]);
  assert.deepEqual(held(changed(/c=.*\r\n/, 'c=IN IP6 0:0::0\r\n')), ['sendonly', null]);
});

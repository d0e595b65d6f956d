import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { type FarOffer, readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { encryptedOffer, gatewayOffer, manyMediaOffer } from './offers.ts';

const reach = { loopback: false };

function read(text: string): FarOffer {
  const offer = readFarOffer(text, reach);
  assert.ok(offer.ok, offer.ok ? '' : offer.failure.message);
  return offer.value;
}

function refusal(text: string): string {
  const offer = readFarOffer(text, reach);
  assert.ok(!offer.ok, 'the offer was taken');
  return offer.failure.failure;
}

test("a gateway's offer of plain RTP is taken", () => {
  assert.deepEqual(read(gatewayOffer), {
    times: ['0 0'],
    media: [{ type: 'audio', port: 6020, protocol: 'RTP/AVP', formats: ['0', '13', '101'] }],
    origin: '172.29.107.252',
    reach,
    audio: {
      ice: null,
      marks: [],
      index: 0,
      protection: { key: null, required: false },
      rtp: { host: '172.29.107.252', port: 6020 },
      rtcp: { host: '172.29.107.252', port: 6021 },
      codec: 'PCMU',
      payloadType: 0,
      wishes: '',
      telephoneEvent: { payloadType: 101, events: '0-15' },
      mux: false,
      reports: true,
      packetMs: 20,
      direction: 'sendrecv',
    },
    video: null,
  });
});

test('of many lines and codecs the first audio that we speak is taken', () => {
  const { media, audio } = read(manyMediaOffer);
  assert.deepEqual(
    media.map(({ type, formats }) => [type, formats[0]]),
    [
      ['video', '122'],
      ['audio', '117'],
      ['applicationsharing', '127'],
      ['message', '*'],
    ],
  );
  assert.equal(audio.index, 1);
  assert.deepEqual(
    [audio.codec, audio.payloadType, audio.telephoneEvent],
    ['G722', 9, { payloadType: 101, events: '0-16' }],
  );
  assert.deepEqual(
    [audio.rtp, audio.rtcp],
    [
      { host: '10.1.2.4', port: 5002 },
      { host: '10.1.2.4', port: 5007 },
    ],
  );
});

const changed = (from: string | RegExp, to: string): string => gatewayOffer.replace(from, to);

const taken: readonly [what: string, offer: string, expected: object][] = [
  ['a static payload type without rtpmap', changed('a=rtpmap:0 PCMU/8000\r\n', ''), { codec: 'PCMU', payloadType: 0 }],
  [
    'a dynamic payload type',
    changed('m=audio 6020 RTP/AVP 0', 'm=audio 6020 RTP/AVP 110').replace('rtpmap:0', 'rtpmap:110'),
    { codec: 'PCMU', payloadType: 110 },
  ],
  ['lower case and one channel', changed('PCMU/8000', 'pcmu/8000/1'), { codec: 'PCMU' }],
  ['no t= and no v=', changed('t=0 0\r\n', '').replace('v=0\r\n', ''), { codec: 'PCMU' }],
  ['bare line feeds', gatewayOffer.replaceAll('\r\n', '\n'), { codec: 'PCMU' }],
  [
    'an address of its own for the audio',
    `${gatewayOffer}c=IN IP4 192.0.2.7\r\n`,
    { rtp: { host: '192.0.2.7', port: 6020 } },
  ],
  ['no a=rtcp', changed(/a=rtcp.*\r\n/, ''), { rtcp: { host: '172.29.107.252', port: 6021 } }],
  [
    'RTCP at another host',
    changed(/a=rtcp.*\r\n/, 'a=rtcp:53020 IN IP4 192.0.2.9\r\n'),
    { rtcp: { host: '192.0.2.9', port: 53_020 } },
  ],
  ['no telephone events', changed(' 101\r\n', '\r\n'), { telephoneEvent: null }],
  [
    'IPv6',
    gatewayOffer.replaceAll('IP4 172.29.107.252', 'IP6 2001:db8::1'),
    { rtp: { host: '2001:db8::1', port: 6020 } },
  ],
  ['AVPF', changed('RTP/AVP', 'RTP/AVPF'), { codec: 'PCMU' }],
  [
    'optional encryption',
    `${gatewayOffer}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\na=encryption:optional\r\n`,
    { codec: 'PCMU' },
  ],
  ['a far side that only sends', changed('a=sendrecv', 'a=sendonly'), { direction: 'sendonly' }],
  ['a second audio line that we do speak', changed('m=audio', 'm=audio 6000 RTP/SAVP 0\r\nm=audio'), { index: 1 }],
];

for (const [what, offer, expected] of taken) {
  test(`taken: ${what}`, () => {
    const audio: Record<string, unknown> = { ...read(offer).audio };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, audio[key]])), expected);
  });
}

const refused: readonly [what: string, offer: string, failure: string][] = [
  ['SDES without a key', encryptedOffer.replace(/a=crypto.*\r\n/, ''), 'encryption-mismatch'],
  ['SDES of other suites', encryptedOffer.replace('SHA1_80', 'SHA1_32'), 'encryption-mismatch'],
  ['SAVPF', changed('RTP/AVP', 'RTP/SAVPF'), 'encryption-mismatch'],
  ['DTLS', changed('RTP/AVP', 'UDP/TLS/RTP/SAVPF'), 'encryption-mismatch'],
  [
    'a key that may not be used, and required encryption',
    `${gatewayOffer}a=encryption:required\r\na=crypto:1 F8_128_HMAC_SHA1_80 inline:${'A'.repeat(40)}\r\n`,
    'encryption-mismatch',
  ],
  ['required encryption', `${gatewayOffer}a=encryption:required\r\n`, 'encryption-mismatch'],
  ['required encryption in any case', `${gatewayOffer}a=Encryption: Required \r\n`, 'encryption-mismatch'],
  ['required encryption of the session', changed('m=', 'a=encryption:required\r\nm='), 'encryption-mismatch'],
  ['the same with blanks', changed('m=', 'a=encryption :\tREQUIRED\r\nm='), 'encryption-mismatch'],
  ['no codec that we speak', changed('RTP/AVP 0 13', 'RTP/AVP 104 13'), 'codec-mismatch'],
  ['a static number that means something else', changed('PCMU/8000', 'SILK/8000'), 'codec-mismatch'],
  [
    'only wide G.722 of two channels',
    changed('0 13 101', '117').replace('0 PCMU/8000', '117 G722/8000/2'),
    'codec-mismatch',
  ],
  ['no audio', changed('m=audio', 'm=video'), 'unsupported-media'],
  ['another transport', changed('RTP/AVP', 'TCP/RTP/AVP'), 'unsupported-media'],
  ['a refused line', changed('m=audio 6020', 'm=audio 0'), 'unsupported-media'],
  ['a port past the last', changed('m=audio 6020', 'm=audio 65536'), 'invalid-offer'],
  ['a port that is none', changed('m=audio 6020', 'm=audio x'), 'invalid-offer'],
  ['a port of another service', changed('m=audio 6020', 'm=audio 53'), 'no-path'],
  ['the last of those ports', changed('m=audio 6020', 'm=audio 1023'), 'no-path'],
  ['no address', changed(/c=IN.*\r\n/, ''), 'invalid-offer'],
  ['nothing', '', 'invalid-offer'],
  ['no SDP', 'hello', 'invalid-offer'],
  ['64 KiB and more', `${gatewayOffer}a=${'x'.repeat(64 * 1024)}\r\n`, 'invalid-offer'],
  ['more than 1,000 lines', `${gatewayOffer}${'a=x\r\n'.repeat(1000)}`, 'invalid-offer'],
  ['more than 32 media', `${gatewayOffer}${'m=video 0 RTP/AVP 34\r\n'.repeat(32)}`, 'invalid-offer'],
];

for (const [what, offer, failure] of refused) test(`refused: ${what}`, () => assert.equal(refusal(offer), failure));

/** Cuts, doubles, swaps and overwrites pieces of a real offer. */
const mutants = fc
  .record({
    offer: fc.constantFrom(gatewayOffer, manyMediaOffer, encryptedOffer),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.integer({ min: 0, max: 40 }),
        put: fc.oneof(
          fc.string({ maxLength: 20 }),
          fc.string({ unit: 'binary', maxLength: 8 }),
          fc.constantFrom(
            '\r\n',
            '\n',
            ' ',
            '/',
            ':',
            '0',
            '-1',
            '99999999999999999999',
            'm=audio',
            'a=rtpmap:',
            '__proto__',
            '%s',
          ),
        ),
        times: fc.integer({ min: 1, max: 50 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ offer, edits }) =>
    edits.reduce((text, { at, length, put, times }) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + put.repeat(times) + text.slice(start + length);
    }, offer),
  );

test('no mutant of a real offer makes the reader throw, leave an unusable choice, or touch a prototype', () => {
  fc.assert(
    fc.property(mutants, (text) => {
      const offer = readFarOffer(text, reach);
      if (!offer.ok) return;
      const { media, audio } = offer.value;
      assert.equal(media[audio.index]?.type.toLowerCase(), 'audio');
      for (const place of [audio.rtp, audio.rtcp]) {
        assert.ok(place === null || (Number.isInteger(place.port) && place.port > 1023 && place.port < 65_536));
      }
      assert.ok(audio.payloadType >= 0 && audio.payloadType < 128);
      for (const { type, protocol, formats } of media) assert.doesNotMatch([type, protocol, ...formats].join(''), /\s/);
    }),
    { numRuns: 3000 },
  );
  assert.deepEqual(Object.keys(Object.prototype), []);
});

const key = `a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:${'A'.repeat(40)}|2^31\r\n`;

const protections: readonly [what: string, offer: string, tag: string | null, required?: true][] = [
  ['SDES', encryptedOffer, '2', true],
  ['SDES in lower case', encryptedOffer.replace('RTP/SAVP', 'rtp/savp'), '2', true],
  ['SAVPF', `${changed('RTP/AVP', 'RTP/SAVPF')}${key}`, '3'],
  ['a plain line with a key', `${gatewayOffer}${key}`, '3'],
  ['the same, optional', `${gatewayOffer}${key}a=encryption:optional\r\n`, '3'],
  ['the same, required', `${gatewayOffer}${key}a=encryption: Required \r\n`, '3', true],
  ['the same, rejected', `${gatewayOffer}${key}a=encryption:rejected\r\n`, null],
  ['the same, rejected by the session', changed('m=', 'a=encryption:rejected\r\nm=') + key, null],
  ['a key of the session', changed('m=', `${key}m=`), '3'],
  ['a key of the line before one of the session', changed('m=', `${key.replace('3', '9')}m=`) + key, '3'],
  ['a key that is none', `${gatewayOffer}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n`, null],
  ['the key of a video', `${gatewayOffer}m=video 7000 RTP/AVP 31\r\n${key}`, null],
];

for (const [what, offer, tag, required] of protections) {
  test(`protection of ${what}: ${tag ?? 'none'}`, () => {
    const { protection } = read(offer).audio;
    assert.deepEqual([protection.key?.tag ?? null, protection.required], [tag, required === true]);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FarOffer, type ReadOptions, readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import type { PictureFormat } from '../../../../main/media/sdp/picture-format.ts';
import { encryptedOffer, gatewayOffer, manyMediaOffer } from './offers.ts';
import { h264Lines, vp8Lines, withVideo } from './video-offers.ts';

const key = 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB|2^31';

function read(offer: string, options: Partial<ReadOptions> = {}): FarOffer {
  const offered = readFarOffer(offer, { loopback: false, ...options });
  assert.ok(offered.ok, 'the audio is taken in any case');
  return offered.value;
}

/** Its format, or why there is none. */
function pictureOf(offer: string, options?: Partial<ReadOptions>): PictureFormat | string | null {
  const { video } = read(offer, options);
  if (video === null) return null;
  return video.ok ? video.value.format : video.failure.failure;
}

const h264 = (lines: readonly string[]) => withVideo(['m=video 7000 RTP/AVP 99', 'a=rtpmap:99 H264/90000', ...lines]);

test('an offer without video asks for none, nor does one whose line is off', () => {
  assert.equal(pictureOf(gatewayOffer), null);
  assert.equal(pictureOf(withVideo(['m=video 0 RTP/AVP 100', 'a=rtpmap:100 VP8/90000'])), null);
});

test('VP8 and H.264 are taken, under the number of the offer', () => {
  const { video } = read(withVideo(vp8Lines));
  assert.ok(video?.ok);
  const { format, payloadType, requests, rtp, rtcp, direction, index } = video.value;
  assert.deepEqual(
    { format, payloadType, requests, rtp, rtcp, direction, index },
    {
      ...{ format: { codec: 'VP8' }, payloadType: 100, requests: ['pli'], direction: 'sendrecv', index: 1 },
      ...{ rtp: { host: '172.29.107.252', port: 7000 }, rtcp: { host: '172.29.107.252', port: 7001 } },
    },
  );
  assert.deepEqual(pictureOf(withVideo(h264Lines)), {
    codec: 'H264',
    h264: { mode: 1, profile: '42e0', level: 31, asymmetric: false, parameterSets: '' },
  });
});

test('the first format that we speak counts, whatever stands beside it', () => {
  const lines = [
    'm=video 7000 RTP/AVP 122 96 98 99 100',
    'a=rtpmap:122 X-H264UC/90000',
    'a=rtpmap:96 rtx/90000',
    'a=fmtp:96 apt=99',
    'a=rtpmap:98 ulpfec/90000',
    'a=rtpmap:99 h264/90000',
    'a=rtpmap:100 VP8/90000',
  ];
  assert.equal(Reflect.get(Object(pictureOf(withVideo(lines))), 'codec'), 'H264');
});

test('H.264: a line without parameters is mode 0 at level 1', () => {
  assert.deepEqual(pictureOf(h264([])), {
    codec: 'H264',
    h264: { mode: 0, profile: '4200', level: 10, asymmetric: false, parameterSets: '' },
  });
});

for (const [name, config] of [
  ['interleaved packets', 'packetization-mode=2'],
  ['a profile of more colours', 'profile-level-id=f4001f'],
  ['a profile that is none', 'profile-level-id=zz001f'],
  ['a level that is none', 'profile-level-id=42e000'],
] as const) {
  test(`H.264: ${name} is not spoken, and the audio is kept`, () => {
    assert.equal(pictureOf(h264([`a=fmtp:99 ${config}`])), 'codec-mismatch');
  });
}

test('what a decoder has to know first is kept, where it can be nothing else', () => {
  const sets = (value: string) =>
    Reflect.get(
      Object(Reflect.get(Object(pictureOf(h264([`a=fmtp:99 sprop-parameter-sets=${value}`]))), 'h264')),
      'parameterSets',
    );
  assert.equal(sets('Z0LAH9oBQBbsBEAAAAMAQAAADIPGDKg=,aM48gA=='), 'Z0LAH9oBQBbsBEAAAAMAQAAADIPGDKg=,aM48gA==');
  assert.equal(sets('Z0L?x'), '');
  assert.equal(sets('A'.repeat(2000)), '');
});

/** Whatever a video line is, the voice is heard. */
const broken: readonly (readonly [name: string, lines: readonly string[], refused: string | null])[] = [
  ['no format at all', ['m=video 7000 RTP/AVP'], 'codec-mismatch'],
  ['only what we do not speak', ['m=video 7000 RTP/AVP 122', 'a=rtpmap:122 X-H264UC/90000'], 'codec-mismatch'],
  ['a number without a meaning', ['m=video 7000 RTP/AVP 99'], 'codec-mismatch'],
  ['numbers that look like reports', ['m=video 7000 RTP/AVP 72', 'a=rtpmap:72 VP8/90000'], 'codec-mismatch'],
  ['another clock', ['m=video 7000 RTP/AVP 99', 'a=rtpmap:99 VP8/48000'], 'codec-mismatch'],
  ['a port that is none', ['m=video x RTP/AVP 100', 'a=rtpmap:100 VP8/90000'], 'invalid-offer'],
  ['a port of a service', ['m=video 80 RTP/AVP 100', 'a=rtpmap:100 VP8/90000'], 'no-path'],
  ['this computer', ['m=video 7000 RTP/AVP 100', 'c=IN IP4 127.0.0.1', 'a=rtpmap:100 VP8/90000'], 'no-path'],
  ['another transport', ['m=video 7000 TCP/TLS 100', 'a=rtpmap:100 VP8/90000'], 'unsupported-media'],
  ['keys by DTLS', ['m=video 7000 UDP/TLS/RTP/SAVPF 100', 'a=rtpmap:100 VP8/90000'], 'encryption-mismatch'],
  ['no key', ['m=video 7000 RTP/SAVP 100', 'a=rtpmap:100 VP8/90000'], 'encryption-mismatch'],
  [
    'a key that is none',
    ['m=video 7000 RTP/SAVP 100', 'a=rtpmap:100 VP8/90000', 'a=crypto:1 X inline:y'],
    'encryption-mismatch',
  ],
  ['lines of no sense', ['m=video 7000 RTP/AVP 100', 'a=rtpmap:', 'a=fmtp:', 'a=rtcp-fb:', 'b=AS:x'], 'codec-mismatch'],
];
for (const [name, lines, refused] of broken) {
  test(`a video line with ${name} costs the video alone`, () => assert.equal(pictureOf(withVideo(lines)), refused));
}

test('the second line counts where the first cannot be met, and the picture of a room never', () => {
  assert.deepEqual(pictureOf(withVideo(['m=video 7000 RTP/AVP 34', ...vp8Lines])), { codec: 'VP8' });
  assert.equal(pictureOf(withVideo([...vp8Lines, 'a=label:panoramic-video'])), null);
});

test('where voice has to be encrypted so has the picture', () => {
  const rules = { encrypted: true, relayOnly: false };
  const encrypted = (lines: readonly string[]) => pictureOf(withVideo(lines, encryptedOffer), { rules });
  assert.equal(encrypted(vp8Lines.map((line) => line.replace('RTP/AVP', 'RTP/AVP'))), 'encryption-missing');
  const secure = [...vp8Lines.map((line) => line.replace('RTP/AVP', 'RTP/SAVP')), key];
  assert.deepEqual(encrypted(secure), { codec: 'VP8' });
});

test('pictures that flow go on in their format where the offer has it, and else in another', () => {
  const shown = pictureOf(withVideo(h264Lines)) as PictureFormat;
  const both = ['m=video 7000 RTP/AVP 100 99', vp8Lines[1] ?? '', ...h264Lines.slice(1)];
  assert.deepEqual(pictureOf(withVideo(both)), { codec: 'VP8' });
  assert.deepEqual(pictureOf(withVideo(both), { shown }), shown);
  assert.deepEqual(pictureOf(withVideo([...vp8Lines, ...h264Lines]), { shown }), shown);
  assert.deepEqual(pictureOf(withVideo(vp8Lines), { shown }), { codec: 'VP8' });
});

test('slides are shown only where there are no pictures of people', () => {
  const slides = ['m=video 7002 RTP/AVP 100', 'a=rtpmap:100 VP8/90000', 'a=content:slides'];
  const indexOf = (lines: readonly string[]) => {
    const { video } = read(withVideo(lines));
    return video?.ok === true ? video.value.index : null;
  };
  assert.equal(indexOf([...slides, ...vp8Lines, 'a=content:main']), 2);
  assert.equal(indexOf([...vp8Lines, ...slides]), 1);
  assert.equal(indexOf(slides), 1);
});

test('what is said of a format in several lines is said of one format', () => {
  const lines = ['a=fmtp:99 profile-level-id=4d0028', 'a=fmtp:99 packetization-mode=1'];
  const picture = pictureOf(h264(lines));
  assert.ok(typeof picture === 'object' && picture?.codec === 'H264');
  assert.deepEqual([picture.h264.mode, picture.h264.profile], [1, '4d00']);
});

test('the limits of what the far side takes are read', () => {
  const bitrate = (lines: readonly string[]) => {
    const { video } = read(withVideo([...vp8Lines, ...lines]));
    return video?.ok === true ? video.value.bitrate : undefined;
  };
  assert.equal(bitrate([]), null);
  assert.equal(bitrate(['b=AS:384']), 384_000);
  assert.equal(bitrate(['b=TIAS:512000']), 512_000);
  assert.equal(bitrate(['b=AS:none']), null);
});

test('a client of these servers that offers its own layered format alone keeps its voice', () => {
  assert.equal(pictureOf(manyMediaOffer), 'codec-mismatch');
});

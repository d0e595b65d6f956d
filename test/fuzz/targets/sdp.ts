import assert from 'node:assert/strict';
import fc from 'fast-check';
import { writeFarAnswer } from '../../../main/media/sdp/far-answer.ts';
import { readFarOffer } from '../../../main/media/sdp/far-offer.ts';
import { encryptedOffer, gatewayOffer, manyMediaOffer } from '../../unit/media/sdp/offers.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const lines = [gatewayOffer, manyMediaOffer, encryptedOffer].flatMap((offer) => offer.split('\r\n'));
const shuffled = fc.array(fc.constantFrom(...lines), { maxLength: 40 }).map((some) => `${some.join('\r\n')}\r\n`);
const pieces = [
  ...[
    'm=audio 6020 RTP/AVP 0\r\n',
    'm=',
    'a=rtpmap:',
    'a=',
    'c=IN IP4 ',
    '0.0.0.0',
    '::1',
    '224.0.0.1',
    '65536',
    '-1',
    '1e3',
    'NaN',
  ],
  ...[
    '__proto__',
    'a=__proto__:x\r\n',
    '\r\n',
    '\n',
    '\r',
    ' ',
    '|2^31',
    'RTP/SAVP',
    'a=candidate:1 1 UDP 1 10.0.0.1 1 typ host\r\n',
  ],
];
const offers = fc.oneof(
  { weight: 4, arbitrary: editedTexts(fc.constantFrom(gatewayOffer, manyMediaOffer, encryptedOffer), pieces, 6) },
  { weight: 2, arbitrary: editedTexts(shuffled, pieces) },
  hostileText,
);
const reach = { loopback: false };
const timed = (text: string) => () => readFarOffer(text, reach);

export default fuzzTarget({
  about: 'session descriptions of the far side',
  inputs: offers,
  run(text) {
    const offer = readFarOffer(text, reach);
    if (!offer.ok) {
      assert.ok(offer.failure.message !== '');
      return;
    }
    const { audio, media } = offer.value;
    assert.ok(audio.index < media.length);
    for (const place of [audio.rtp, audio.rtcp])
      assert.ok(place === null || (place.port >= 1024 && place.port < 65_536));
    const answer = writeFarAnswer(
      offer.value,
      { address: '127.0.0.1', rtpPort: 4000, rtcpPort: 4001, crypto: null, attributes: [], ssrc: 1 },
      { id: 1, version: 1 },
    );
    assert.equal(answer.match(/^m=/gm)?.length, media.length);
    assert.doesNotMatch(answer, /[^\r]\n|\r[^\n]|\0/);
    // What was offered is repeated in a refusal, so these may be the far side's own.
    if (!/NaN|undefined/.test(text)) assert.doesNotMatch(answer, /NaN|undefined/);
  },
  growing: {
    'unknown lines': (size) => timed(`v=0\r\n${'a=x:y\r\n'.repeat(size / 7)}`),
    'media lines': (size) => timed(`v=0\r\n${'m=audio 1 RTP/AVP 0\r\n'.repeat(size / 21)}`),
    'one line': (size) => timed(`v=0\r\na=${'x'.repeat(size)}\r\n`),
    formats: (size) => timed(`${gatewayOffer}m=audio 6 RTP/AVP${' 0'.repeat(size / 2)}\r\n`),
    'spaces in a line': (size) => timed(`v=0\r\na=candidate:${' '.repeat(size)}\r\n`),
  },
});

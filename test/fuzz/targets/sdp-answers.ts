import assert from 'node:assert/strict';
import fc from 'fast-check';
import { freeMeans } from '../../../main/core/media-means.ts';
import { Descriptions } from '../../../main/media/far/descriptions.ts';
import { firstCodecs, unanswered } from '../../../main/media/sdp/first-offer.ts';
import { createRandom } from '../../../main/system/random.ts';
import { encryptedOffer, gatewayOffer, manyMediaOffer } from '../../unit/media/sdp/offers.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const random = createRandom();
const reach = { loopback: false };
const side = {
  address: '10.1.2.3',
  rtpPort: 4000,
  rtcpPort: 4001,
  attributes: [],
  crypto: '1 suite inline:key',
  ssrc: 1,
};
const pieces = [
  ...['a=rtcp-mux\r\n', 'a=crypto:1 ', 'a=crypto:2 ', 'm=audio 0 RTP/AVP 0\r\n', 'RTP/SAVP', 'a=inactive\r\n'],
  ...['a=remote-candidates:1 10.0.0.1 5000 2 10.0.0.1 5001\r\n', 'a=ice-lite\r\n', 'c=IN IP4 0.0.0.0\r\n', ' 18', ' 9'],
  ...['a=candidate:1 1 UDP 1 10.0.0.1 5000 typ host\r\n', 'a=ice-ufrag:abcd\r\n', 'a=maxptime:10\r\n', '__proto__'],
];
const answers = fc.oneof(
  { weight: 6, arbitrary: editedTexts(fc.constantFrom(gatewayOffer, manyMediaOffer, encryptedOffer), pieces, 6) },
  hostileText,
);

/** A call out whose first offer is out. */
function calling(encrypted: boolean): Descriptions {
  const said = new Descriptions({
    ...{ offer: unanswered(reach), after: null, means: { ...freeMeans, encrypted }, random },
  });
  said.first(side, '1');
  return said;
}

export default fuzzTarget({
  about: 'answers to the first offer of a call out',
  inputs: fc.record({ text: answers, encrypted: fc.boolean() }),
  run({ text, encrypted }) {
    const said = calling(encrypted);
    const early = said.read(text);
    const final = said.read(text);
    assert.deepEqual(final, early, 'reading one changes nothing');
    if (!final.ok) {
      assert.ok(final.failure.message !== '');
      return;
    }
    const { codec, protection, ice, rtp } = final.value;
    assert.ok(firstCodecs.some((each) => each.codec === codec));
    assert.ok(protection.key === null ? !encrypted : protection.key.tag === '1');
    assert.ok(ice !== null || rtp !== null, 'there is a way');
    said.agree(final.value);
    const again = said.offer('sendrecv', side, '1');
    assert.equal(again.match(/^m=/gm)?.length, 1);
    assert.doesNotMatch(again, /[^\r]\n|\r[^\n]|\0|NaN|undefined/);
    assert.ok(!said.read('').ok);
  },
  growing: {
    'unknown lines': (size) => () => calling(false).read(`v=0\r\n${'a=x:y\r\n'.repeat(size / 7)}`),
    formats: (size) => () => calling(false).read(`${gatewayOffer}m=audio 6 RTP/AVP${' 0'.repeat(size / 2)}\r\n`),
  },
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from '../../../../main/core/calling/place.ts';

const civic = (elements: Readonly<Record<string, string>>) =>
  `<presentityLocation><civicAddress xmlns="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr">${Object.entries(elements)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('')}</civicAddress></presentityLocation>`;

const american = { country: 'US', A1: 'WA', A3: 'Redmond', RD: 'Microsoft', STS: 'Way', HNO: '1', PC: '98052' };

test('an address is one, as an envelope of its country has it', () => {
  assert.deepEqual(placeOf(civic({ ...american, FLR: '2', LOC: 'Reception &amp; post' }), true), {
    found: 'network',
    text: 'Reception & post, FLR 2, 1 Microsoft Way, Redmond, WA 98052, US',
    parts: {
      ...{ address: '1 Microsoft Way', building: 'Reception & post, FLR 2', city: 'Redmond', state: 'WA' },
      ...{ zip: '98052', country: 'US' },
    },
  });
  const swedish = { country: 'SE', A3: 'Malmö', RD: 'Storgatan', HNO: '5', HNS: 'B', PC: '211 34' };
  assert.equal(placeOf(civic(swedish), true)?.text, 'Storgatan 5B, 211 34 Malmö, SE');
});

test('what has no part that is known is as it came, and what the user said is not taken apart', () => {
  const other = placeOf('<place><line>Hall 3</line><line>Gate B</line></place>', false);
  assert.deepEqual(other, { found: 'user', text: 'Hall 3, Gate B', parts: { address: 'Hall 3, Gate B' } });
  assert.equal(placeOf('Hall 3\u202e', false)?.text, 'Hall 3');
  assert.equal(placeOf(null, false), null);
});

test('what is too long, or never ends, is bounded', () => {
  const long = placeOf(civic({ RD: 'x'.repeat(5_000), A3: 'y'.repeat(20_000) }), true);
  assert.ok((long?.parts.address?.length ?? 0) <= 250);
  assert.ok((placeOf('<'.repeat(100_000), true)?.text.length ?? 0) <= 8_192);
});

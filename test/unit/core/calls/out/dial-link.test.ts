import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import { readDialled } from '../../../../../main/core/calls/out/dial.ts';
import { isDialLink, readDialLink } from '../../../../../main/core/calls/out/dial-link.ts';

const good: Readonly<Record<string, string>> = {
  'tel:+442079460123': '+44 20 7946 0123',
  'TEL:+44-20-7946-0123': '+44 20 7946 0123',
  'tel:%2B442079460123': '+44 20 7946 0123',
  'tel:+44%2020%207946%200123': '+44 20 7946 0123',
  'tel://+442079460123': '+44 20 7946 0123',
  'tel:+442079460123;ext=12': '+44 20 7946 0123 ext. 12',
  'tel:+442079460123;isub=1;ext=12;phone-context=example.com': '+44 20 7946 0123 ext. 12',
  'tel:4711;phone-context=contoso.com': '4711',
  'callto:+442079460123': '+44 20 7946 0123',
  'callto://ana@contoso.com': 'ana@contoso.com',
  'callto:4711?subject=x': '4711',
  'sip:ana@contoso.com': 'ana@contoso.com',
  'sips:ana@contoso.com;transport=tls?subject=hi': 'ana@contoso.com',
  'sip:+442079460123@contoso.com;user=phone': '+442079460123@contoso.com',
  'sip:4711': '4711',
  'tel:+442079460123\r\n--no-sandbox': '+44 20 7946 0123',
};

const bad = [
  ...['tel:', 'tel:ana', 'tel:ana@contoso.com', 'tel:%', 'tel:%00', 'tel:+44%00207946', 'sip:@contoso.com', 'sip:ana@'],
  ...['tel:%E2%80%AE0123', 'tel:javascript:alert(1)', 'sip:<script>@contoso.com', `tel:${'1'.repeat(40)}`],
  ...[`tel:0123${'?'.repeat(300)}`, 'mailto:ana@contoso.com', '+442079460123', 'tel:%2D-user-data-dir=x'],
];

describe('a link of another program', () => {
  for (const [link, text] of Object.entries(good)) {
    test(`fills in what ${JSON.stringify(link)} names`, () => {
      assert.deepEqual(readDialLink(link), { text, isCode: false });
    });
  }

  for (const link of bad) {
    test(`fills in nothing for ${JSON.stringify(link.slice(0, 60))}`, () => assert.equal(readDialLink(link), null));
  }

  for (const link of ['tel:*21*0123%23', 'tel:%2A%2A04%2A', 'callto:#31#0123']) {
    test(`says that ${link} is a code`, () => assert.equal(readDialLink(link)?.isCode, true));
  }

  test('is known by its scheme alone', () => {
    for (const link of ['tel:', 'SIPS:x', 'callto://']) assert.equal(isDialLink(link), true);
    for (const other of ['telnet:x', ' tel:1', '--tel:1', 'https://tel:1', 'im:ana@contoso.com'])
      assert.equal(isDialLink(other), false);
  });

  test('fills in only what can be typed as well, whatever it is', () => {
    const anything = fc.tuple(fc.constantFrom('tel:', 'sip:', 'callto://'), fc.string({ unit: 'binary' }));
    const likely = fc.tuple(
      fc.constantFrom('tel:', 'sip:'),
      fc.string({ unit: fc.constantFrom(...'+0123%2B;ext=*#@a.c?-') }),
    );
    fc.assert(
      fc.property(fc.oneof(anything, likely), ([scheme, rest]) => {
        const read = readDialLink(scheme + rest);
        if (read === null) return;
        assert.notEqual(readDialled(read.text), null);
        assert.match(read.text, /^[^\p{C}]{1,256}$/u);
      }),
      { numRuns: 5000 },
    );
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDialled } from '../../../../../main/core/calls/out/dial.ts';

/** What somebody types, what the server is asked to call, and how it is shown. */
const numbers: Readonly<Record<string, readonly [to: string, written: string]>> = {
  '+46 8 5550 1234': ['tel:+46855501234', '+46 8 555 012 34'],
  '+46855501234': ['tel:+46855501234', '+46 8 555 012 34'],
  '0046 8 555 012 34': ['tel:0046855501234', '0046855501234'],
  '(08) 555-012.34': ['tel:0855501234', '0855501234'],
  '4711': ['tel:4711', '4711'],
  '112': ['tel:112', '112'],
  '*21#': ['tel:*21#', '*21#'],
  '#31#0855501234': ['tel:#31#0855501234', '#31#0855501234'],
  'tel:+46855501234': ['tel:+46855501234', '+46 8 555 012 34'],
  'tel:+46-8-555-012-34;ext=12': ['tel:+46855501234;ext=12', '+46 8 555 012 34 ext. 12'],
  '+46 8 555 012 34 ext. 12': ['tel:+46855501234;ext=12', '+46 8 555 012 34 ext. 12'],
  '+46 8 555 012 34 x12': ['tel:+46855501234;ext=12', '+46 8 555 012 34 ext. 12'],
  '1-800-FLOWERS': ['tel:18003569377', '1-800-FLOWERS'],
  ' 4711\u200e ': ['tel:4711', '4711'],
  '４７１１': ['tel:4711', '4711'],
  '٤٧١١': ['tel:4711', '4711'],
  '+۴۶ ۸ ۵۵۵ ۰۱۲ ۳۴': ['tel:+46855501234', '+46 8 555 012 34'],
  '४७११': ['tel:4711', '4711'],
  '+46 (0)8 555 012 34': ['tel:+46855501234', '+46 8 555 012 34'],
  '+46(0)8-555 012 34': ['tel:+46855501234', '+46 8 555 012 34'],
  '+46 (08) 555 012 34': ['tel:+46855501234', '+46 8 555 012 34'],
  '+46 ( 0 ) 8 555 012 34': ['tel:+46855501234', '+46 8 555 012 34'],
  '+ 46 (0) 8 555 012 34': ['tel:+46855501234', '+46 8 555 012 34'],
  '(+46) (0)8 555 012 34': ['tel:+46855501234', '+46 8 555 012 34'],
  '0046 (0)8 555 012 34': ['tel:0046855501234', '0046855501234'],
  '011 46 (0)8 555 012 34': ['tel:01146855501234', '01146855501234'],
  '+46 (0)8 555 012 34 ext. 12': ['tel:+46855501234;ext=12', '+46 8 555 012 34 ext. 12'],
  '+44 (0)20 7946 0958': ['tel:+442079460958', '+44 20 7946 0958'],
  '+36 (06) 1 234 5678': ['tel:+3612345678', '+36 1 234 5678'],
  // Their zero is part of the number.
  '+39 (0)6 1234 5678': ['tel:+390612345678', '+39 06 1234 5678'],
  '+378 (0549) 886377': ['tel:+3780549886377', '+378 0549 886377'],
  // Of no country's plan: what was written is asked for.
  '+999 (0)8 555': ['tel:+99908555', '+999 08555'],
  // Letters are digits too, and none is left out.
  '+1 (080) 0-FLOWERS': ['tel:+108003569377', '+1 (080) 0-FLOWERS'],
  '(0)8 555 012 34': ['tel:0855501234', '0855501234'],
  '+ 46 8 555 012 34': ['tel:+46855501234', '+46 8 555 012 34'],
  'callto:tel:+46855501234': ['tel:+46855501234', '+46 8 555 012 34'],
};

const addresses: Readonly<Record<string, string>> = {
  'ana@contoso.com': 'sip:ana@contoso.com',
  'sip:ana@contoso.com': 'sip:ana@contoso.com',
  'SIP:Ana.Lindqvist@contoso.com': 'sip:Ana.Lindqvist@contoso.com',
  '+46855501234@contoso.com': 'sip:+46855501234@contoso.com',
  'callto:sip:ana@contoso.com': 'sip:ana@contoso.com',
};

const neither = [
  ...['', ' ', 'ana', 'Ana Lindqvist', '@contoso.com', 'ana@', 'ana@contoso', 'ana@@contoso.com', 'ana@-contoso.com'],
  ...[
    '+',
    '#',
    '()',
    '+46+8',
    '12 Main Street',
    'tel:ana@contoso.com',
    'sip:4711',
    'https://contoso.com',
    '1'.repeat(33),
  ],
  ...[
    'ana lindqvist@contoso.com',
    'ana@contoso.com;gr=1',
    'ana@contoso.com\r\nVia: x',
    'javascript:alert(1)',
    '4711;x=1',
  ],
];

describe('what is dialled', () => {
  for (const [typed, [to, written]] of Object.entries(numbers)) {
    test(`the number ${typed}`, () => {
      const dialled = readDialled(typed);
      assert.equal(dialled?.to, to);
      assert.equal(dialled.written, written);
    });
  }

  for (const [typed, to] of Object.entries(addresses)) {
    test(`the address ${typed}`, () => {
      const dialled = readDialled(typed);
      assert.deepEqual(dialled, { to, written: to.slice('sip:'.length), keys: null });
    });
  }

  for (const typed of neither) {
    test(`neither: ${JSON.stringify(typed)}`, () => assert.equal(readDialled(typed), null));
  }
});

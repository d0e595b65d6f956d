import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Participant } from '../../../../main/core/ucwa/decode/participant.ts';
import { formatNumber, projectParty } from '../../../../main/core/view/party.ts';
import { hostileTexts } from '../fixtures/hostile-texts.ts';

const party = (more: Partial<Participant>) => projectParty({ name: null, uri: null, phoneNumber: null, ...more });
const hidden = { label: 'Caller’s number is hidden', named: false, number: null, initials: '' };

describe('who calls', () => {
  for (const [name, given, expected] of [
    [
      'name and number',
      { name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com', phoneNumber: 'tel:+14255550133' },
      { label: 'Ana Lindqvist', named: true, number: '+1 425 555 0133', initials: 'AL' },
    ],
    [
      'name and address',
      { name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com' },
      { label: 'Ana Lindqvist', named: true, number: 'ana@contoso.com', initials: 'AL' },
    ],
    ['name only', { name: 'Ana' }, { label: 'Ana', named: true, number: null, initials: 'A' }],
    [
      'number only',
      { uri: 'tel:+442079460018' },
      { label: '+44 207 946 0018', named: false, number: null, initials: '' },
    ],
    [
      'a number as SIP user',
      { uri: 'sip:+14255550133@contoso.com;user=phone' },
      { label: '+1 425 555 0133', named: false, number: null, initials: '' },
    ],
    [
      'a number that is its own name',
      { name: '+1 425 555 0133', uri: 'tel:+14255550133' },
      { label: '+1 425 555 0133', named: false, number: null, initials: '' },
    ],
    [
      'an extension',
      { uri: 'tel:4417;phone-context=contoso.com' },
      { label: '4417', named: false, number: null, initials: '' },
    ],
    [
      'address only',
      { uri: 'sips:ana%2ex@contoso.com?subject=a' },
      { label: 'ana.x@contoso.com', named: false, number: null, initials: '' },
    ],
    [
      'a bad escape',
      { uri: 'sip:%zz@contoso.com' },
      { label: '%zz@contoso.com', named: false, number: null, initials: '' },
    ],
    [
      'an escape that hides a character',
      { uri: 'sip:a%e2%80%aeb@contoso.com' },
      { label: 'ab@contoso.com', named: false, number: null, initials: '' },
    ],
    ['nothing', {}, hidden],
    ['an address that says hidden', { uri: 'sip:anonymous@anonymous.invalid' }, hidden],
    ['a name that shows nothing', { name: '\u200b\u3164' }, hidden],
    ['an empty address', { uri: 'sip:' }, hidden],
  ] as const) {
    test(name, () => assert.deepEqual(party(given), expected));
  }
  test('no participant at all', () => assert.deepEqual(projectParty(null), hidden));
});

describe('numbers in groups', () => {
  for (const [number, shown] of [
    ['+14255550133', '+1 425 555 0133'],
    ['+74951234567', '+7 495 123 4567'],
    ['+46855501234', '+46 85 550 1234'],
    ['+442079460018', '+44 207 946 0018'],
    ['+351215550147', '+351 21 555 0147'],
    ['+4971315550199', '+49 7131 555 0199'],
    ['+1 (425) 555-0133', '+1 425 555 0133'],
    ['+37312345', '+373 12345'],
    ['+3731234567', '+373 123 4567'],
    ['+123456', '+123456'],
    ['+1234567890123456', '+1234567890123456'],
    ['4417', '4417'],
    ['0855501234', '0855501234'],
    ['*31#', '*31#'],
    ['', ''],
  ] as const) {
    test(JSON.stringify(number), () => assert.equal(formatNumber(number), shown));
  }

  test('no digit is lost or added, and no group is a single digit', () => {
    for (let length = 7; length <= 15; length += 1) {
      for (const start of ['1', '7', '46', '351', '999']) {
        const number = `+${start.padEnd(length, '2345678901')}`;
        const shown = formatNumber(number);
        assert.equal(shown.replaceAll(' ', ''), number);
        assert.ok(
          shown
            .split(' ')
            .slice(1)
            .every((group) => group.length > 1),
          shown,
        );
      }
    }
  });
});

describe('initials', () => {
  for (const [name, initials] of [
    ['Ana Lindqvist', 'AL'],
    ['ana maria lindqvist', 'AL'],
    ['Dr. Maria-Magdalena Schwarzenberger II', 'MI'],
    ['Lindqvist, Ana', 'LA'],
    ['Åsa', 'Å'],
    ['山田 太郎', '山太'],
    ['ßen ﬁn', 'SS'],
    ['24/7 Support', 'S'],
    ['🙂', ''],
    ['Dr.', ''],
  ] as const) {
    test(name, () => assert.equal(party({ name }).initials, initials));
  }
});

test('hostile names, numbers and addresses come out clean', () => {
  for (const text of hostileTexts) {
    for (const shown of [
      party({ name: text }),
      party({ uri: `sip:${text}` }),
      party({ uri: `tel:${text}` }),
      party({ name: text, uri: text, phoneNumber: text }),
    ]) {
      for (const part of [shown.label, shown.number ?? '', shown.initials]) {
        assert.ok([...part].length <= 256);
        assert.doesNotMatch(part, /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u);
      }
      assert.ok(shown.label !== '' && [...shown.initials].length <= 2);
    }
  }
});

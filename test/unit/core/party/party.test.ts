import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyModel } from '../../../../main/core/model.ts';
import { homeDomains, keptParty, projectParty, shownParty } from '../../../../main/core/party/party.ts';
import type { Participant } from '../../../../main/core/ucwa/decode/participant.ts';
import { createWords } from '../../../../preload/contract/index.ts';
import { englishView, englishWords } from '../fakes/words.ts';
import { hostileTexts, unfit } from '../fixtures/hostile-texts.ts';

const home = ['contoso.com'];
const party = (more: Partial<Participant>) =>
  projectParty({ name: null, uri: null, phoneNumber: null, ...more }, home, englishWords);
const hidden = { label: 'Caller’s number is hidden', named: false, number: null, initials: '', hidden: true };
const only = (label: string) => ({ label, named: false, number: null, initials: '' });

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
      { label: '+44 20 7946 0018', named: false, number: null, initials: '' },
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
      'an address whose user is long',
      { uri: `sip:${'a'.repeat(300)}@evil.example` },
      { label: `${'a'.repeat(63)}…@evil.example`, named: false, number: null, initials: '' },
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
  test('no participant at all', () => assert.deepEqual(projectParty(null, home, englishWords), hidden));
});

describe('numbers as callers', () => {
  const number = '+46 8 555 012 34';
  for (const [uri, label] of [
    ['tel:+46855501234', number],
    ['tel:+46-8-555-012-34', number],
    ['tel:+46(8)555.01234', number],
    ['tel:%2B46855501234', number],
    ['TEL:+46855501234', number],
    ['sip:+46855501234@contoso.com', number],
    ['sip:+46855501234@contoso.com;user=phone', number],
    ['sip:%2B46855501234@contoso.com;user=phone', number],
    ['sip:+46855501234@gw.contoso.com:5061;transport=tls;user=phone', number],
    ['sip:+46855501234:secret@contoso.com', number],
    ['<sip:+46855501234@contoso.com;user=phone>;tag=1', number],
    ['+46855501234', number],
    ['+46 8 555 012 34', number],
    ['tel:+46855501234;ext=1234', `${number} ext. 1234`],
    ['tel:+46855501234;EXT=1234', `${number} ext. 1234`],
    ['sip:+46855501234;ext=1234@contoso.com;user=phone', `${number} ext. 1234`],
    ['sip:+46855501234%3Bext%3D1234@contoso.com;user=phone', `${number} ext. 1234`],
    ['tel:+46855501234 x1234', `${number} ext. 1234`],
    ['tel:+46855501234;isub=12;ext=7', `${number} ext. 7, subaddress 12`],
    ['tel:+46855501234;postd=pp22', number],
    ['tel:+46855501234;phone-context=contoso.com', number],
    ['tel:4417;phone-context=contoso.com', '4417'],
    ['tel:4417;phone-context=enterprise', '4417'],
    ['sip:4417;phone-context=enterprise@contoso.com;user=phone', '4417'],
    ['sip:4417;phone-context=dialstring@contoso.com', '4417'],
    ['tel:0855501234;phone-context=+46', number],
    ['tel:55501234;phone-context=+468', number],
    ['tel:4255550133;phone-context=+1', '+1 425 555 0133'],
    ['tel:112;phone-context=+46', '112'],
    ['tel:08-555 012 34', '08-555 012 34'],
    ['tel:0855501234', '0855501234'],
    ['sip:0855501234@contoso.com', '0855501234'],
    ['tel:112', '112'],
    ['sip:911@contoso.com;user=phone', '911'],
    ['sip:*97@contoso.com;user=phone', '*97'],
    ['sip:*97@contoso.com', '*97'],
    ['sip:%23%2331%23@contoso.com;user=phone', '##31#'],
    ['tel:1-800-FLOWERS', '1-800-FLOWERS'],
    ['sip:1-800-FLOWERS@contoso.com;user=phone', '1-800-FLOWERS'],
    ['tel:+18005550199', '+1 800 555 0199'],
    ['tel:+99912345678', '+999 1234 5678'],
  ] as const) {
    test(uri, () => {
      assert.deepEqual(party({ uri }), only(label));
      assert.deepEqual(party({ phoneNumber: uri, uri: 'sip:ana@contoso.com', name: 'Ana' }).number, label);
    });
  }

  test('a whole site does not look alike', () => {
    const numbers = ['1', '12', '123', '1234'].map((ext) => party({ uri: `tel:+46855501234;ext=${ext}` }).label);
    assert.equal(new Set(numbers).size, 4);
  });
});

describe('a name that is the number is shown once', () => {
  for (const [name, uri] of [
    ['+46855501234', 'tel:+46855501234'],
    ['+46 8 555 012 34', 'tel:+46855501234'],
    ['46855501234', 'tel:+46855501234'],
    ['0046855501234', 'tel:+46855501234'],
    ['01146855501234', 'tel:+46855501234'],
    ['08-555 012 34', 'tel:+46855501234'],
    ['(08) 555 01234', 'tel:+46855501234'],
    ['tel:+46855501234', 'tel:+46855501234'],
    ['sip:+46855501234@contoso.com;user=phone', 'tel:+46855501234'],
    ['+46855501234;ext=12', 'tel:+46855501234;ext=12'],
    ['+46 8 555 012 34 ext. 12', 'tel:+46855501234;ext=12'],
    ['+46855501234 x12', 'tel:+46855501234;ext=12'],
    ['+46855501234', 'tel:+46855501234;ext=12'],
    ['4255550133', 'tel:+14255550133'],
    ['(425) 555-0133', 'tel:+14255550133'],
    ['1 425 555 0133', 'tel:+14255550133'],
    ['84951234567', 'tel:+74951234567'],
    ['4417', 'tel:4417;phone-context=contoso.com'],
    ['*97', 'sip:*97@contoso.com;user=phone'],
    ['1-800-FLOWERS', 'tel:1-800-FLOWERS'],
    ['Ana@Contoso.com', 'sip:ana@contoso.com'],
    ['sip:ana@contoso.com', 'sip:ana@contoso.com'],
    ['Unknown', 'tel:+46855501234'],
    ['"Anonymous"', 'tel:+46855501234'],
    ['WITHHELD', 'tel:+46855501234'],
  ] as const) {
    test(`${name}, ${uri}`, () => assert.deepEqual(party({ name, uri }), party({ uri })));
  }

  test('another number is no such name', () => {
    for (const name of ['+46855501235', '4418', '+4685550123', '055501234', '5501234']) {
      assert.equal(party({ name, uri: 'tel:+46855501234' }).number, '+46 8 555 012 34', name);
    }
    assert.deepEqual(party({ name: '+46855501234' }), only('+46 8 555 012 34'));
  });
});

describe('numbers of other domains', () => {
  const number = '+49 711 1234567';
  for (const [uri, label] of [
    ['sip:+497111234567@evil.example', `${number} at evil.example`],
    ['sip:+497111234567@EVIL.example:5061;user=phone', `${number} at evil.example`],
    ['sip:+497111234567@contoso.com.evil.example;user=phone', `${number} at contoso.com.evil.example`],
    ['sip:+497111234567@evilcontoso.com', `${number} at evilcontoso.com`],
    ['sip:+497111234567@com', `${number} at com`],
    ['sip:+497111234567@192.0.2.7', `${number} at 192.0.2.7`],
    ['sip:+497111234567@[2001:db8::7]:5060', `${number} at [2001:db8::7]`],
    ['sip:+497111234567@contoso.com@evil.example', `${number} at contoso.com@evil.example`],
    ['sip:4417@evil.example;user=phone', '4417 at evil.example'],
    ['sip:*97@evil.example', '*97 at evil.example'],
    ['sips:%2B497111234567@evil.example', `${number} at evil.example`],
    ['sip:+497111234567;ext=12@evil.example', `${number} ext. 12 at evil.example`],
    ['tel:4417;phone-context=evil.example', '4417 at evil.example'],
    ['sip:+497111234567@e\u202evil.example', `${number} at evil.example`],
    [`sip:${'1'.repeat(300)}@evil.example`, `${'1'.repeat(63)}… at evil.example`],
    ['sip:+497111234567@%63ontoso.com', `${number} at %63ontoso.com`],
    ['sip:+497111234567@\u0441ontoso.com', `${number} at %D1%81ontoso.com`],
    [`sip:+497111234567@contoso.com.${'a'.repeat(300)}.evil.example`, `${number} at …${'a'.repeat(26)}.evil.example`],
    ['sip:+497111234567@contoso.com', number],
    ['sip:+497111234567@CONTOSO.com.', number],
    ['sip:+497111234567@gw1.eu.contoso.com', number],
    ['tel:+497111234567', number],
  ] as const) {
    test(uri, () => assert.equal(party({ uri }).label, label));
  }

  test('with a name too, and where the server adds a number of its own', () => {
    const uri = 'sip:+497111234567@evil.example';
    assert.equal(party({ name: 'Ana', uri }).number, `${number} at evil.example`);
    assert.equal(
      party({ uri: 'sip:x@evil.example', phoneNumber: 'tel:+497111234567' }).label,
      `${number} at evil.example`,
    );
    assert.equal(party({ name: '+497111234567', uri }).label, `${number} at evil.example`);
  });

  test('are kept apart from it, and put together in the words of whoever looks', () => {
    const caller = { name: null, uri: 'sip:+497111234567@evil.example', phoneNumber: null };
    const kept = keptParty(caller, home);
    assert.deepEqual({ ...kept }, { label: number, named: false, number: null, initials: '', domain: 'evil.example' });
    const messages = { ...englishView.messages, 'party.number-of-domain': '{number} bei {domain}' };
    assert.equal(shownParty(kept, createWords({ ...englishView, messages })).label, `${number} bei evil.example`);
  });

  test('the user’s domains are those of both addresses, and of the one that signs in where there is no other yet', () => {
    const account = { address: 'dana@contoso.com', userName: '', keep: true, server: '' };
    const session = { ...emptyModel.session, account };
    assert.deepEqual(homeDomains(session), ['contoso.com']);
    const user = { name: 'Dana', address: 'dana@Contoso.onmicrosoft.com', uri: 'sip:dana@contoso.com' };
    assert.deepEqual(homeDomains({ ...session, user }), ['contoso.onmicrosoft.com', 'contoso.com']);
    assert.deepEqual(homeDomains({ ...session, account: { ...account, address: '' } }), []);
    assert.match(
      projectParty({ name: null, uri: 'sip:+497111234567@contoso.com', phoneNumber: null }, [], englishWords).label,
      / at contoso\.com$/,
    );
  });
});

describe('from outside the organization, by the word of the server', () => {
  const [address, telephone] = ['sip:ana@fabrikam.example', 'tel:+497111234567'];
  for (const [sourceNetwork, uri, outside] of [
    ['SameEnterprise', address, undefined],
    ['SameEnterprise', telephone, undefined],
    ['Federated', address, true],
    ['federated', telephone, true],
    ['PublicCloud', address, true],
    ['Everyone', address, true],
    ['Everyone', telephone, undefined],
    ['Everyone', 'sip:+497111234567@evil.example;user=phone', true],
    ['Everyone', 'sip:+497111234567@contoso.com;user=phone', undefined],
    ['Federated', 'sip:+497111234567@contoso.com;user=phone', true],
    ['Everyone', 'sip:anonymous@anonymous.invalid', undefined],
    ['Federated', 'sip:anonymous@anonymous.invalid', true],
    ['Unknown', address, undefined],
    ['SomethingNew', address, true],
    ['', address, undefined],
  ] as const) {
    test(`${sourceNetwork}, ${uri}`, () => assert.equal(party({ uri, sourceNetwork }).outside, outside));
  }
  test('where it says nothing, nothing is said', () => assert.equal(party({ uri: address }).outside, undefined));
});

describe('hidden callers', () => {
  for (const uri of [
    'sip:anonymous@anonymous.invalid',
    'sip:Anonymous@Anonymous.Invalid',
    'sips:anonymous@anonymous.invalid:5061;user=phone',
    '<sip:anonymous@anonymous.invalid>',
    'sip:anonymous@contoso.test;user=phone',
    'sip:anonymous@contoso.com',
    'sip:anonymous@192.0.2.7',
    'sip:ANONYMOUS@[2001:db8::1]',
    'sip:%61nonymous@contoso.com',
    'sip:c8oqz84zk7z@privacy.invalid',
    'sip:+46855501234@something.invalid',
    'sip:x@a.b.invalid.',
    'sip:x@invalid',
    'sip:unknown@unknown.invalid',
    'sip:unavailable@contoso.com;user=phone',
    'sip:Restricted@contoso.com;user=phone',
    'sip:unknown@contoso.com;user=phone',
    'sip:private@contoso.com;user=phone',
    'sip:@contoso.com;user=phone',
    'sip:+@contoso.com;user=phone',
    'sip:@contoso.com',
    'tel:anonymous',
    'tel:Restricted;phone-context=contoso.com',
    'tel:unavailable',
    'tel:',
  ]) {
    test(uri, () => {
      assert.deepEqual(party({ uri }), hidden);
      for (const name of [
        'Anonymous',
        'anonymous',
        '"Anonymous"',
        'Restricted',
        'Unavailable',
        'Private',
        'Unknown',
        uri,
      ]) {
        assert.deepEqual(party({ name, uri }), hidden, name);
      }
      assert.deepEqual(party({ uri, name: 'Ana' }), { label: 'Ana', named: true, number: null, initials: 'A' });
    });
  }
  for (const name of ['Anonymous', 'Unavailable', 'Restricted']) {
    test(`${name} without an address`, () => assert.deepEqual(party({ name }), hidden));
  }
  test('a person may be called like that at an address of their own', () => {
    assert.deepEqual(party({ uri: 'sip:private@contoso.com' }), only('private@contoso.com'));
    assert.deepEqual(party({ uri: 'sip:ana@invalid.contoso.com' }), only('ana@invalid.contoso.com'));
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
        assert.doesNotMatch(part, unfit);
      }
      assert.ok(shown.label !== '' && [...shown.initials].length <= 2);
    }
  }
});

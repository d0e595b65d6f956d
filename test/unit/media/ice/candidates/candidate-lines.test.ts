import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import {
  admittedCandidates,
  type Candidate,
  candidatePriority,
  localPreference,
  peerReflexive,
  reflexivePriority,
} from '../../../../../main/media/ice/candidates/candidate.ts';
import { candidateLine, readCandidates } from '../../../../../main/media/ice/candidates/candidate-lines.ts';
import { admits } from '../agents.ts';

const desktopClient = [
  'a=candidate:1 1 UDP 2130706431 192.168.1.20 50020 typ host ',
  'a=candidate:1 2 UDP 2130705918 192.168.1.20 50021 typ host ',
  'a=candidate:2 1 TCP-PASS 174455807 198.51.100.9 52411 typ relay raddr 192.168.1.20 rport 52411 ',
  'a=candidate:2 2 TCP-PASS 174455294 198.51.100.9 52411 typ relay raddr 192.168.1.20 rport 52411 ',
  'a=candidate:3 1 UDP 184548351 198.51.100.9 55012 typ relay raddr 203.0.113.4 rport 50028 ',
  'a=candidate:3 2 UDP 184547838 198.51.100.9 57312 typ relay raddr 203.0.113.4 rport 50029 ',
  'a=candidate:4 1 TCP-ACT 174848511 198.51.100.9 52411 typ relay raddr 192.168.1.20 rport 52411 ',
  'a=candidate:5 1 UDP 1694232063 203.0.113.4 50028 typ srflx raddr 192.168.1.20 rport 50028 ',
];

const one = (line: string) => readCandidates([line], admits).udp;

test('the candidates of a desktop client, those over TCP apart', () => {
  const { udp, tcp, old } = readCandidates(desktopClient, admits);
  assert.deepEqual(
    udp.map(({ component, type, port }) => [component, type, port]),
    [
      [1, 'host', 50_020],
      [2, 'host', 50_021],
      [1, 'relay', 55_012],
      [2, 'relay', 57_312],
      [1, 'srflx', 50_028],
    ],
  );
  assert.deepEqual(
    tcp.map(({ transport }) => transport),
    ['tcp-pass', 'tcp-pass', 'tcp-act'],
  );
  assert.deepEqual(udp[4]?.related, { host: '192.168.1.20', port: 50_028 });
  assert.equal(old, 0);
});

test('lower case, several blanks, and attributes that nobody knows', () => {
  const [candidate] = one('a=Candidate:  7 1  udp  2130706431 10.0.0.1  50000 TYP Host generation 0 MTURNID 5');
  assert.deepEqual(candidate, {
    foundation: '7',
    component: 1,
    transport: 'udp',
    priority: 2_130_706_431,
    host: '10.0.0.1',
    port: 50_000,
    type: 'host',
    related: null,
  });
});

test('IPv6 by its own attribute, whose related address may be of IPv4', () => {
  const line = 'a=x-candidate-ipv6:3 1 UDP 184548351 2001:DB8:0::9 55012 typ relay raddr 203.0.113.4 rport 50028';
  const [candidate] = one(line);
  assert.deepEqual([candidate?.host, candidate?.related?.host], ['2001:db8::9', '203.0.113.4']);
});

test('TCP as RFC 6544 writes it', () => {
  const line = 'a=candidate:1 1 TCP 2105458943 10.0.0.1 9 typ host tcptype active';
  assert.deepEqual(readCandidates([line], admits).tcp, []);
  const passive = line.replace(' 9 ', ' 5060 ').replace('active', 'passive');
  assert.equal(readCandidates([passive], admits).tcp[0]?.transport, 'tcp-pass');
});

test('repetitions, port 0, names, and addresses that nothing may be sent to are left out', () => {
  const good = 'a=candidate:1 1 UDP 2130706431 10.0.0.1 50000 typ host';
  const lines = [
    good,
    good,
    good.replace('50000', '0'),
    good.replace('50000', '53'),
    good.replace('10.0.0.1', '127.0.0.1'),
    good.replace('10.0.0.1', '169.254.169.254'),
    good.replace('10.0.0.1', 'far.example'),
    good.replace('10.0.0.1', 'fe80::1%eth0'),
    good.replace('1 1 UDP', '1 3 UDP'),
    good.replace('2130706431', '0'),
    good.replace('2130706431', '4294967295'),
    good.replace('host', '__proto__'),
    good.replace('UDP', 'constructor'),
    'a=candidate:',
    'a=candidates:1 1 UDP 1 10.0.0.1 50000 typ host',
  ];
  assert.deepEqual(readCandidates(lines, admits).udp, one(good));
});

test('every part has to be what it should be, at both ends of its range', () => {
  const good = 'a=candidate:1 1 UDP 2130706431 10.0.0.1 50000 typ host';
  const wrong = [
    good.replace(':1 1 ', `:${'x'.repeat(33)} 1 `),
    good.replace(':1 1 ', ':\u00e9 1 '),
    good.replace(':1 1 ', ':1 11 '),
    good.replace('UDP', 'XUDP'),
    good.replace('UDP', 'UDPX'),
    good.replace('2130706431', '2147483648'),
    good.replace('2130706431', '12x'),
    good.replace('2130706431', 'x12'),
    good.replace('2130706431', '00000000012'),
    good.replace('50000', '65536'),
    good.replace('typ', 'type'),
    good.replace('host', 'hosts'),
    good.replace(' typ host', ''),
    good.replace(' 50000 typ host', ''),
  ];
  assert.deepEqual(readCandidates(wrong, admits), { udp: [], tcp: [], old: 0 });
  const right = [
    good.replace(':1 1 ', `:${'x'.repeat(32)} 1 `),
    good.replace('2130706431', '2147483647'),
    good.replace('2130706431', '1'),
    good.replace('50000', '65535'),
    good.replace('50000', '1024'),
    good.replace('host', 'prflx'),
  ];
  for (const line of right) assert.equal(one(line).length, 1, line);
});

test('a related address that is none is left out, and the candidate is not', () => {
  const line = 'a=candidate:1 1 UDP 1694232063 203.0.113.4 50028 typ srflx raddr 192.168.1.20 rport 65535';
  assert.deepEqual(one(line)[0]?.related, { host: '192.168.1.20', port: 65_535 });
  for (const [from, to] of [
    ['192.168.1.20', 'name.example'],
    ['65535', '65536'],
    ['65535', 'x'],
    [' raddr 192.168.1.20', ''],
    [' rport 65535', ''],
    [' raddr', ' x raddr'],
  ] as const) {
    assert.deepEqual(
      one(line.replace(from, to)).map(({ related }) => related),
      [null],
      to,
    );
  }
});

test('TCP of every kind is told apart', () => {
  const line = 'a=candidate:1 1 TCP 2105458943 10.0.0.1 5060 typ host tcptype so';
  const kinds = [line, line.replace('TCP', 'TCP-SO').replace(' tcptype so', ''), line.replace(' so', ' ACTIVE')];
  assert.deepEqual(
    kinds.map((each) => readCandidates([each], admits).tcp[0]?.transport),
    ['tcp-so', 'tcp-so', 'tcp-act'],
  );
  assert.deepEqual(readCandidates([line.replace(' tcptype so', '')], admits), { udp: [], tcp: [], old: 0 });
});

test('TCP is written as its reader knows it', () => {
  const candidate: Candidate = {
    foundation: '101',
    component: 1,
    transport: 'tcp-act',
    priority: candidatePriority('host', localPreference('tcp-act', 0), 1),
    host: '10.0.0.1',
    port: 5060,
    type: 'host',
    related: null,
  };
  assert.deepEqual(
    (['microsoft', 'standard'] as const).map((style) => candidateLine(candidate, style)),
    [
      'a=candidate:101 1 TCP-ACT 2121007103 10.0.0.1 5060 typ host',
      'a=candidate:101 1 TCP 2121007103 10.0.0.1 5060 typ host tcptype active',
    ],
  );
});

test('TCP has a lower priority than UDP of the same kind, and one that waits the lowest', () => {
  const priorities = (['udp', 'tcp-act', 'tcp-pass'] as const).flatMap((transport) =>
    [0, 1, 5000].map((index) => candidatePriority('relay', localPreference(transport, index), 1)),
  );
  assert.deepEqual(
    priorities,
    [...priorities].sort((one, other) => other - one),
  );
  // What desktop clients write for a relay that waits is of the same range.
  assert.equal(localPreference('tcp-pass', 502), Math.floor(6_556_159 / 256));
});

test('lines of the dialect before are told apart and not taken', () => {
  const lines = [
    'a=candidate:Ou1cFW7ZrXbV5Yb5uT6gC0w 1 9TsEbkyVA1VbG5b5Yt5PXw UDP 0.830 192.168.1.20 50022',
    'a=candidate:Ou1cFW7ZrXbV5Yb5uT6gC0w 2 9TsEbkyVA1VbG5b5Yt5PXw UDP 0.830 192.168.1.20 50023',
    'a=candidate:Xu1cFW7ZrXbV5Yb5uT6gC0w 1 8TsEbkyVA1VbG5b5Yt5PXw TCP 0.190 198.51.100.9 50024',
  ];
  assert.deepEqual(readCandidates(lines, admits), { udp: [], tcp: [], old: 3 });
  const others = [
    'a=candidate:x 1 y UDPX 0.1 10.0.0.1 5000',
    'a=candidate:x 1 y XUDP 0.1 10.0.0.1 5000',
    'a=candidate:x 1',
  ];
  assert.equal(readCandidates(others, admits).old, 0);
});

test('of each component only so many are taken', () => {
  const many = Array.from({ length: 500 }, (_, index) => {
    return `a=candidate:1 ${(index % 2) + 1} UDP 2130706431 10.0.0.1 ${2000 + index} typ host`;
  });
  assert.equal(readCandidates(many, admits).udp.length, 64);
});

test('a written line reads back', () => {
  const candidates: fc.Arbitrary<Candidate> = fc.record(
    {
      foundation: fc.stringMatching(/^[a-zA-Z0-9+/]{1,32}$/),
      component: fc.constantFrom(1, 2),
      transport: fc.constantFrom('udp', 'tcp-act', 'tcp-pass'),
      priority: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      host: fc.constantFrom('10.0.0.1', '203.0.113.7', '2001:db8::1'),
      port: fc.integer({ min: 1024, max: 65_535 }),
      type: fc.constantFrom('host', 'srflx', 'prflx', 'relay'),
      related: fc.option(fc.constant({ host: '192.168.0.1', port: 4000 })),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(candidates, fc.constantFrom('microsoft', 'standard'), (candidate, style) => {
      const { udp, tcp } = readCandidates([candidateLine(candidate, style)], admits);
      assert.deepEqual([...udp, ...tcp], [candidate]);
    }),
  );
});

test('nothing in a line makes the reader throw', () => {
  const words = fc.constantFrom(
    'a=candidate:',
    'a=',
    ':',
    '1',
    '2',
    'UDP',
    'typ',
    'host',
    '10.0.0.1',
    '-1',
    '1e9',
    ' ',
    '\t',
    'raddr',
    '::1',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 20 }), (parts) => {
      readCandidates([parts.join(' '), parts.join('')], admits);
    }),
  );
});

test('priorities are those of RFC 8445, as desktop clients have them', () => {
  assert.equal(candidatePriority('host', 65_535, 1), 2_130_706_431);
  assert.ok(candidatePriority('relay', 65_535, 1) < candidatePriority('srflx', 0, 2));
});

test('a check of ours promises a reflexive candidate with the preference of its base', () => {
  const [host] = one('a=candidate:1 2 UDP 2130706430 10.0.0.1 50000 typ host');
  assert.ok(host);
  assert.equal(reflexivePriority(host), candidatePriority('prflx', 65_535, 2));
  const learned = peerReflexive({ host: '203.0.113.9', port: 4000 }, host, 77);
  assert.deepEqual(learned, {
    host: '203.0.113.9',
    port: 4000,
    component: 2,
    transport: 'udp',
    priority: 77,
    foundation: 'prflx 203.0.113.9',
    type: 'prflx',
    related: null,
  });
  assert.deepEqual(admittedCandidates([host, { ...host, host: '127.0.0.1' }, { ...host, port: 1 }], admits), [host]);
});

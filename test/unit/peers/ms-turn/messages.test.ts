import assert from 'node:assert/strict';
import { test } from 'node:test';
import { integrityFault, integrityKey, signMessage } from '../../../peers/ms-turn/wire/integrity.ts';
import { type Message, readMessage, writeMessage } from '../../../peers/ms-turn/wire/message.ts';
import { cookie, hex } from './bytes.ts';

/** An Allocate request of libnice 0.1.21 in mode OC2007R2, under this token and the realm `rtcmedia`. */
const fromLibnice = hex(
  `0003006c e62415f7d5ea974bc73d994fd6078b9d 000f000472c64bc6 8008000400000001 0015000872 74636d65646961
   00140020 3931313762666461386431386333373961333263623838333263396262346531
   00060010 0200002472656c61792d757365720001 00080014 72b2f3d252ad50ceeb13badae90e4132f9c14c99`.replaceAll('\n', ''),
);
const token = {
  username: Buffer.from('AgAAJHJlbGF5LXVzZXIAAQ==', 'base64'),
  password: Buffer.from('cmVsYXktcGFzc3dvcmTDvw==', 'base64'),
};

function message(bytes: Buffer): Message {
  const read = readMessage(bytes);
  assert.ok(!('improper' in read), 'improper' in read ? read.improper : '');
  return read;
}

test('a request of libnice is read, and its proof is right under the bytes that the token means', () => {
  const read = message(fromLibnice);
  assert.equal(read.type, 0x0003);
  assert.deepEqual(
    read.attributes.map(({ type }) => type),
    [0x8008, 0x0015, 0x0014, 0x0006, 0x0008],
  );
  const key = integrityKey(token, 'rtcmedia');
  assert.equal(integrityFault(read, key, 'sha1'), null);
  assert.match(integrityFault(read, integrityKey(token, 'other'), 'sha1') ?? '', /another key/);
  assert.match(integrityFault(read, key, 'sha256') ?? '', /20 bytes/);
});

test('what libnice said is written by the server in the same bytes', () => {
  const { type, transactionId, attributes } = message(fromLibnice);
  const key = integrityKey(token, 'rtcmedia');
  assert.deepEqual(signMessage(type, transactionId, attributes.slice(0, -1), key, 'sha1'), fromLibnice);
});

test('a proof counts only at the end', () => {
  const { type, transactionId, attributes } = message(fromLibnice);
  const moved = message(writeMessage(type, transactionId, [...attributes.slice(-1), ...attributes.slice(0, -1)]));
  assert.match(integrityFault(moved, integrityKey(token, 'rtcmedia'), 'sha1') ?? '', /not its last/);
});

const id = '00112233445566778899aabbccddeeff';
const improper: Readonly<Record<string, readonly [string, RegExp]>> = {
  'shorter than a header': ['0003 0000 0011', /fewer than a header/],
  'of another protocol by its first bits': [`8003 0008 ${id} ${cookie}`, /first two bits/],
  'longer than it tells': [`0003 0008 ${id} ${cookie} 00`, /tells 8 bytes, and 9 follow/],
  'shorter than it tells': [`0003 0010 ${id} ${cookie}`, /tells 16 bytes, and 8 follow/],
  'without a cookie': [`0003 0008 ${id} 8008000400000001`, /not the Magic Cookie/],
  'with a wrong cookie': [`0003 0008 ${id} 000f00042112a442`, /not the Magic Cookie/],
  'with the cookie second': [`0003 0010 ${id} 8008000400000001 ${cookie}`, /not the Magic Cookie/],
  'with an attribute that goes on behind it': [`0003 000d ${id} ${cookie} 8008000400`, /do not end/],
  'with half a header of an attribute': [`0003 000b ${id} ${cookie} 800800`, /do not end/],
  'with attributes filled up to four bytes': [`0003 0010 ${id} ${cookie} 0006 0001 61 000000`, /do not end/],
};

for (const [what, [bytes, reason]] of Object.entries(improper)) {
  test(`a message ${what} is improper`, () => {
    const read = readMessage(hex(bytes));
    assert.match('improper' in read ? read.improper : '', reason);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createCredentials,
  credentialLines,
  isLite,
  isSameAgent,
  readCredentials,
} from '../../../../../main/media/ice/candidates/credentials.ts';
import {
  readRemoteCandidates,
  remoteCandidatesLine,
} from '../../../../../main/media/ice/candidates/remote-candidates.ts';
import { randomBytes } from '../../../../../main/media/ice/random-bytes.ts';
import { createRandom } from '../../../../../main/system/random.ts';
import { admits } from '../agents.ts';

test('new ones are long enough, all different, and fill a user name of [MS-ICE2] without padding', () => {
  const random = createRandom();
  const seen = new Set<string>();
  for (let length = 4; length < 30; length += 1) {
    const { ufrag, pwd } = createCredentials(random, 'x'.repeat(length));
    assert.match(ufrag, /^[a-zA-Z0-9+/]{4,7}$/);
    assert.match(pwd, /^[a-zA-Z0-9+/]{24}$/);
    assert.equal((length + 1 + ufrag.length) % 4, 0);
    seen.add(pwd);
  }
  assert.equal(seen.size, 26);
});

test('without a peer they fit one with four characters, as most have', () => {
  assert.equal(createCredentials(createRandom()).ufrag.length, 7);
});

test('bytes are those of a UUID that are random', () => {
  const random = { uuid: () => '01234567-89ab-4def-8123-456789abcdef', fraction: () => 0 };
  assert.equal(randomBytes(random, 12).toString('hex'), '0123456789ab456789abcdef');
  assert.equal(randomBytes(random, 8).toString('hex'), '0123456789ab4567');
});

test('they are read from the line or from the session, with blanks behind the colon', () => {
  const own = { ufrag: 'Rw2a', pwd: 'yk3Vn6MXXcGhIr29kZFgZyAi' };
  const written = credentialLines(own);
  assert.deepEqual(readCredentials(written, []), own);
  assert.deepEqual(readCredentials([], written), own);
  assert.deepEqual(readCredentials(['a=ICE-ufrag: Rw2a '], [`a=ice-pwd:\t${own.pwd}`, 'a=ice-ufrag:other']), own);
  assert.equal(readCredentials(written.slice(0, 1), []), null);
  assert.equal(readCredentials(['a=ice-ufrag:a:b', `a=ice-pwd:${own.pwd}`], []), null);
  assert.equal(readCredentials([`a=ice-ufrag:${'x'.repeat(257)}`, `a=ice-pwd:${own.pwd}`], []), null);
  assert.ok(readCredentials([`a=ice-ufrag:${'x'.repeat(256)}`, `a=ice-pwd:${own.pwd}`], []));
});

test('another password or another name is another agent', () => {
  const own = { ufrag: 'Rw2a', pwd: 'yk3Vn6MXXcGhIr29kZFgZyAi' };
  assert.ok(isSameAgent(own, { ...own }));
  assert.ok(!isSameAgent(own, { ...own, pwd: 'other' }));
  assert.ok(!isSameAgent(own, { ...own, ufrag: 'other' }));
});

test('a lite agent says so in the session', () => {
  assert.ok(isLite(['v=0', 'a=ice-lite ']));
  assert.ok(!isLite(['a=ice-options:ice2', 'a=ice-lites', 'ice-lite']));
});

test('the candidates that the peer chose are read and written', () => {
  const line = 'a=remote-candidates:1 10.0.0.1 50000 2 10.0.0.1 50001';
  const chosen = readRemoteCandidates([line], admits);
  assert.deepEqual(chosen, [
    { component: 1, host: '10.0.0.1', port: 50_000 },
    { component: 2, host: '10.0.0.1', port: 50_001 },
  ]);
  assert.equal(remoteCandidatesLine(chosen), line);
  const odd = ['a=Remote-Candidates: 1 10.0.0.1  50000  3 10.0.0.1 50001 2 far.example 50001 2 10.0.0.1', 'a=x'];
  assert.deepEqual(readRemoteCandidates(odd, admits), chosen.slice(0, 1));
  const ports = ['1 10.0.0.1 x5000', '1 10.0.0.1 5000x', '1 10.0.0.1 500000', '1 10.0.0.1'];
  for (const value of ports) assert.deepEqual(readRemoteCandidates([`a=remote-candidates:${value}`], admits), []);
  assert.deepEqual(readRemoteCandidates(['a=remote-candidates:1 10.0.0.1 1 1 10.0.0.1 50000 9'], admits), [chosen[0]]);
});

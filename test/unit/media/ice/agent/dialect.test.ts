import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tellsVersion, usernameOf } from '../../../../../main/media/ice/stun/binding-attributes.ts';
import { hasFingerprint } from '../../../../../main/media/ice/stun/fingerprint.ts';
import { sealedForm } from '../../../../../main/media/ice/stun/integrity.ts';
import { attribute, attributeTypes } from '../../../../../main/media/ice/stun/message.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll, askWith, heardBy } from '../hand-made-peer.ts';

const microsoft = { form: 'draft-02', microsoft: true } as const;
const old = { form: 'draft-02', microsoft: false } as const;
const plain = { form: 'rfc5389', microsoft: false } as const;

function stage(dialect: 'rfc5245' | 'ms-ice2' = 'ms-ice2') {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const ours = network.host('10.2.0.1').socket(1, { foundation: '7' });
  const peer = network.host('10.1.0.1').socket(1);
  const heard = heardBy(peer);
  const party = createParty({
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates: [peer.base] },
    components: 1,
    sockets: [ours],
    clock,
    dialect,
  });
  const requests = () => heard.filter((message) => message.class === 'request');
  const answers = () => heard.filter((message) => message.class === 'success');
  return { clock, ours, peer, party, requests, answers };
}

const key = Buffer.from(left.pwd);
const ownKey = Buffer.from(right.pwd);

describe('towards Skype for Business', () => {
  test('a check has the old form, our foundation and the version', () => {
    const { clock, requests } = stage();
    clock.advance(100);
    const [check] = requests();
    assert.ok(check);
    assert.equal(sealedForm(check, key), 'draft-02');
    assert.equal(usernameOf(check), `${left.ufrag}:${right.ufrag}`);
    assert.equal(attribute(check, attributeTypes.candidateIdentifier)?.value.toString(), '7\0\0\0');
    assert.equal(attribute(check, attributeTypes.implementationVersion)?.value.readUInt32BE(0), 2);
  });

  test('until it tells its version each check has a twin with the faulty checksum, and then none', () => {
    const { clock, ours, peer, requests } = stage();
    clock.advance(2000);
    const twins = requests().filter((message) => !hasFingerprint(message)).length;
    assert.equal(twins, requests().length / 2);
    assert.ok(twins > 2);
    askWith(peer, ours, { manner: microsoft });
    clock.advance(20);
    const before = requests().length;
    clock.advance(2000);
    const later = requests().slice(before);
    assert.ok(later.length > 1);
    assert.ok(later.every((message) => hasFingerprint(message)));
  });

  test('one that tells no version is answered twice too, of which it takes one', () => {
    const { clock, ours, peer, answers } = stage();
    askWith(peer, ours, { manner: old });
    clock.advance(30);
    assert.equal(answers().length, 2);
    assert.deepEqual(answers().map(hasFingerprint).sort(), [false, true]);
  });

  test('answers carry the name of the request and the version, but no foundation', () => {
    for (const manner of [microsoft, plain]) {
      const { clock, ours, peer, answers } = stage();
      askWith(peer, ours, { manner });
      clock.advance(30);
      const [answer] = answers();
      assert.ok(answer);
      assert.equal(sealedForm(answer, ownKey), manner.form);
      assert.equal(usernameOf(answer), `${right.ufrag}:${left.ufrag}`);
      assert.ok(tellsVersion(answer));
      assert.equal(attribute(answer, attributeTypes.candidateIdentifier), null);
    }
  });

  test('a name that is filled up with zeroes is ours', () => {
    const { clock, ours, peer, answers } = stage();
    askWith(peer, ours, { manner: microsoft, username: `${right.ufrag}:x` });
    clock.advance(30);
    assert.equal(answers().length > 0, true);
  });

  test('one that asks in the form of RFC 5389 is asked in it from then on', () => {
    const { clock, ours, peer, party, requests } = stage();
    answerAll(peer, left);
    askWith(peer, ours, { manner: plain, useCandidate: true });
    clock.advance(200);
    const last = requests().at(-1);
    assert.ok(last);
    assert.equal(sealedForm(last, key), 'rfc5389');
    assert.ok(party.agent.isComplete());
  });
});

test('towards others there is nothing of it, but an old form is answered in the old form', () => {
  const { clock, ours, peer, requests, answers } = stage('rfc5245');
  clock.advance(1000);
  for (const check of requests()) {
    assert.ok(hasFingerprint(check));
    assert.equal(sealedForm(check, key), 'rfc5389');
    assert.equal(tellsVersion(check), false);
  }
  askWith(peer, ours, { manner: plain });
  askWith(peer, ours, { manner: microsoft });
  clock.advance(30);
  assert.deepEqual(
    answers().map((answer) => [sealedForm(answer, ownKey), tellsVersion(answer)]),
    [
      ['rfc5389', false],
      ['draft-02', true],
    ],
  );
});

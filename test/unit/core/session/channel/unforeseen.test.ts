import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Random } from '../../../../../main/core/ports.ts';
import { broken } from '../../fakes/http.ts';
import { createFakeRandom } from '../../fakes/log-and-random.ts';
import { createTestPhone } from '../../fakes/phone.ts';
import { applicationUrl } from '../../fakes/server.ts';
import { started } from '../../fixtures/call.ts';

/** Chance that fails once, in place of a mistake that nobody knows of yet. */
function createBreakingRandom(): Random & { breakOnce(): void } {
  const random = createFakeRandom();
  let breaks = false;
  return {
    ...random,
    fraction() {
      const broke = breaks;
      breaks = false;
      if (broke) throw new Error('a mistake');
      return random.fraction();
    },
    breakOnce() {
      breaks = true;
    },
  };
}

test('a mistake that ends the event channel is logged, and the phone is made ringable again', async () => {
  const random = createBreakingRandom();
  const phone = createTestPhone({ random });
  await phone.signIn();
  random.breakOnce();
  await phone.server.answerPoll(broken('network'));
  assert.equal(phone.view().session.status, 'Reconnecting');
  assert.ok(
    phone.log.entries.some(({ level, message }) => level === 'error' && message === 'the event channel failed'),
  );
  await phone.clock.advance(10_000);
  assert.equal(phone.view().session.status, 'Ready');
  assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1, 'the old application is not left to its end');
  await phone.server.push('communication', started);
  assert.equal(phone.call().state, 'ringing');
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readWhileJoining } from '../../../../main/core/meetings/read-while-joining.ts';
import type { Meeting } from '../../../../main/core/meetings/state.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { html, json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import { invitedPhone, meetingUrls } from '../fixtures/meeting.ts';

/** The user is let in, and no event says so. */
async function joining(answer: Parameters<TestPhone['http']['on']>[2]): Promise<TestPhone> {
  const phone = await invitedPhone();
  phone.http.on('GET', meetingUrls.conversation, answer);
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  assert.equal(phone.call().meeting?.stage, 'joining');
  await phone.clock.advance(3_100);
  return phone;
}

describe('a meeting that is being joined and asked about', () => {
  for (const [name, answer] of [
    ['an application that is gone', json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' })],
    ['a load balancer without a server', { status: 404, headers: {}, body: '' }],
    ['the page of a proxy', html(404)],
    ['a server that is busy', json(503, { code: 'ServiceUnavailable' })],
  ] as const) {
    test(`goes on after the answer of ${name}`, async () => {
      const phone = await joining(answer);
      assert.ok(phone.http.sentTo('GET', meetingUrls.conversation).length > 0);
      assert.deepEqual([phone.call().ending, phone.call().meeting?.stage], [null, 'joining']);
    });
  }

  test('is over where the server itself says so', async () => {
    const phone = await joining(json(404, { code: 'NotFound', subcode: 'ResourceNotFound' }));
    assert.equal(phone.call().state, 'ended');
  });

  test('is asked about once at a time, however often it was accepted', async () => {
    const clock = createFakeClock();
    const meeting = (state: string) => ({ id: 'm', state, since: clock.now(), lost: 'no', conversation: null });
    let list = [meeting('joining')];
    let reads = 0;
    const deps = {
      clock,
      model: () => ({ list: list as unknown as readonly Meeting[] }),
      read: async () => {
        reads += 1;
      },
    };
    readWhileJoining(deps, 'm');
    await clock.advance(1_000);
    list = [meeting('ringing')];
    await clock.advance(500);
    list = [meeting('joining')];
    readWhileJoining(deps, 'm');
    await clock.advance(2_900);
    assert.equal(reads, 0);
    await clock.advance(9_200);
    assert.equal(reads, 4);
  });
});

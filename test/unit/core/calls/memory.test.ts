import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMemory } from '../../../../main/core/calls/compare/memory.ts';
import type { Call, EndReason } from '../../../../main/core/calls/state.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { call, invitationUrl, offered } from '../fixtures/call.ts';

const ended = (reason: EndReason, more: Partial<Call> = {}): Call =>
  call({ state: 'ended', ending: { reason, by: null, code: '' }, ...more });
const newName = `${invitationUrl}-new`;

function setUp() {
  const clock = createFakeClock();
  return { clock, memory: createMemory(clock) };
}

describe('which call an invitation is about', () => {
  test('one that dropped with the network, under the same name', () => {
    const { memory } = setUp();
    const dropped = ended('network-dropped');
    assert.equal(memory.earlier(offered(), [dropped]), dropped);
    assert.equal(memory.earlier(offered(), [ended('declined-here')]), null, 'the user ended that one');
    assert.equal(memory.earlier(offered(), [ended('network-dropped', { accept: 'sent' })]), null, 'that was answered');
  });

  test('of an application that is gone: what rings or is being answered, by its thread', () => {
    for (const state of ['ringing', 'answering'] as const) {
      const { memory } = setUp();
      const before = call({ state, threadId: 'thread' });
      assert.equal(memory.earlier(offered({ invitation: newName, threadId: 'thread' }), [before]), null);
      memory.orphan([before]);
      assert.equal(memory.earlier(offered({ invitation: newName, threadId: 'thread' }), [before]), before);
      assert.equal(memory.earlier(offered({ invitation: newName, threadId: 'other' }), [before]), null);
      assert.equal(memory.earlier(offered({ invitation: newName, threadId: null }), [before]), null);
    }
  });

  test('one that is up is not rung again, nor one that was found again', () => {
    const { memory } = setUp();
    const up = call({ state: 'connected', threadId: 'thread' });
    const rings = call({ id: 'second', threadId: 'thread' });
    memory.orphan([up, rings]);
    memory.adopt('second');
    assert.equal(memory.earlier(offered({ invitation: newName, threadId: 'thread' }), [up, rings]), null);
    assert.deepEqual([memory.isOrphan('call'), memory.isOrphan('second')], [true, false]);
  });

  test('what ended lately in an application that is gone, as long as it may still wait there', async () => {
    const { memory, clock } = setUp();
    const refused = ended('declined-here', { threadId: 'thread' });
    memory.drop(refused);
    memory.orphan([refused]);
    const again = offered({ invitation: newName, threadId: 'thread' });
    assert.equal(memory.earlier(again, [refused]), refused);
    await clock.advance(180_000);
    assert.equal(memory.earlier(again, [refused]), null);
  });
});

test('what was dropped is asked for until three minutes are over, or the server was told', async () => {
  const { memory, clock } = setUp();
  const [first, second] = [call({ id: 'first' }), call({ id: 'second' })];
  memory.drop(first);
  await clock.advance(100_000);
  memory.drop(second);
  assert.deepEqual(memory.dropped(), [first, second]);
  await clock.advance(80_000);
  assert.deepEqual(memory.dropped(), [second]);
  memory.forgetDropped(second);
  assert.deepEqual(memory.dropped(), []);
});

test('ends that come before their beginnings are kept, the newest 200', () => {
  const { memory } = setUp();
  for (let index = 0; index < 250; index += 1) {
    memory.keepEnd({ type: 'conversation-over', conversation: `c${index}` });
  }
  memory.keepEnd({ type: 'silence', callId: 'call' });
  assert.deepEqual([memory.isOver('c49'), memory.isOver('c50'), memory.isOver('c249')], [false, true, true]);
  memory.orphan([]);
  assert.equal(memory.isOver('c249'), false, 'a new application has new names');
});

test('another user inherits nothing', () => {
  const { memory } = setUp();
  memory.drop(call());
  memory.orphan([call()]);
  memory.keepEnd({ type: 'conversation-over', conversation: 'c' });
  memory.clear();
  assert.deepEqual([memory.dropped(), memory.isOrphan('call'), memory.isOver('c')], [[], false, false]);
});

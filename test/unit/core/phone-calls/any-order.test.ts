import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { nothingInvited } from '../../../../main/core/calls/invited/invited.ts';
import type { Begun, Invited, PhoneCallEvent } from '../../../../main/core/phone-calls/event.ts';
import { reducePhoneCalls } from '../../../../main/core/phone-calls/reduce.ts';
import { allowedMoves, type PhoneCalls } from '../../../../main/core/phone-calls/state.ts';

const begun: Begun = {
  ...{ id: 'a', origin: 'placed', direction: 'outgoing', of: null, operationId: 'op', conversation: null },
  ...{ threadId: 't', ownNumber: null, party: null, dialled: '1', delegator: null, subject: null },
  ...{ importance: 'normal', startedAt: 0, connectedAt: null, decline: null },
};

const invited = (state: string, direction: Invited['direction'] = 'outgoing'): Invited => ({
  ...{ invitation: 'i', direction, state, operationId: direction === 'outgoing' ? 'op' : null, conversation: 'c' },
  ...{ phoneAudio: 'p', related: [], threadId: 't', decline: 'd', cancel: 'x', ownNumber: null, from: null },
  ...{ caller: null, acceptedBy: null, about: nothingInvited, subject: null, importance: 'normal' },
});

const links = fc.record({
  hold: fc.constantFrom(null, 'h'),
  resume: fc.constantFrom(null, 'r'),
  stop: fc.constantFrom(null, 's'),
});
const states = ['Connecting', 'Alerting', 'TeamRing', 'Forwarded', 'Connected', 'Failed', 'Cancelled', 'Nonsense'];

/** Whatever a server, a user and the clock may do, about one call or none. */
const event: fc.Arbitrary<PhoneCallEvent> = fc.oneof(
  fc.constant({ type: 'begun', begun } as const),
  fc.tuple(fc.constantFrom(...states), fc.constantFrom('incoming' as const, 'outgoing' as const)).map(
    ([state, direction]) =>
      ({
        ...{ type: 'invited', callId: 'b', invited: invited(state, direction), of: null, wall: 0 },
      }) as PhoneCallEvent,
  ),
  fc.boolean().map(
    (succeeded) =>
      ({
        ...{ type: 'invitation-over', callId: 'c', invitation: 'i', invited: null, succeeded, code: 'RemoteFailure' },
        ...{ subcode: 'Busy', acceptedByContact: null, wall: 0 },
      }) as PhoneCallEvent,
  ),
  fc.tuple(links, fc.constantFrom('Connecting', 'Connected', 'Disconnected')).map(
    ([given, state]) =>
      ({
        ...{ type: 'phone-audio', phoneAudio: 'p', conversation: 'c', state, links: given },
      }) as PhoneCallEvent,
  ),
  fc.constant({ type: 'conversation-over', conversation: 'c' } as const),
  fc
    .tuple(
      fc.constantFrom('decline', 'hang-up', 'hold', 'resume', 'not-turned', 'stopped', 'forget', 'alone' as const),
      fc.constantFrom('a', 'b', 'none'),
    )
    .map(([type, callId]) => ({ type, callId }) as PhoneCallEvent),
  fc.constant({ type: 'lost', callId: 'a', reason: 'phone-not-answered' } as const),
);

test('events in any order, more than once, move calls along the table, and each end is recorded once', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let calls: PhoneCalls = [];
      const recorded: string[] = [];
      for (const [now, each] of events.entries()) {
        const step = reducePhoneCalls(calls, each, now);
        for (const call of step.calls) {
          const was = calls.find(({ id }) => id === call.id);
          if (was === undefined || was.state === call.state) continue;
          assert.ok(allowedMoves[was.state].includes(call.state), `${was.state} to ${call.state}`);
        }
        for (const effect of step.effects) if (effect.type === 'record') recorded.push(effect.call.id);
        for (const { state, ending, heldSince, links: now } of step.calls) {
          assert.equal(ending !== null, state === 'ended');
          assert.equal(heldSince !== null, now.resume !== null, 'on hold by the link alone');
        }
        const again = reducePhoneCalls(step.calls, each, now);
        const moved = again.calls.filter(
          (call) => !step.calls.some(({ id, state }) => id === call.id && state === call.state),
        );
        assert.ok(each.type === 'hang-up' || each.type === 'lost' || moved.length === 0, `${each.type} twice moves on`);
        calls = step.calls;
      }
      const ended = calls.filter(({ state, of }) => state === 'ended' && of === null).map(({ id }) => id);
      assert.deepEqual([...recorded].sort(), ended.sort());
    }),
    { numRuns: 2000 },
  );
});

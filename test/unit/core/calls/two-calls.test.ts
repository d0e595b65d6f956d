import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide } from '../../../../main/core/calls/dispatch.ts';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { talking } from '../../../../main/core/calls/hold.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import { type Call, type Calls, isTalking, type SessionLinks } from '../../../../main/core/calls/state.ts';
import { emptyModel } from '../../../../main/core/model.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';
import { projectMedia } from '../fixtures/media-view.ts';
import { effectName } from './states.ts';

const session: SessionLinks = { href: 'session', renegotiations: 'session/renegotiations', resumeAudio: null };
const up: Partial<Call> = { state: 'connected', answered: true, accept: 'taken', connectedAt: 0, session };
const names = (id: string) => ({ id, invitation: `i-${id}`, conversation: `c-${id}`, audioVideo: `v-${id}` });

const first = (more: Partial<Call> = {}): Call => call({ ...names('first'), ...up, ...more });
const second = (more: Partial<Call> = {}): Call => call({ ...names('second'), ...more });
const held = { ...talking, wanted: 'hold', agreed: 'hold', heldSince: 3, since: 3 } as const;

/** The calls after all of that, and what was to be done, oldest first. */
function after(before: Calls, ...events: readonly CallEvent[]) {
  const done: string[] = [];
  let calls = before;
  let now = 10;
  for (const event of events) {
    const step = reduceCalls(calls, event, now);
    calls = step.calls;
    done.push(...step.effects.map(effectName));
    now += 1;
  }
  const find = (id: string): Call => {
    const found = calls.find((each) => each.id === id);
    assert.ok(found);
    return found;
  };
  return { calls, done, first: find('first'), second: find('second') };
}

const answer: CallEvent = { type: 'answer', callId: 'second', microphone: 'there' };
const actions = (calls: Calls) =>
  projectView({ ...emptyModel, calls }, englishWords, 20, 20).calls.map((each) => each.actions);
const verdict = (calls: Calls, type: 'answer' | 'hang-up-and-answer' | 'hold' | 'resume', callId: string): string => {
  const decision = decide(calls, { type, callId }, 'there');
  return decision.kind === 'apply' ? decision.event.type : decision.refusal;
};

describe('a second call', () => {
  test('is answered, and the first goes on hold in the same step', () => {
    const { done, ...calls } = after([first(), second()], answer);
    assert.deepEqual(done, ['accept', 'expect not-accepted in 20 s', 'offer']);
    assert.deepEqual([calls.first.hold.wanted, calls.second.state], ['hold', 'answering']);
    const legs = projectMedia({ ...emptyModel, calls: calls.calls }).legs;
    assert.deepEqual(
      legs.map(({ callId, microphone }) => [callId, microphone]),
      [
        ['first', 'closed'],
        ['second', 'open'],
      ],
    );
  });

  test('can be answered where the first can be put on hold, or is', () => {
    for (const [before, expected] of [
      [first(), 'answer'],
      [first({ hold: held, session: null }), 'answer'],
      [first({ session: null }), 'unavailable'],
      [first({ session: { ...session, renegotiations: null } }), 'unavailable'],
      [first({ state: 'answering' }), 'unavailable'],
    ] as const) {
      const calls = [before, second()];
      assert.equal(verdict(calls, 'answer', 'second'), expected);
      assert.equal(actions(calls)[1]?.includes('answer'), expected === 'answer');
    }
  });

  test('is answered in place of the first, which is hung up in the same step', () => {
    const { done, ...calls } = after([first(), second()], { ...answer, instead: true });
    assert.deepEqual(done, [
      'close',
      'expect hung-up-here in 2 s',
      'stop UserInitiatedAction',
      'accept',
      'expect not-accepted in 20 s',
    ]);
    assert.deepEqual([calls.first.state, calls.first.hold.wanted], ['ending', 'talk']);
    assert.equal(calls.second.state, 'answering');
  });

  test('can be answered so whenever another is talked on, also where that cannot be put on hold', () => {
    for (const before of [first(), first({ session: null }), first({ state: 'answering' })]) {
      const calls = [before, second()];
      assert.equal(verdict(calls, 'hang-up-and-answer', 'second'), 'answer');
      assert.equal(actions(calls)[1]?.includes('hang-up-and-answer'), true);
    }
    for (const before of [first({ hold: held }), first({ state: 'ending' })]) {
      assert.equal(verdict([before, second()], 'hang-up-and-answer', 'second'), 'unavailable');
      assert.equal(actions([before, second()])[1]?.includes('hang-up-and-answer'), false);
    }
  });

  test('keeps a call that is on hold when another one is hung up for it', () => {
    const third = call({ ...names('third'), ...up, hold: held });
    const { calls } = after([third, first(), second()], { ...answer, instead: true });
    assert.deepEqual(
      calls.map(({ state }) => state),
      ['connected', 'ending', 'answering'],
    );
  });

  test('hangs up nobody once it is over, or is answered already', () => {
    for (const [state, refusal] of [
      ['ended', 'stale'],
      ['answering', 'repeated'],
    ] as const) {
      const before = [first(), second({ state, answered: state === 'answering' })];
      assert.equal(verdict(before, 'hang-up-and-answer', 'second'), refusal);
      assert.equal(after(before, { ...answer, instead: true }).first.state, 'connected');
    }
    const waiting = second({ heardAt: null, media: { state: 'waiting', turn: false } });
    assert.equal(verdict([first(), waiting], 'hang-up-and-answer', 'second'), 'unavailable');
  });

  test('leaves the first on hold when it ends', () => {
    const { calls, ...each } = after(
      [first(), second()],
      answer,
      { type: 'accepted', callId: 'second' },
      { type: 'hang-up', callId: 'second' },
    );
    assert.deepEqual([each.first.state, each.first.hold.wanted, each.second.state], ['connected', 'hold', 'ending']);
    assert.equal(calls.some(isTalking), false);
  });
});

test('resume swaps the two', () => {
  const both = [first({ hold: held }), second({ ...up, hold: { ...talking, since: 5 } })];
  assert.equal(verdict(both, 'resume', 'first'), 'resume');
  const swapped = after(both, { type: 'resume', callId: 'first' });
  assert.deepEqual([swapped.first.hold.wanted, swapped.second.hold.wanted], ['talk', 'hold']);
  assert.deepEqual(swapped.done, ['offer', 'offer']);
  const unholdable = [both[0] ?? first(), second({ ...up, session: null })];
  assert.equal(verdict(unholdable, 'resume', 'first'), 'unavailable');
});

describe('a first call that cannot be put on hold after all', () => {
  const failed: CallEvent = {
    type: 'own-offer-failed',
    operationId: 'first-1',
    renegotiation: null,
    outcome: 'refused',
    code: '',
  };

  test('hears nothing while the second is talked on, and the user is told', () => {
    const { calls, first: left, done } = after([first(), second()], answer, failed);
    assert.deepEqual([left.hold.wanted, left.hold.agreed, left.hold.failed], ['hold', 'talk', 'hold']);
    assert.equal(done.filter((each) => each === 'offer').length, 1, 'it is not tried in a circle');
    const [view] = projectView({ ...emptyModel, calls }, englishWords, 20, 20).calls;
    assert.deepEqual(
      view?.notes.map(({ title, help }) => `${title} ${help}`),
      ['Ana Lindqvist could not be put on hold. They hear nothing while you talk in another call.'],
    );
  });

  test('is gone back to without an offer', () => {
    const { done, ...each } = after(
      [first(), second()],
      answer,
      { type: 'accepted', callId: 'second' },
      { type: 'audio-video', audioVideo: 'v-second', state: 'Connected', stop: null },
      failed,
      { type: 'session', session: 'other', of: ['v-second'], links: { renegotiations: 'r', resumeAudio: null } },
      { type: 'resume', callId: 'first' },
    );
    assert.deepEqual([each.first.hold.wanted, each.second.hold.wanted], ['talk', 'hold']);
    assert.deepEqual(done.slice(-2), ['withdraw', 'offer']);
  });
});

test('one that the server took too late is ended only where the user talks to somebody', () => {
  const late = second({ answerFailed: true });
  const taken: CallEvent = { type: 'audio-video', audioVideo: 'v-second', state: 'Connected', stop: null };
  assert.equal(after([first(), late], taken).second.state, 'ended');
  assert.equal(after([first({ hold: held }), late], taken).second.state, 'connected');
});

test('a transfer of a call on hold stays on hold', () => {
  const offered = call({ ...names('third') });
  const event: CallEvent = {
    type: 'offered',
    callId: 'third',
    wall: 0,
    offered: {
      ...offered,
      sdp: 'v=0',
      joinAudioMuted: false,
      replaces: { audioVideo: 'v-first', related: [], transferred: true },
    },
  };
  const { calls } = after([first({ hold: held }), second({ ...up, hold: { ...talking, since: 5 } })], event);
  assert.equal(calls.find(({ id }) => id === 'third')?.hold.wanted, 'hold');
  assert.deepEqual(
    calls.filter(isTalking).map(({ id }) => id),
    ['second'],
  );
});

test('an offer of the far side without names is about the call that is talked on', () => {
  const calls = [first({ hold: held }), second({ ...up, session: { ...session, href: 'other' } })];
  const offered = (more: object): CallEvent => ({
    type: 'renegotiation-offered',
    renegotiation: 'r',
    conversation: null,
    answer: 'r/answer',
    dismiss: null,
    sdp: 'offer',
    ...more,
  });
  assert.equal(after(calls, offered({})).second.renegotiation?.href, 'r');
  assert.equal(after(calls, offered({ session: 'session' })).first.renegotiation?.href, 'r');
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide } from '../../../../main/core/calls/dispatch.ts';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import type { Call } from '../../../../main/core/calls/state.ts';
import { noTones } from '../../../../main/core/calls/state.ts';
import { emptyModel } from '../../../../main/core/model.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import type { KeyTone } from '../../../../preload/contract/index.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';
import { projectMedia } from '../fixtures/media-view.ts';

const callId = 'call';
const up = call({ state: 'connected', answered: true, accept: 'taken', connectedAt: 0 });
const taking: Call = { ...up, tones: { ...noTones, taken: true } };

/** The call after all of that, and the keys that the gateway was given. */
function after(before: Call, ...events: readonly CallEvent[]) {
  const given: KeyTone[][] = [];
  let calls: readonly Call[] = [before];
  for (const event of events) {
    const step = reduceCalls(calls, event, 5);
    calls = step.calls;
    for (const effect of step.effects) {
      if (effect.type === 'media' && effect.instruction.type === 'send-tones')
        given.push([...effect.instruction.tones]);
    }
  }
  const [present] = calls;
  assert.ok(present !== undefined && calls.length === 1);
  return { present, given };
}

const press = (...tones: readonly KeyTone[]): CallEvent => ({ type: 'press-tones', callId, tones });
const sent = (tone: KeyTone, before: number): CallEvent => ({ type: 'tone-sent', callId, tone, before });
const heard = (tone: KeyTone, before: number): CallEvent => ({ type: 'tone-heard', callId, tone, before });
const verdict = (before: Call, tones: readonly KeyTone[] = ['1']): string => {
  const decision = decide([before], { type: 'send-tones', callId, tones }, 'there');
  return decision.kind === 'apply' ? decision.event.type : decision.refusal;
};
const keypad = (before: Call) => projectView({ ...emptyModel, calls: [before] }, englishWords, 0, 0).calls[0]?.keypad;

describe('keys that are pressed here', () => {
  test('go to the gateway, and are counted until they are out', () => {
    const { present, given } = after(taking, press('1', '2'), press('#'), sent('1', 0));
    assert.deepEqual(given, [['1', '2'], ['#']]);
    assert.deepEqual([present.tones.waiting, present.tones.sent], [2, { tone: '1', before: 0 }]);
    const done = after(present, sent('2', 1), sent('#', 2), sent('#', 2), sent('#', 3)).present.tones;
    assert.deepEqual([done.waiting, done.sent], [0, { tone: '#', before: 3 }]);
  });

  test('are not kept: the model has the one that is heard now, and none when the call is over', () => {
    const { present } = after(taking, press('4', '8', '2', '9'), sent('4', 0), sent('8', 1));
    assert.ok(!/4|2|9/.test(JSON.stringify(present.tones.sent)));
    const over = after(present, { type: 'hang-up', callId }).present;
    assert.deepEqual(over.tones, noTones);
    assert.deepEqual(after(present, { type: 'stopped', callId }).present.tones, noTones);
  });

  test('are heard here as they go out', () => {
    const leg = (before: Call) => projectMedia({ ...emptyModel, calls: [before] }).legs[0]?.keySent;
    assert.equal(leg(taking), null);
    assert.deepEqual(leg(after(taking, press('7'), sent('7', 0)).present), { tone: '7', before: 0 });
  });

  test('are refused where nobody would hear them', () => {
    for (const [before, refusal, state] of [
      [taking, 'press-tones', 'ready'],
      [up, 'unavailable', 'not-taken'],
      [{ ...taking, heldThere: true }, 'unavailable', 'held'],
      [{ ...taking, state: 'answering' }, 'unavailable', 'not-yet'],
      [{ ...taking, state: 'ringing' }, 'stale', 'not-yet'],
      [{ ...taking, state: 'ending' }, 'stale', 'not-yet'],
      [{ ...taking, state: 'ended' }, 'stale', 'not-yet'],
    ] as const) {
      assert.equal(verdict(before), refusal);
      assert.equal(keypad(before)?.state, state);
      if (refusal !== 'press-tones') assert.deepEqual(after(before, press('1')).given, []);
    }
  });

  test('wait up to a bound', () => {
    const many = Array<KeyTone>(32).fill('5');
    const full = after(taking, press(...many), press(...many)).present;
    assert.equal(verdict(full), 'unavailable');
    assert.deepEqual(after(full, press('1')).given, []);
    assert.equal(verdict(after(full, sent('5', 0)).present), 'press-tones');
    assert.equal(verdict(after(full, sent('5', 0)).present, ['1', '2']), 'unavailable');
  });

  test('that wait are gone when the far side holds, or takes none any more', () => {
    const waiting = after(taking, press('1', '2')).present;
    assert.equal(after(waiting, { type: 'tones-taken', callId, taken: false }).present.tones.waiting, 0);
    const renegotiation = { href: 'r', answer: 'r/answer', dismiss: null };
    const held = { type: 'media-renegotiated', callId, renegotiation: 'r', farAnswer: 'answer', held: true } as const;
    assert.equal(after({ ...waiting, renegotiation }, held).present.tones.waiting, 0);
  });
});

test('what the far side presses is shown, as far as there is room', () => {
  const { present } = after(up, heard('1', 0), heard('1', 0), heard('#', 1));
  assert.deepEqual(keypad(present)?.pressedThere, ['1', '#']);
  const many = after(present, ...Array.from({ length: 20 }, (_, key) => heard('9', 2 + key))).present;
  assert.equal(keypad(many)?.pressedThere.join(''), '9'.repeat(20));
  assert.deepEqual(after(present, { type: 'stopped', callId }).present.tones, noTones);
});

test('an event that comes again, or too late, changes nothing', () => {
  const same = after(taking, { type: 'tones-taken', callId, taken: true }).present;
  assert.equal(same, taking);
  for (const state of ['ringing', 'ending', 'ended'] as const) {
    const before: Call = { ...up, state };
    assert.equal(after(before, sent('1', 0), heard('1', 0)).present, before);
  }
});

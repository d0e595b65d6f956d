import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAttendance } from '../../../../main/electron/windows/attendance.ts';
import type { CallView } from '../../../../preload/contract/index.ts';
import { callingOut, connected } from '../../../views/samples.ts';

const busy = { title: 'Busy', help: 'Ana Lindqvist is in another call.' };
const ordinary = { title: 'Call ended', help: '', ordinary: true } as const;
const ended = (changes: Partial<CallView> = {}): CallView =>
  callingOut({ state: 'ended', actions: ['call-back'], ending: busy, ...changes });

function attending() {
  const told: (string | null)[] = [];
  return { told, attendance: createAttendance((callId) => told.push(callId)) };
}

describe('the user is at a call that ended', () => {
  test('while the pointer or the focus is in its window', () => {
    const { told, attendance } = attending();
    attendance.follow(ended());
    assert.deepEqual(told, []);
    attendance.pointer(true);
    attendance.focus(true);
    attendance.pointer(false);
    assert.deepEqual(told, ['call-1']);
    attendance.focus(false);
    assert.deepEqual(told, ['call-1', null]);
  });

  test('from the start where they were there before, until it is gone', () => {
    const { told, attendance } = attending();
    attendance.focus(true);
    attendance.follow(connected());
    assert.deepEqual(told, []);
    attendance.follow(ended());
    attendance.follow(ended({ lastedMs: 4_000 }));
    attendance.follow(null);
    assert.deepEqual(told, ['call-1', null]);
  });
});

describe('nothing keeps a call', () => {
  for (const [name, calls, kept] of [
    ['that the user hung up', [connected({ state: 'ending' }), ended({ ending: ordinary })], false],
    ['that was simply hung up, and cannot be made again', [ended({ ending: ordinary, actions: [] })], false],
    ['but one that the other side hung up, and that can', [ended({ ending: ordinary })], true],
    ['but one of which the user is asked something', [ended({ ending: ordinary, actions: [], rating: 'asked' })], true],
    ['but one that ended in another way', [ended({ actions: [] })], true],
  ] as const) {
    test(name, () => {
      const { told, attendance } = attending();
      attendance.focus(true);
      for (const call of calls) attendance.follow(call);
      assert.deepEqual(told, kept ? ['call-1'] : []);
    });
  }
});

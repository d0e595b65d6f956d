import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttention, type Flashing } from '../../../../main/electron/windows/attention.ts';

function setUp(taskbar: readonly string[] = ['main'], dock = false) {
  const done: string[] = [];
  const windowCalled = (name: string): Flashing => ({
    isDestroyed: () => name === 'gone',
    flashFrame: (on) => void done.push(`${name} ${on}`),
  });
  const windows = taskbar.map(windowCalled);
  const attention = createAttention({
    inTaskbar: () => windows,
    showMain: () => void done.push('show main'),
    beep: () => void done.push('beep'),
    bounce() {
      if (!dock) return null;
      done.push('bounce');
      return () => void done.push('end bounce');
    },
    onAlarm: (callId, flashed) => void done.push(`alarm ${callId} ${flashed}`),
  });
  const taken = () => done.splice(0);
  return { attention, taken };
}

test('the windows in the taskbar flash as long as it rings', () => {
  const { attention, taken } = setUp();
  attention.update({ callId: 'a', how: 'flash' });
  attention.update({ callId: 'a', how: 'flash' });
  assert.deepEqual(taken(), ['main true']);
  attention.update(null);
  assert.deepEqual(taken(), ['main false']);
  attention.update(null);
  assert.deepEqual(taken(), []);
});

test('an alarm beeps once a call, and says whether something flashed', () => {
  const { attention, taken } = setUp();
  attention.update({ callId: 'a', how: 'flash' });
  attention.update({ callId: 'a', how: 'alarm' });
  attention.update({ callId: 'a', how: 'flash' });
  attention.update({ callId: 'a', how: 'alarm' });
  assert.deepEqual(taken(), ['main true', 'beep', 'alarm a true']);
  const bare = setUp([]);
  bare.attention.update({ callId: 'b', how: 'alarm' });
  assert.deepEqual(bare.taken(), ['beep', 'alarm b false']);
});

test('the main window comes up where nothing else told of the call', () => {
  const { attention, taken } = setUp();
  attention.update({ callId: 'a', how: 'main' });
  assert.deepEqual(taken(), ['show main', 'main true', 'beep', 'alarm a true']);
});

test('the icon in the dock jumps once, and stops with the ring', () => {
  const { attention, taken } = setUp([], true);
  attention.update({ callId: 'a', how: 'flash' });
  attention.update({ callId: 'a', how: 'alarm' });
  attention.update(null);
  assert.deepEqual(taken(), ['bounce', 'beep', 'alarm a true', 'end bounce']);
});

test('a window that is gone by then is left alone', () => {
  const { attention, taken } = setUp(['gone']);
  attention.update({ callId: 'a', how: 'flash' });
  attention.update(null);
  assert.deepEqual(taken(), ['gone true']);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTypingGuard, type KeyPress, typingGuardMs } from '../../../renderer/hooks/typing-guard.ts';

const answer = { name: 'Answer' };
const decline = { name: 'Decline' };

function press(key: string, changes: Partial<KeyPress> = {}): KeyPress {
  return { key, repeat: false, modified: false, ...changes };
}

function rig() {
  let now = 5000;
  const guard = createTypingGuard(() => now);
  return {
    guard,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('the typing guard', () => {
  it('ignores every key before a card appeared', () => {
    const { guard } = rig();
    assert.equal(guard.keyDown(press('Enter'), answer), 'ignore');
    assert.equal(guard.keyUp('Enter', answer), 'ignore');
  });

  for (const key of ['Enter', ' ', 'Escape', 'Tab', 'a']) {
    it(`ignores ${JSON.stringify(key)} for the first ${typingGuardMs} ms`, () => {
      const { guard, wait } = rig();
      guard.cardAppeared();
      wait(typingGuardMs - 1);
      assert.equal(guard.keyDown(press(key), answer), 'ignore');
      assert.equal(guard.keyUp(key, answer), 'ignore');
    });
  }

  it('lets keys write where one writes, Enter, Space and Esc too', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs - 1);
    assert.equal(guard.keyDown(press('a', { writes: true }), answer), 'ignore');
    wait(1);
    for (const key of ['a', ' ', 'Enter', 'Escape']) {
      assert.equal(guard.keyDown(press(key, { writes: true }), answer), 'usual');
      assert.equal(guard.keyUp(key, answer), 'ignore');
    }
  });

  it('waits for a pause of somebody who was writing when another card came', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs);
    guard.keyDown(press('a', { writes: true }), answer);
    guard.cardAppeared();
    for (let typed = 0; typed < 20; typed += 1) {
      wait(200);
      assert.equal(guard.keyDown(press(' '), answer), 'ignore');
      assert.equal(guard.keyUp(' ', answer), 'ignore');
    }
    wait(typingGuardMs);
    assert.equal(guard.keyDown(press(' '), answer), 'ignore');
    assert.equal(guard.keyUp(' ', answer), 'press');
  });

  it('lets Tab move the focus once the time is over', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs);
    assert.equal(guard.keyDown(press('Tab'), answer), 'usual');
  });

  for (const key of ['Enter', ' ']) {
    it(`presses with ${JSON.stringify(key)} only when it goes up, never when it goes down`, () => {
      const { guard, wait } = rig();
      guard.cardAppeared();
      wait(typingGuardMs);
      assert.equal(guard.keyDown(press(key), answer), 'ignore');
      assert.equal(guard.keyUp(key, answer), 'press');
      assert.equal(guard.keyUp(key, answer), 'ignore');
    });
  }

  it('does not take a key that went down while the time ran and comes up after it', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs - 1);
    guard.keyDown(press('Enter'), answer);
    wait(10);
    assert.equal(guard.keyUp('Enter', answer), 'ignore');
  });

  it('does not take the repeats of a key that was held down from before', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs + 100);
    guard.keyDown(press('Enter', { repeat: true }), answer);
    assert.equal(guard.keyUp('Enter', answer), 'ignore');
  });

  it('forgets a key that was down when the next card appeared', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs);
    guard.keyDown(press('Enter'), answer);
    guard.cardAppeared();
    assert.equal(guard.keyUp('Enter', answer), 'ignore');
  });

  it('does not press where the focus moved between down and up', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs);
    guard.keyDown(press('Enter'), answer);
    assert.equal(guard.keyUp('Enter', decline), 'ignore');
  });

  it('does not press with a modifier, or when another key comes up', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs);
    guard.keyDown(press('Enter', { modified: true }), answer);
    assert.equal(guard.keyUp('Enter', answer), 'ignore');
    guard.keyDown(press('Enter'), answer);
    assert.equal(guard.keyUp(' ', answer), 'ignore');
  });

  it('silences with Esc', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs);
    guard.keyDown(press('Escape'), answer);
    assert.equal(guard.keyUp('Escape', answer), 'silence');
  });

  it('starts the time anew for each card', () => {
    const { guard, wait } = rig();
    guard.cardAppeared();
    wait(typingGuardMs);
    guard.cardAppeared();
    wait(typingGuardMs - 1);
    assert.equal(guard.keyDown(press('Tab'), answer), 'ignore');
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShortcuts } from '../../../../main/electron/shortcuts/shortcuts.ts';
import { createFakeLog } from '../../core/fakes/log-and-random.ts';
import { createTestPhone } from '../../core/fakes/phone.ts';
import { englishWords } from '../../core/fakes/words.ts';

/** A desktop whose keys can be held by others. */
function desktopWith(isMac = false) {
  const phone = createTestPhone({}, { isMac });
  const held = new Map<string, () => void>();
  const others = new Set<string>();
  const pressed: string[] = [];
  const shortcuts = createShortcuts({
    globalShortcut: {
      register(accelerator, press) {
        if (accelerator.includes('Nothing')) throw new Error('conversion failure');
        if (others.has(accelerator) || held.has(accelerator)) return false;
        held.set(accelerator, press);
        return true;
      },
      unregister: (accelerator) => void held.delete(accelerator),
    },
    phone: phone.phone,
    words: englishWords,
    log: createFakeLog(),
    press: (action) => pressed.push(action),
  });
  phone.phone.subscribe(shortcuts.follow);
  shortcuts.follow();
  const registered = () => phone.view().shortcuts.map(({ keys, registered: has }) => `${keys}${has ? '' : ' not'}`);
  return { ...phone, shortcuts, held, others, pressed, registered };
}

test('takes the keys of each action, and a press is that action', () => {
  const { held, pressed, registered } = desktopWith();
  assert.deepEqual(registered(), [
    'Ctrl Shift F9',
    'Ctrl Shift F10',
    'Ctrl Shift F11',
    'Ctrl Shift F12',
    'Ctrl Shift F8',
  ]);
  held.get('Control+Shift+F11')?.();
  assert.deepEqual(pressed, ['mute']);
});

test('while keys are pressed for an action it has none; then the new ones beside the others', () => {
  const { held, phone, registered, send } = desktopWith();
  send({ type: 'record-shortcut', action: 'answer' });
  assert.equal(held.size, 0);
  assert.equal(registered()[0], 'Ctrl Shift F9', 'they are shown as they were');
  send({ type: 'set-shortcut', action: 'answer', keys: 'Alt+F7' });
  assert.deepEqual([...held.keys()].sort(), ['Alt+F7', ...[10, 11, 12, 8].map((key) => `Control+Shift+F${key}`)]);
  assert.equal(registered()[0], 'Alt F7');
  assert.equal(phone.wantedShortcuts().recording, null);
});

test('keys that another program holds are left to it, and all others are taken again', () => {
  const { held, others, send, view } = desktopWith();
  others.add('Alt+F7');
  send({ type: 'record-shortcut', action: 'answer' });
  send({ type: 'set-shortcut', action: 'answer', keys: 'Alt+F7' });
  assert.deepEqual(view().shortcutSetup.recording?.problem, { kind: 'held' });
  assert.equal(held.size, 0);
  send({ type: 'stop-recording' });
  assert.equal(held.size, 5);
});

test('looking again takes what another program let go of, and keeps the rest', () => {
  const { held, others, registered, send, shortcuts } = desktopWith();
  others.add('Alt+F7');
  held.delete('Control+Shift+F9');
  send({ type: 'record-shortcut', action: 'mute' });
  shortcuts.take();
  assert.equal(held.size, 0, 'not while keys are pressed');
  others.add('Control+Shift+F9');
  send({ type: 'stop-recording' });
  assert.equal(registered()[0], 'Ctrl Shift F9 not');
  others.delete('Control+Shift+F9');
  shortcuts.take();
  assert.equal(registered()[0], 'Ctrl Shift F9');
  assert.equal(held.size, 5);
});

test('an action without keys is not listed; exchanged keys are each with the other', () => {
  const { held, pressed, registered, send } = desktopWith();
  send({ type: 'remove-shortcut', action: 'decline' });
  assert.equal(held.has('Control+Shift+F10'), false);
  assert.equal(registered().length, 4);
  send({ type: 'record-shortcut', action: 'answer' });
  send({ type: 'set-shortcut', action: 'answer', keys: 'Control+Shift+F10' });
  held.get('Control+Shift+F10')?.();
  assert.deepEqual(pressed, ['answer']);
});

test('the system’s key is called by its name', () => {
  const other = desktopWith();
  other.send({ type: 'record-shortcut', action: 'answer' });
  other.send({ type: 'set-shortcut', action: 'answer', keys: 'Alt+Meta+A' });
  assert.equal(other.held.has('Alt+Super+A'), true);
  assert.equal(desktopWith(true).held.has('Control+Alt+Command+A'), true);
});

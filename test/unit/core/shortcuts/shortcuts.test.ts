import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import type { RecordingView, ShortcutAction } from '../../../../preload/contract/index.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { servePhone } from '../fakes/served-phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';

const record = (phone: TestPhone, action: ShortcutAction) => phone.send({ type: 'record-shortcut', action });
const set = (phone: TestPhone, action: ShortcutAction, keys: string) =>
  phone.send({ type: 'set-shortcut', action, keys });
const recording = (phone: TestPhone): RecordingView | null => phone.view().shortcutSetup.recording;
const wanted = (phone: TestPhone) => phone.phone.wantedShortcuts().keys;

describe('keys are pressed for an action', () => {
  test('and hold once the system gave them, in the next run too', () => {
    const phone = createTestPhone();
    assert.deepEqual(record(phone, 'answer'), { ok: true });
    assert.deepEqual(recording(phone), { action: 'answer', keys: null, problem: null });
    set(phone, 'answer', 'Control+Shift+F7');
    assert.deepEqual(recording(phone), { action: 'answer', keys: 'Ctrl Shift F7', problem: null });
    assert.equal(wanted(phone).answer, 'Control+Shift+F9', 'not before the system gave them');
    phone.phone.shortcutTried('Control+Shift+F7', true);
    assert.equal(recording(phone), null);
    assert.equal(wanted(phone).answer, 'Control+Shift+F7');
    assert.equal(phone.view().shortcutSetup.changed, true);
    const next = createTestPhone({ records: phone.records });
    assert.equal(wanted(next).answer, 'Control+Shift+F7');
  });

  test('keys that the system refuses are said to be, and others can be pressed', () => {
    const phone = createTestPhone();
    record(phone, 'mute');
    set(phone, 'mute', 'Alt+F8');
    phone.phone.shortcutTried('Alt+F8', false);
    assert.deepEqual(recording(phone), { action: 'mute', keys: 'Alt F8', problem: { kind: 'held' } });
    phone.phone.shortcutTried('Alt+F8', true);
    assert.equal(wanted(phone).mute, 'Control+Shift+F11', 'the word came once');
    set(phone, 'mute', 'Alt+F9');
    phone.phone.shortcutTried('Alt+F8', true);
    assert.equal(wanted(phone).mute, 'Control+Shift+F11', 'it was about other keys');
    phone.phone.shortcutTried('Alt+F9', true);
    assert.equal(wanted(phone).mute, 'Alt+F9');
  });

  test('those of another action are refused at once, by its name', () => {
    const phone = createTestPhone();
    record(phone, 'answer');
    set(phone, 'answer', 'Control+Shift+F12');
    assert.deepEqual(recording(phone)?.problem, { kind: 'used', action: 'hang-up' });
    phone.phone.shortcutTried('Control+Shift+F12', true);
    assert.equal(wanted(phone).answer, 'Control+Shift+F9');
  });

  test('the present ones change nothing, and end it', () => {
    const phone = createTestPhone();
    record(phone, 'answer');
    set(phone, 'answer', 'Control+Shift+F9');
    assert.equal(recording(phone), null);
    assert.equal(phone.records.documents.has('shortcuts'), false);
  });

  test('only while they are asked for', () => {
    const phone = createTestPhone();
    assert.deepEqual(set(phone, 'answer', 'Alt+F8'), { ok: false, refusal: 'stale' });
    record(phone, 'answer');
    assert.deepEqual(set(phone, 'mute', 'Alt+F8'), { ok: false, refusal: 'stale' });
    phone.send({ type: 'stop-recording' });
    assert.deepEqual(set(phone, 'answer', 'Alt+F8'), { ok: false, refusal: 'stale' });
    phone.phone.shortcutTried('Alt+F8', true);
    assert.equal(wanted(phone).answer, 'Control+Shift+F9');
  });

  test('whoever went away has the old ones back after 20 seconds without a key', async () => {
    const phone = createTestPhone();
    record(phone, 'answer');
    await phone.clock.advance(15_000);
    set(phone, 'answer', 'A');
    await phone.clock.advance(15_000);
    assert.deepEqual(recording(phone)?.problem, { kind: 'alone' });
    await phone.clock.advance(5_000);
    assert.equal(recording(phone), null);
  });
});

describe('a call meanwhile', () => {
  const served = servePhone();

  test('ends it as it rings, since the keys answer; none begins while it rings', async () => {
    await served.signIn();
    const { phone } = served;
    const begin = { type: 'record-shortcut', action: 'answer' } as const;
    assert.deepEqual(phone.command(begin), { ok: true });
    assert.notEqual(phone.wantedShortcuts().recording, null);
    await served.ring();
    assert.equal(phone.wantedShortcuts().recording, null);
    assert.deepEqual(phone.command(begin), { ok: false, refusal: 'unavailable' });
  });
});

test('keys can be taken away, and all be as usual again', () => {
  const phone = createTestPhone();
  record(phone, 'decline');
  assert.deepEqual(phone.send({ type: 'remove-shortcut', action: 'decline' }), { ok: true });
  assert.deepEqual([wanted(phone).decline, recording(phone)], [null, null]);
  assert.deepEqual(phone.records.read('shortcuts'), { decline: null });
  phone.send({ type: 'reset-shortcuts' });
  assert.equal(wanted(phone).decline, 'Control+Shift+F10');
  assert.equal(phone.view().shortcutSetup.changed, false);
});

test('a press proves the keys, and not those that are set later', () => {
  const phone = createTestPhone();
  for (const action of ['answer', 'mute'] as const) phone.phone.desktopReported({ type: 'shortcut-pressed', action });
  assert.deepEqual(phone.view().shortcutSetup.proven, ['answer', 'mute']);
  record(phone, 'answer');
  set(phone, 'answer', 'Alt+F8');
  phone.phone.shortcutTried('Alt+F8', true);
  assert.deepEqual(phone.view().shortcutSetup.proven, ['mute']);
});

test('where keys may never arrive, the settings are told so', () => {
  const phone = createTestPhone();
  assert.equal(phone.view().shortcutSetup.unsure, false);
  phone.phone.shortcutsRegistered([{ action: 'answer', keys: 'Ctrl Shift F9', registered: false }]);
  assert.equal(phone.view().shortcutSetup.unsure, true);
  phone.phone.shortcutsRegistered([{ action: 'answer', keys: 'Ctrl Shift F9', registered: true }]);
  phone.phone.desktopReported({ type: 'facts', facts: { windows: 'xwayland' } });
  const { unsure, reach } = phone.view().shortcutSetup;
  assert.deepEqual([unsure, reach], [true, 'with-x11']);
  phone.phone.desktopReported({ type: 'facts', facts: { windows: 'wayland' } });
  assert.equal(phone.view().shortcutSetup.reach, 'nowhere');
});

describe('keys that the administrator decided', () => {
  const policy = { ...openPolicy, shortcuts: { answer: 'Alt+F8', decline: null } };

  test('hold, whatever the user chose before, and are locked', () => {
    const records = createFakeRecords({ shortcuts: { answer: 'Alt+F5', mute: 'Alt+F6' } });
    const phone = createTestPhone({ records }, { policy });
    const { answer, decline, mute } = wanted(phone);
    assert.deepEqual([answer, decline, mute], ['Alt+F8', null, 'Alt+F6']);
    assert.deepEqual(phone.view().shortcutSetup.locked, ['answer', 'decline']);
    assert.deepEqual(record(phone, 'answer'), { ok: false, refusal: 'locked' });
    assert.deepEqual(phone.send({ type: 'remove-shortcut', action: 'answer' }), { ok: false, refusal: 'locked' });
    phone.send({ type: 'reset-shortcuts' });
    assert.deepEqual([wanted(phone).answer, wanted(phone).mute], ['Alt+F8', 'Control+Shift+F11']);
    assert.equal(phone.view().shortcutSetup.changed, false, 'of what the user may change nothing is unusual');
  });
});

test('on macOS the keys are those of its keyboard', () => {
  const phone = createTestPhone({}, { isMac: true });
  assert.equal(wanted(phone).answer, 'Control+Alt+Meta+A');
  record(phone, 'answer');
  set(phone, 'answer', 'Control+Meta+F5');
  assert.equal(recording(phone)?.keys, '⌃⌘F5');
});

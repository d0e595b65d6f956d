import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';

test('a program that was chosen is kept, and shown; until it is forgotten', () => {
  const phone = createTestPhone();
  assert.deepEqual(phone.view().callHook, { program: null, locked: false, problem: null });
  phone.phone.callHookChosen('/opt/lamp/ring');
  assert.equal(phone.view().callHook.program, '/opt/lamp/ring');
  const next = createTestPhone({ records: phone.records });
  assert.deepEqual(next.phone.callHook().program, { path: '/opt/lamp/ring', arguments: [] });
  assert.deepEqual(next.send({ type: 'forget-hook' }), { ok: true });
  assert.equal(next.view().callHook.program, null);
  assert.equal(createTestPhone({ records: phone.records }).view().callHook.program, null);
});

test('a page cannot name a program', () => {
  assert.deepEqual(createTestPhone().send({ type: 'choose-hook' }), { ok: false, refusal: 'unavailable' });
});

test('what was wrong with the last run is shown until one is well, or another program is chosen', () => {
  const phone = createTestPhone();
  phone.phone.callHookChosen('/opt/lamp/ring');
  phone.phone.callHookTold('failed');
  assert.equal(phone.view().callHook.problem, 'failed');
  phone.phone.callHookTold(null);
  assert.equal(phone.view().callHook.problem, null);
  phone.phone.callHookTold('slow');
  phone.phone.callHookChosen('/opt/lamp/other');
  assert.equal(phone.view().callHook.problem, null);
});

for (const [what, program] of [
  ['no absolute path', 'ring'],
  ['one on the network', '\\\\server\\share\\ring.exe'],
  ['with a line break', '/opt/a\nb'],
  ['too long', `/${'x'.repeat(1_024)}`],
  ['no text', 7],
] as const) {
  test(`a kept program that is ${what} is none`, () => {
    const records = createFakeRecords({ 'call-hook': { program } });
    assert.equal(createTestPhone({ records }).view().callHook.program, null);
  });
}

describe('decided by the administrator', () => {
  const program = { path: '/opt/crm/call', arguments: ['--open'] };

  test('a program is run whatever the user chose, and is locked', () => {
    const records = createFakeRecords({ 'call-hook': { program: '/home/dana/lamp' } });
    const phone = createTestPhone({ records }, { policy: { ...openPolicy, callHook: { program } } });
    assert.deepEqual(phone.phone.callHook().program, program);
    assert.deepEqual(phone.view().callHook, { program: '/opt/crm/call', locked: true, problem: null });
    assert.deepEqual(phone.send({ type: 'forget-hook' }), { ok: false, refusal: 'locked' });
    phone.phone.callHookChosen('/home/dana/lamp');
    assert.deepEqual(phone.phone.callHook().program, program);
  });

  test('or none is', () => {
    const records = createFakeRecords({ 'call-hook': { program: '/home/dana/lamp' } });
    const phone = createTestPhone({ records }, { policy: { ...openPolicy, callHook: { program: null } } });
    assert.deepEqual(phone.view().callHook, { program: null, locked: true, problem: null });
  });
});

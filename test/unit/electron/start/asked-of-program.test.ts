import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOfProgram } from '../../../../main/electron/start/asked-of-program.ts';

const asked = (...args: readonly string[]) => askedOfProgram(['switchhook', ...args], '1.2.3', 'linux');

test('it prints its version, or how it is called', () => {
  assert.equal(asked('--version'), 'Switchhook 1.2.3\n');
  assert.match(asked('--help') ?? '', /^Usage: switchhook /);
  assert.match(asked('status', '--help') ?? '', /^Usage: switchhook /);
});

test('in a plain start, an order, or behind the end of switches it is not asked', () => {
  assert.equal(asked(), null);
  assert.equal(asked('status', '--json'), null);
  assert.equal(asked('--', '--version'), null);
  assert.equal(asked('--versions'), null);
});

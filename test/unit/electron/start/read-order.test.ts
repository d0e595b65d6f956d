import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOrder } from '../../../../main/electron/start/read-order.ts';

const read = (...given: string[]) => readOrder(['/opt/switchhook', ...given], 'linux');
const order = (...given: string[]) => {
  const found = read(...given);
  return found.ok ? found.value : found.failure;
};

test('an order is the first word of a command line', () => {
  for (const type of ['answer', 'decline', 'silence', 'hangup', 'mute', 'unmute', 'hold', 'resume', 'show']) {
    assert.deepEqual(order(type), { type });
    assert.deepEqual(order('--user-data-dir=/x', type), { type });
    assert.deepEqual(order('--', type), { type });
  }
  assert.deepEqual(order('dial', '+46 8 555 012 34'), { type: 'dial', to: '+46 8 555 012 34' });
  assert.deepEqual(order('status'), { type: 'status', json: false });
  assert.deepEqual(order('status', '--json'), { type: 'status', json: true });
  assert.deepEqual(order('--json', 'status'), { type: 'status', json: true });
});

test('whatever else is there starts the app', () => {
  for (const given of [[], ['--hidden'], ['tel:4711'], ['/some/file'], ['Answer'], ['answers'], ['']]) {
    assert.equal(order(...given), null);
  }
});

test('an order that is not whole is refused in a sentence', () => {
  assert.equal(order('answer', 'me'), 'answer takes no argument.');
  assert.equal(order('status', 'all'), 'status takes no argument.');
  assert.equal(order('dial'), 'dial needs a number or an address, in one argument.');
  assert.equal(order('dial', '+46', '8'), 'dial needs a number or an address, in one argument.');
  assert.equal(order('mute', '--json'), '--json belongs to status.');
  assert.equal(order('--json'), '--json belongs to status.');
});

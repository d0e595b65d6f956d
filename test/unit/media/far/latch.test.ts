import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLatch } from '../../../../main/media/far/latch.ts';

test('the latch follows one move of the port on the same host, and never to another host', () => {
  const latch = createLatch({ host: '192.0.2.1', port: 6020 });
  assert.equal(latch.accepts({ host: '192.0.2.2', port: 6020 }), false);
  assert.equal(latch.accepts({ host: '192.0.2.1', port: 6020 }), true);
  assert.deepEqual(latch.target(), { host: '192.0.2.1', port: 6020 });
  assert.equal(latch.accepts({ host: '192.0.2.1', port: 7000 }), true);
  assert.deepEqual(latch.target(), { host: '192.0.2.1', port: 7000 });
  assert.equal(latch.accepts({ host: '192.0.2.1', port: 6020 }), false);
  assert.equal(latch.accepts({ host: '192.0.2.1', port: 8000 }), false);
  assert.deepEqual(latch.target(), { host: '192.0.2.1', port: 7000 });
});

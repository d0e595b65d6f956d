import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { listenForOrders } from '../../../../main/electron/control/listen.ts';
import type { Order } from '../../../../main/electron/control/order.ts';
import { controlPlace } from '../../../../main/electron/control/place.ts';
import { tellRunning } from '../../../../main/electron/control/tell.ts';
import { until } from '../../../desktop/until.ts';

const onUnix = { skip: process.platform === 'win32' && 'sockets have another name there' };

function listening(t: TestContext, left = false) {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-control-'));
  const place = controlPlace(folder, 'linux') ?? '';
  if (left) writeFileSync(place, 'of an app that died');
  const taken: Order[] = [];
  const server = listenForOrders({
    place,
    log: { warn: (message, details) => t.diagnostic(`${message} ${JSON.stringify(details)}`) },
    carryOut: (order) => {
      taken.push(order);
      return { done: true, text: 'Ana' };
    },
  });
  t.after(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const isThere = () =>
    until('the socket, for its user alone', () => statSync(place, { throwIfNoEntry: false })?.mode === 0o140600);
  return { place, taken, isThere };
}

test(
  'an order reaches the app, and its answer the command line; the socket is its user\u2019s alone',
  onUnix,
  async (t) => {
    const { place, taken, isThere } = listening(t, true);
    await isThere();
    assert.deepEqual(await tellRunning(['/nonexistent', place], { type: 'dial', to: '4711' }), {
      done: true,
      text: 'Ana',
    });
    assert.deepEqual(taken, [{ type: 'dial', to: '4711' }]);
  },
);

test('where no app listens there is no answer', async () => {
  assert.equal(await tellRunning(['/nonexistent/control'], { type: 'answer' }), null);
  assert.equal(await tellRunning([], { type: 'answer' }), null);
});

test('what is no order, or too long, is cut off, and the next one is taken', onUnix, async (t) => {
  const { place, taken, isThere } = listening(t);
  await isThere();
  for (const junk of ['answer\n', '{}\n', '{"type":"quit"}\n', '[[[[\n', 'x'.repeat(100_000), '\0\n']) {
    const socket = connect(place);
    socket.on('error', () => {});
    socket.write(junk);
    await new Promise((resolve) => socket.resume().once('close', resolve));
  }
  assert.deepEqual(taken, []);
  assert.deepEqual(await tellRunning([place], { type: 'answer' }), { done: true, text: 'Ana' });
});

test('a folder whose path is too long is listened at nowhere', () => {
  assert.equal(controlPlace(`/${'a'.repeat(120)}`, 'linux'), null);
  assert.equal(controlPlace('/home/dana/.config/Switchhook', 'linux'), '/home/dana/.config/Switchhook/control');
  assert.match(controlPlace('C:\\Users\\Dana', 'win32') ?? '', /^\\\\\.\\pipe\\switchhook-[\da-f]{32}$/);
});

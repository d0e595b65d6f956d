import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FaultProxy } from '../../../fault-proxy/fault-proxy.ts';
import type { CutEnding } from '../../../ucwa-server/index.ts';
import { link } from '../client.ts';
import { started } from '../started.ts';

test('an answer is cut at each chosen byte, in each way, and whole where it is not longer', async (t) => {
  const { server, client } = await started(t);
  const self = link(await client.signIn(), 'self');
  const whole = await client.get(self);
  let total = 0;
  const cut = (at: number, how: CutEnding): void =>
    server.faults.cutNext('application', {
      at,
      how,
      onCut: (length) => {
        total = length;
      },
    });
  for (const how of ['reset', 'abrupt', 'end'] as const) {
    for (const at of [0, 10, 200]) {
      cut(at, how);
      await assert.rejects(client.get(self), `${how} at ${at}`);
    }
  }
  cut(total - 1, 'end');
  await assert.rejects(client.get(self));
  cut(total, 'end');
  assert.equal((await client.get(self)).text.length, whole.text.length);
  server.assertNoViolations();
});

test('chunks split characters and put together are the same', async (t) => {
  const { server, client } = await started(t, { chunk: 3 });
  const { next } = await client.available();
  const [polled] = await Promise.all([
    client.get(next),
    server.call({ media: 'none', subject: 'Łódź 冷却 \u{1f6a8}' }),
  ]);
  assert.match(polled.text, /Łódź 冷却 \u{1f6a8}/u);
  assert.equal(polled.headers['transfer-encoding'], 'chunked');
});

test('a server behind a proxy is found by the proxy’s port', async (t) => {
  const proxy = new FaultProxy(1);
  t.after(() => proxy.stop());
  const { server, client } = await started(t, { front: proxy.front });
  await client.signIn();
  assert.ok(proxy.taken >= 2);
  await proxy.down(true);
  client.close();
  await assert.rejects(client.get(server.discoveryUrl), { code: 'ECONNREFUSED' });
});

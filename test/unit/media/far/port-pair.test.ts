import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { bindPortPair } from '../../../../main/media/far/port-pair.ts';
import { closeSocket } from '../../../../main/media/udp/socket.ts';

const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);

for (const host of ['127.0.0.1', '::1'].filter((address) => addresses.includes(address))) {
  test(`a pair that faces ${host} is on neighbouring ports of that address, RTP on the even one`, async () => {
    const pair = await bindPortPair({ host, port: 6020 });
    assert.ok(pair.ok);
    const { address, rtp, rtcp } = pair.value;
    assert.equal(address, host);
    assert.equal(rtp.address().port % 2, 0);
    assert.equal(rtcp.address().port, rtp.address().port + 1);
    assert.deepEqual([rtp.address().address, rtcp.address().address], [host, host]);
    await Promise.all([closeSocket(rtp), closeSocket(rtcp)]);
  });
}

test('many pairs at a time are all different', async () => {
  const pairs = await Promise.all(Array.from({ length: 20 }, () => bindPortPair({ host: '127.0.0.1', port: 6020 })));
  const sockets = pairs.flatMap((pair) => (pair.ok ? [pair.value.rtp, pair.value.rtcp] : []));
  assert.equal(new Set(sockets.map((socket) => socket.address().port)).size, 40);
  await Promise.all(sockets.map(closeSocket));
});

test('a host that no route leads to fails with words', async () => {
  const pair = await bindPortPair({ host: '255.255.255.255', port: 6020 });
  assert.ok(!pair.ok);
  assert.equal(pair.failure.failure, 'allocation');
  assert.match(pair.failure.message, /connect E/);
});

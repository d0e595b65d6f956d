import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Peer } from '../../../peers/peer.ts';
import { about, answerSdp, link, sdpType } from '../client.ts';
import { started } from '../started.ts';

test('caller and user hear each other’s tone over real RTP, and the ports are free again', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled, call] = await Promise.all([client.get(next), server.call({ toneHz: 1040 })]);
  const user = await Peer.start({ toneHz: 430 });
  t.after(() => user.stop());
  const { rtpPort, rtcpPort } = user.local;
  const href = `${link(about(polled.json, 'audioVideoInvitation'), 'acceptWithAnswer')}?sessionContext=a`;
  assert.equal((await client.post(href, answerSdp(rtpPort, rtcpPort), { headers: sdpType })).status, 204);
  await user.talkTo(call.peer.local);
  const [atCaller, atUser] = await Promise.all([call.peer.heard(430), user.heard(1040)]);
  for (const { level } of [atCaller, atUser]) assert.ok(level > -20 && level < -6, `level ${level}`);
  await assert.rejects(call.peer.heard(1040, { timeoutMs: 600 }), /waited 600 ms for 1040 Hz; last heard 4[23]\d Hz/);
  const { payloadTypes, malformed, origins, sources } = call.peer.traffic;
  assert.deepEqual(
    { payloadTypes, malformed, origins },
    { payloadTypes: [0], malformed: 0, origins: [`127.0.0.1:${rtpPort}`] },
  );
  assert.equal(sources.length, 1);
  await call.hangUp();
  const again = await Peer.start({ toneHz: 1, media: 'none' });
  await again.stop();
  server.assertNoViolations();
});

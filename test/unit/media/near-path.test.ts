import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RTCPeerConnection, RTCRtpCodecParameters, RtcpPayloadSpecificFeedback } from 'werift';
import { openNearPath } from '../../../main/media/near-path.ts';
import { joinListener, withConnecting, withListener } from '../../../main/media/near-tcp/library-way.ts';
import { createNearListener } from '../../../main/media/near-tcp/near-listener.ts';
import type { RtpPacket } from '../../../main/media/rtp/packet.ts';
import { createClock } from '../../../main/system/clock.ts';
import { until } from '../../desktop/until.ts';
import { NearPeer } from './near-peer.ts';

const voice = { payloadType: 0, marker: false, timestamp: 160, ssrc: 7 };

/** A connection of the library that is up, with a window at its other end. */
async function connected(ends: (() => Promise<unknown>)[]) {
  const ours = new RTCPeerConnection({
    codecs: {
      audio: [new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 })],
      video: [],
    },
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
  });
  const listener = createNearListener({ clock: createClock(), onListening: () => {} });
  ends.push(() => ours.close());
  const { sender } = ours.addTransceiver('audio', { direction: 'sendrecv' });
  const offer = await ours.createOffer();
  await joinListener(sender.dtlsTransport, 'audio', listener);
  await ours.setLocalDescription(offer);
  const { peer, answer } = await NearPeer.answering(withListener(ours.localDescription?.sdp ?? ''));
  ends.push(() => peer.close());
  await ours.setRemoteDescription({ type: 'answer', sdp: withConnecting(answer) });
  await until('a connection', () => ours.connectionState === 'connected');
  return { transport: sender.dtlsTransport, peer };
}

test('voice passes by the keys and the connection of the library and not through it, and reports do', async (t) => {
  const ends: (() => Promise<unknown>)[] = [];
  t.after(() => Promise.all(ends.map((end) => end())));
  const { transport, peer } = await connected(ends);
  const [came, byLibrary]: [RtpPacket[], unknown[]] = [[], []];
  let reports = 0;
  transport.onRtp.subscribe((packet) => byLibrary.push(packet));
  transport.onRtcp.subscribe((packet) => {
    if (packet instanceof RtcpPayloadSpecificFeedback) reports += 1;
  });
  const path = openNearPath(transport, (packet) => came.push(packet));
  assert.ok(path !== null, 'the library is as it is expected to be');
  let sequenceNumber = 65_530;
  await until('voice both ways, over a rollover', async () => {
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    path.send({ ...voice, sequenceNumber, payload: Buffer.from(`there ${sequenceNumber}`) });
    await peer.send({ ...voice, sequenceNumber, payload: Buffer.from(`back ${sequenceNumber}`) });
    const heard = (packets: readonly { payload: Buffer }[], text: string) =>
      packets.some(({ payload }) => payload.toString() === text);
    return heard(came, 'back 5') && heard(peer.received, 'there 5');
  });
  assert.deepEqual(byLibrary, []);
  await until('a report', async () => {
    await peer.askForPicture(7);
    return reports > 0;
  });
});

test('where nobody takes what comes the library gets it', async (t) => {
  const ends: (() => Promise<unknown>)[] = [];
  t.after(() => Promise.all(ends.map((end) => end())));
  const { transport, peer } = await connected(ends);
  let byLibrary = 0;
  transport.onRtp.subscribe(() => {
    byLibrary += 1;
  });
  assert.ok(openNearPath(transport, null) !== null);
  let sequenceNumber = 0;
  await until('a packet by the library', async () => {
    sequenceNumber += 1;
    await peer.send({ ...voice, sequenceNumber, payload: Buffer.from('picture') });
    return byLibrary > 0;
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RtpPacket } from '../../../../main/media/rtp/packet.ts';
import { createVideoBridge } from '../../../../main/media/video/video-bridge.ts';
import { createFakeClock } from '../fake-clock.ts';

function bridged() {
  const clock = createFakeClock();
  const shown: RtpPacket[] = [];
  const reports: Buffer[] = [];
  let window = 11;
  const bridge = createVideoBridge({
    far: { send: () => {}, sendAgain: () => {}, report: (packets) => void reports.push(packets) },
    farSsrc: 9,
    near: { ssrc: () => window, send: (packet) => void shown.push(packet), askForPicture: () => {} },
    picture: () => ({ payloadType: 100, requests: ['pli'], repairs: false }),
    flows: () => true,
    clock,
    random: { uuid: () => '', fraction: () => shown.length / 100 },
  });
  const show = (from: number, count: number) => {
    for (let number = from; number < from + count; number += 1) {
      const head = { payloadType: 100, marker: true, sequenceNumber: number, timestamp: number * 900, ssrc: 7 };
      bridge.fromFar({ ...head, payload: Buffer.from('a piece') });
      clock.advance(10);
    }
  };
  return {
    ...{ show, shown, reports },
    another: () => {
      window += 1;
    },
  };
}

test('a piece that is missing is asked for by a whole picture', () => {
  const { show, reports } = bridged();
  show(0, 10);
  show(11, 20);
  assert.equal(reports.length, 1);
});

test('another window gets a stream of its own numbers, in which nothing is missing', () => {
  const { show, shown, reports, another } = bridged();
  show(0, 20);
  another();
  show(20, 40);
  assert.deepEqual([...new Set(shown.map(({ ssrc }) => ssrc))], [11, 12]);
  assert.deepEqual(reports, []);
  show(61, 20);
  assert.equal(reports.length, 1);
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { freeMeans } from '../../../../main/core/media-means.ts';
import type { FarLeg } from '../../../../main/media/far/far-leg.ts';
import { openFarLeg } from '../../../../main/media/far/open-far-leg.ts';
import { readRtp } from '../../../../main/media/rtp/packet.ts';
import { readFarOffer } from '../../../../main/media/sdp/far-offer.ts';
import { createRandom } from '../../../../main/system/random.ts';
import { until } from '../../../desktop/until.ts';
import { DatagramPair } from '../../../peers/datagram-pair.ts';
import { plainOffer } from '../../../peers/gateway-call.ts';
import { createFakeClock } from '../fake-clock.ts';

const ssrc = 0xcafe;

let far: DatagramPair;
let leg: FarLeg;
let got: string[];

beforeEach(async () => {
  far = await DatagramPair.bind('127.0.0.1');
  got = [];
  far.onDatagram((kind, datagram) => got.push(kind === 'rtcp' ? kind : String(readRtp(datagram)?.payload)));
  const offer = readFarOffer(plainOffer(far.local), { loopback: true });
  assert.ok(offer.ok);
  const events = {
    onPacket() {},
    onAlive() {},
    onFailed() {},
    onRelaysAsked() {},
    onPassedOver() {},
    onReport() {},
    onEarly() {},
    onEarlyPacket() {},
    onChosen() {},
  };
  const opened = await openFarLeg({
    way: 'in',
    offer: offer.value,
    means: freeMeans,
    ssrc,
    events,
    clock: createFakeClock(),
    random: createRandom(),
  });
  assert.ok(opened.ok);
  leg = opened.value;
});

afterEach(async () => {
  await leg.close();
  await far.close();
});

function send(sequenceNumber: number, payload: string): void {
  leg.send({ payloadType: 0, marker: false, sequenceNumber, timestamp: 0, ssrc, payload: Buffer.from(payload) });
}

test('what is sent before the start is dropped, and after the close too', async () => {
  send(1, 'early');
  leg.start();
  leg.start();
  send(2, 'in time');
  await until('the packet', () => got.includes('in time'));
  assert.deepEqual(
    got.filter((what) => what !== 'rtcp'),
    ['in time'],
  );
  await leg.close();
  send(3, 'late');
  await leg.close();
  await until('report and BYE', () => got.filter((what) => what === 'rtcp').length === 2);
  assert.ok(!got.includes('late'));
});

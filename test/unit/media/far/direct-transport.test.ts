import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { isRtcp } from '../../../../main/media/rtp/rtcp.ts';
import { until } from '../../../desktop/until.ts';
import { DatagramPair } from '../../../peers/datagram-pair.ts';
import { HeardGateway, plainOffer } from '../../../peers/gateway-call.ts';

const callId = 'a call';

/** A far side without ICE whose offer is altered, the answer to it, and the reports that come to the port of its voice. */
async function answered(t: TestContext, alter: (offer: string, rtpPort: number) => string) {
  const far = await DatagramPair.bind('127.0.0.1');
  const heard = new HeardGateway();
  t.after(() => Promise.all([heard.gateway.close(), far.close()]));
  let reports = 0;
  far.onDatagram((kind, datagram) => {
    if (kind === 'rtp' && isRtcp(datagram)) reports += 1;
  });
  const offer = (more: typeof alter) => more(plainOffer(far.local), far.local.rtpPort);
  heard.gateway.handle({ type: 'prepare', callId, offer: offer(alter) });
  const { farAnswer } = await heard.event(callId, 'prepared');
  heard.gateway.handle({ type: 'start', callId });
  const again = (more: typeof alter) => heard.renegotiated(callId, offer(more));
  return { farAnswer, reports: () => reports, again, heard };
}

const shared = (offer: string, rtpPort: number) => offer.replace(/a=rtcp:\d+/, `a=rtcp:${rtpPort}`);
const muxed = (offer: string, rtpPort: number) => `${shared(offer, rtpPort)}a=rtcp-mux\r\n`;

test('reports go to the port of voice where an offer wants them there, and rtcp-mux is not said unasked', async (t) => {
  const { farAnswer, reports, heard } = await answered(t, shared);
  assert.ok(!farAnswer.includes('a=rtcp-mux'));
  await until('a report', () => reports() > 0);
  assert.ok(!(await heard.offers(callId, 'inactive')).farOffer.includes('a=rtcp-mux'));
});

test('it is said to an offer that says it, also a later one, and no longer than that', async (t) => {
  const { farAnswer, reports, again, heard } = await answered(t, muxed);
  assert.ok(farAnswer.includes('\r\na=rtcp-mux\r\n'));
  await until('a report', () => reports() > 0);
  assert.ok((await heard.offers(callId, 'inactive')).farOffer.includes('\r\na=rtcp-mux\r\n'));
  assert.ok(!(await again(shared)).includes('a=rtcp-mux'));
  assert.ok((await again(muxed)).includes('\r\na=rtcp-mux\r\n'));
});

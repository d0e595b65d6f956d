/** A call of the gateway with libnice, in Node, for tests of the ways that voice may take. */
import type { MediaMeans } from '../../../main/core/media-means.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { until } from '../../desktop/until.ts';
import { type Carrier, iceCarrier } from '../../peers/carrier.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import type { LibniceOptions } from '../../peers/libnice/libnice-peer.ts';
import { NearPeer } from '../../unit/media/near-peer.ts';

export const callId = 'a call';

/** What {@link endAll} does, the last one first. */
export const ends: (() => Promise<unknown>)[] = [];

/** After each test. */
export async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}

export interface LibniceCall {
  readonly heard: HeardGateway;
  readonly near: NearPeer;
  readonly far: Carrier;
  readonly farAnswer: string;
  readonly farPackets: Buffer[];
}

/** A call with libnice, which offers as Skype for Business would. */
export async function libniceCall(means: MediaMeans, more: Partial<LibniceOptions> = {}): Promise<LibniceCall> {
  const heard = new HeardGateway(undefined, true, means);
  ends.push(() => heard.gateway.close());
  const far = await iceCarrier('127.0.0.1', more);
  ends.push(() => far.close());
  const farPackets: Buffer[] = [];
  far.onDatagram((kind, datagram) => {
    if (kind === 'rtp') farPackets.push(datagram);
  });
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const answering = await NearPeer.answering(nearOffer);
  const near = answering.peer;
  ends.push(() => near.close());
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  far.aim(answeredTarget(farAnswer));
  return { heard, near, far, farAnswer, farPackets };
}

/** A far side of libnice that is called. `says`: lines about it in its answer. */
export async function calledLibnice(
  more: Partial<LibniceOptions> = {},
  says: readonly string[] = [],
): Promise<Carrier> {
  const far = await iceCarrier('127.0.0.1', { role: 'controlled', ...more }, says);
  ends.push(() => far.close());
  return far;
}

/** A call to whoever answers: our offer is out, and the window is connected. */
export async function callOut(means: MediaMeans): Promise<Pick<LibniceCall, 'heard' | 'near'> & { farOffer: string }> {
  const heard = new HeardGateway(undefined, true, means);
  ends.push(() => heard.gateway.close());
  const { farOffer, nearOffer } = await heard.callsOut(callId);
  const { peer: near, answer } = await NearPeer.answering(nearOffer);
  ends.push(() => near.close());
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  await heard.event(callId, 'near-connected');
  return { heard, near, farOffer };
}

/** A far side reads our offer. */
export function offeredTo(far: Carrier, farOffer: string): { readonly far: Carrier; readonly farPackets: Buffer[] } {
  const farPackets: Buffer[] = [];
  far.onDatagram((kind, datagram) => {
    if (kind === 'rtp') farPackets.push(datagram);
  });
  far.aim(answeredTarget(farOffer));
  return { far, farPackets };
}

let sequence = 0;

/** Each speaks until it is heard by the other. */
export async function bothAreHeard({
  near,
  far,
  farPackets,
}: Pick<LibniceCall, 'near' | 'far' | 'farPackets'>): Promise<void> {
  sequence += 1000;
  const [there, here] = [Buffer.from(`far ${sequence}`), Buffer.from(`near ${sequence}`)];
  const isHeard = (packets: readonly Buffer[], voice: Buffer) =>
    packets.some((packet) => readRtp(packet)?.payload.equals(voice) === true);
  await until('both voices', async () => {
    sequence += 1;
    const fields = { payloadType: 0, sequenceNumber: sequence & 0xffff, timestamp: sequence * 160 };
    far.send('rtp', writeRtp({ ...fields, marker: false, ssrc: 99, payload: there }));
    await near.send({ ...fields, payload: here });
    return near.received.some(({ payload }) => payload.equals(there)) && isHeard(farPackets, here);
  });
}

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type RtpPacket, readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { isRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { until } from '../../desktop/until.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { type LibniceDescription, LibnicePeer } from '../../peers/libnice/libnice-peer.ts';
import { NearPeer } from '../../unit/media/near-peer.ts';

const callId = 'a call';
const voice = Buffer.from('twenty milliseconds of voice');
const key = 'C'.repeat(40);

type Mode = 'oc2007r2' | 'rfc5245';

/** A far side behind libnice, which encrypts. */
class FarSide {
  readonly #peer: LibnicePeer;
  #description: LibniceDescription;
  readonly #mode: Mode;
  readonly packets: RtpPacket[] = [];
  #protection: Protection | null = null;
  #sequence = 0;

  private constructor(peer: LibnicePeer, mode: Mode, description: LibniceDescription) {
    this.#peer = peer;
    this.#mode = mode;
    this.#description = description;
    peer.onDatagram((component, datagram) => {
      if (component !== 1 || isRtcp(datagram)) return;
      const packet = readRtp(this.#protection?.openRtp(datagram) ?? Buffer.alloc(0));
      if (packet !== null) this.packets.push(packet);
    });
  }

  static async start(t: TestContext, mode: Mode): Promise<FarSide> {
    const peer = await LibnicePeer.start({ mode, role: 'controlling', components: 2, address: '127.0.0.1' });
    t.after(() => peer.stop());
    return new FarSide(peer, mode, await peer.description());
  }

  /** What it writes, as an offer or an answer. */
  sdp(direction: 'sendrecv' | 'inactive' = 'sendrecv'): string {
    const local = { address: '127.0.0.1', rtpPort: 4000, rtcpPort: 4001, key, ice: this.#description };
    const sdp = plainOffer(local).replace('sendrecv', direction);
    // Whoever speaks the standard says so somewhere.
    return this.#mode === 'rfc5245' ? `${sdp}a=ice-options:ice2\r\n` : sdp;
  }

  /** Reads ours, and begins its checks. */
  take(ours: string): void {
    const { ice } = answeredTarget(ours);
    assert.ok(ice);
    this.agree(ours);
    this.#peer.go(ice);
  }

  /** Begins ICE anew, as for the answer to an offer of another agent. */
  async restart(): Promise<void> {
    this.#peer.restart();
    this.#description = await this.#peer.description();
  }

  agree(ours: string): void {
    const [theirs, own] = [this.sdp(), ours].map((sdp) =>
      chooseKey((sdp.match(/^a=crypto:.*/gm) ?? []).map((line) => line.slice('a=crypto:'.length).trim())),
    );
    assert.ok(theirs && own);
    this.#protection = protectedBy(theirs, own);
  }

  speak(): void {
    this.#sequence += 1;
    const [sequenceNumber, timestamp] = [this.#sequence, this.#sequence * 160];
    const packet = { payloadType: 0, marker: false, sequenceNumber, timestamp, ssrc: 99, payload: voice };
    const datagram = this.#protection?.protectRtp(writeRtp(packet));
    if (datagram) this.#peer.send(1, datagram);
  }
}

async function talking(t: TestContext, mode: Mode) {
  const heard = new HeardGateway();
  t.after(() => heard.gateway.close());
  const far = await FarSide.start(t, mode);
  heard.gateway.handle({ type: 'prepare', callId, offer: far.sdp() });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const { peer: near, answer } = await NearPeer.answering(nearOffer);
  t.after(() => near.close());
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  far.take(farAnswer);
  return { heard, far, near, farAnswer };
}

let number = 0;
async function bothAreHeard(near: NearPeer, far: FarSide): Promise<void> {
  const [here, there] = [near.received.length, far.packets.length];
  await until('voice both ways', async () => {
    number += 1;
    far.speak();
    await near.send({ payloadType: 0, sequenceNumber: number, timestamp: number * 160, payload: voice });
    const isHeardThere = far.packets.slice(there).some(({ payload }) => payload.equals(voice));
    return isHeardThere && near.received.length > here;
  });
}

for (const mode of ['oc2007r2', 'rfc5245'] as const) {
  test(`libnice in mode ${mode} is held and resumed, three times, over the same pairs and keys`, async (t) => {
    const { heard, far, near, farAnswer } = await talking(t, mode);
    await bothAreHeard(near, far);
    for (let round = 1; round <= 3; round += 1) {
      const hold = await heard.offers(callId, 'inactive');
      assert.match(hold.farOffer, /\r\na=inactive\r\n$/);
      assert.equal(answeredTarget(hold.farOffer).ice?.ufrag, answeredTarget(farAnswer).ice?.ufrag);
      assert.equal((await heard.answered(hold, far.sdp('inactive'))).type, 'answer-taken');
      const [here, there] = [near.received.length, far.packets.length];
      for (let count = 0; count < 20; count += 1) {
        far.speak();
        await near.send({ payloadType: 0, sequenceNumber: 9, timestamp: 9, payload: voice });
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(near.received.length, here);
      assert.ok(far.packets.slice(there).every(({ payload }) => !payload.equals(voice)));
      const resume = await heard.offers(callId, 'sendrecv');
      assert.equal(resume.farOffer.match(/a=candidate/g)?.length, 2, 'what was chosen alone');
      assert.equal((await heard.answered(resume, far.sdp())).type, 'answer-taken');
      await bothAreHeard(near, far);
    }
    assert.equal(new Set(far.packets.map(({ ssrc }) => ssrc)).size, 1);
    assert.ok(!heard.events.some(({ type }) => type === 'failed'));
  });
}

for (const mode of ['oc2007r2', 'rfc5245'] as const) {
  test(`another process carries a call on, with libnice in mode ${mode}`, async (t) => {
    const { heard: before, far, near: gone, farAnswer } = await talking(t, mode);
    await bothAreHeard(gone, far);
    await Promise.all([before.gateway.close(), gone.close()]);
    const heard = new HeardGateway();
    t.after(() => heard.gateway.close());
    heard.gateway.handle({ type: 'prepare', callId, offer: far.sdp(), after: farAnswer });
    heard.gateway.handle({ type: 'start', callId });
    const { nearOffer } = await heard.event(callId, 'prepared');
    const { peer: near, answer } = await NearPeer.answering(nearOffer);
    t.after(() => near.close());
    heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
    await heard.event(callId, 'near-connected');
    const offered = await heard.offers(callId, 'sendrecv');
    await far.restart();
    assert.equal((await heard.answered(offered, far.sdp())).type, 'answer-taken');
    far.take(offered.farOffer);
    await bothAreHeard(near, far);
  });
}

test('another endpoint that answers in its place is found by its own candidates', async (t) => {
  const { heard, far, near } = await talking(t, 'oc2007r2');
  await bothAreHeard(near, far);
  const other = await FarSide.start(t, 'oc2007r2');
  const offered = await heard.offers(callId, 'sendrecv');
  assert.equal((await heard.answered(offered, other.sdp())).type, 'answer-taken');
  other.take(offered.farOffer);
  await bothAreHeard(near, other);
});

import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type RtpPacket, writeRtp } from '../rtp/packet.ts';
import { comfortNoise } from '../sdp/codec.ts';
import { writeFarAnswer } from '../sdp/far-answer.ts';
import type { FarOffer, OfferedAudio } from '../sdp/far-offer.ts';
import type { FarLeg, FarLegEvents } from './far-leg.ts';
import { createLegProtection } from './leg-protection.ts';
import { bindPortPair, type PortPair, routedAddress } from './port-pair.ts';
import { createRtcpReporter } from './rtcp-reporter.ts';
import { createVoicePorts, type Place, type VoicePorts } from './voice-ports.ts';

export interface DirectLegDeps {
  readonly offer: FarOffer;
  /** The SSRC of everything that is sent. */
  readonly ssrc: number;
  readonly events: FarLegEvents;
  readonly clock: Clock;
  readonly random: Random;
}

/** RTP without ICE, in the clear or under SDES keys, straight to the address that the offer names. Fails with words where no port can be bound. */
export async function openDirectLeg(deps: DirectLegDeps): Promise<Result<FarLeg, string>> {
  const place = placeOf(deps.offer, null);
  if (place === null) return failed('the offer names no address');
  const pair = await bindPortPair(place.rtp);
  return pair.ok ? ok(directLeg(deps, place, pair.value)) : pair;
}

/** RFC 863: to an offer without an address nothing is sent, but the route to its writer says which of our own to name. */
const discard = 9;

/** An offer that holds without an address leaves the far side where it was. */
function placeOf({ audio, origin }: FarOffer, before: Place | null): Place | null {
  if (audio.rtp !== null && audio.rtcp !== null) return { rtp: audio.rtp, rtcp: audio.rtcp };
  const nowhere = origin === null ? null : { host: origin, port: discard };
  return before ?? (nowhere === null ? null : { rtp: nowhere, rtcp: nowhere });
}

function directLeg(deps: DirectLegDeps, firstPlace: Place, firstPair: PortPair): FarLeg {
  const { ssrc, events, clock, random } = deps;
  let { offer } = deps;
  let place = firstPlace;
  let version = 1;
  let state: 'waiting' | 'started' | 'closed' = 'waiting';
  let freed: Promise<unknown> = Promise.resolve();
  const protection = createLegProtection(offer.audio.protection.key);
  const sessionId = Math.floor(random.fraction() * 2 ** 31);
  const reporter = createRtcpReporter({
    ssrc,
    cname: random.uuid(),
    clock,
    send: (datagram) => {
      if (offer.audio.reports && place.rtcp.port !== discard) ports.sendRtcp(datagram);
    },
  });

  const listen = (pair: PortPair, at: Place): VoicePorts =>
    createVoicePorts({
      pair,
      place: at,
      protection: protection.present,
      clock,
      wants: (packet) => state === 'started' && isAnswered(packet, offer.audio),
      onRtp: (packet) => {
        events.onAlive();
        reporter.received(packet);
        events.onPacket(packet);
      },
      onRtcp: (datagram) => {
        if (state !== 'started') return;
        events.onAlive();
        reporter.receivedRtcp(datagram);
      },
    });
  let ports = listen(firstPair, firstPlace);

  /** The same ports as long as the far side is reached from the same address. */
  const portsTo = async (next: Place): Promise<Result<VoicePorts, string>> => {
    if (next.rtp.host === place.rtp.host) return ok(ports);
    const address = await routedAddress(next.rtp);
    if (!address.ok) return address;
    if (address.value === ports.local.address) return ok(ports);
    const pair = await bindPortPair(next.rtp);
    return pair.ok ? ok(listen(pair.value, next)) : pair;
  };

  return {
    answer: () => writeFarAnswer(offer, { ...ports.local, crypto: protection.answer() }, { id: sessionId, version }),
    start() {
      if (state !== 'waiting') return;
      state = 'started';
      ports.aim(place);
      reporter.start();
    },
    async renegotiate(next) {
      const nextPlace = placeOf(next, place) ?? place;
      const found = await portsTo(nextPlace);
      if (!found.ok) return found;
      const before = ports;
      ports = found.value;
      if (before !== ports) freed = Promise.all([freed, (state === 'closed' ? ports : before).close()]);
      if (state === 'closed') return failed('the call is over');
      if (isSamePlace(place, nextPlace)) ports.expect();
      else ports.aim(nextPlace);
      protection.renew(next.audio.protection.key);
      // Voice of the window comes in packets of one length for the whole call.
      offer = { ...next, audio: { ...next.audio, packetMs: offer.audio.packetMs } };
      place = nextPlace;
      version += 1;
      return ok(null);
    },
    send(packet) {
      if (state !== 'started') return;
      reporter.sent(packet);
      ports.sendRtp(writeRtp(packet));
    },
    async close() {
      if (state !== 'closed') {
        reporter.stop();
        state = 'closed';
        freed = Promise.all([freed, ports.close()]);
      }
      await freed;
    },
  };
}

/** Of a type that we answered, and not from a far side that says that it sends nothing. */
function isAnswered({ payloadType }: RtpPacket, { direction, ...audio }: OfferedAudio): boolean {
  const types = [audio.payloadType, audio.telephoneEvent?.payloadType, comfortNoise];
  return direction !== 'inactive' && direction !== 'recvonly' && types.includes(payloadType);
}

function isSamePlace(one: Place, other: Place): boolean {
  return (['rtp', 'rtcp'] as const).every(
    (kind) => one[kind].host === other[kind].host && one[kind].port === other[kind].port,
  );
}

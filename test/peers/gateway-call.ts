/** A call through the real media gateway, with its events kept: for tests in Node and with a browser. */
import { freeMeans, type MediaMeans } from '../../main/core/media-means.ts';
import type { Clock, MediaEvent, MediaInstruction } from '../../main/core/ports.ts';
import { createGateway, type Gateway } from '../../main/media/gateway.ts';
import { createNearListener } from '../../main/media/near-tcp/near-listener.ts';
import { createClock } from '../../main/system/clock.ts';
import { createRandom } from '../../main/system/random.ts';
import { until } from '../desktop/until.ts';
import { type Codec, codecLines, payloadTypeOf } from './codec-lines.ts';
import type { Target } from './peer.ts';

type EventOf<Type extends MediaEvent['type']> = Extract<MediaEvent, { readonly type: Type }>;

/** A gateway and everything it said. */
export class HeardGateway {
  readonly events: MediaEvent[] = [];
  #offers = 0;
  /** For a far side on this computer. */
  readonly gateway: Pick<Gateway, 'close'> & { handle(instruction: MediaInstruction): void };

  constructor(clock: Clock = createClock(), loopback = true, means: MediaMeans = freeMeans) {
    const { handle, close } = createGateway({
      clock,
      random: createRandom(),
      listener: createNearListener({ clock, onListening: () => {} }),
      send: (event) => this.events.push(event),
    });
    this.gateway = { handle: (instruction) => handle(instruction, { loopback }, means), close };
  }

  /** The far side of a call offers again; resolves with the gateway's answer. */
  async renegotiated(callId: string, offer: string): Promise<string> {
    const outcome = await this.offeredAgain(callId, offer);
    if (outcome.type !== 'renegotiated') throw new Error(`The offer was refused: ${outcome.message}`);
    return outcome.farAnswer;
  }

  /** The far side of a call offers again; resolves with what the gateway says to it. */
  offeredAgain(callId: string, offer: string): Promise<EventOf<'renegotiated' | 'renegotiation-failed'>> {
    this.#offers += 1;
    const renegotiation = `https://pool/renegotiations/${this.#offers}`;
    this.gateway.handle({ type: 'renegotiate', callId, renegotiation, offer });
    const isIt = (event: MediaEvent): event is EventOf<'renegotiated' | 'renegotiation-failed'> =>
      (event.type === 'renegotiated' || event.type === 'renegotiation-failed') && event.renegotiation === renegotiation;
    return until(`an outcome of offer ${this.#offers}`, () => this.events.find(isIt));
  }

  /** We call; resolves with what there is to send. */
  callsOut(callId: string, pictures = false): Promise<EventOf<'called-out'>> {
    const more = pictures ? { pictures: true as const } : {};
    this.gateway.handle({ type: 'call-out', callId, offering: 'the call', ...more });
    return this.event(callId, 'called-out');
  }

  /** We offer; resolves with what there is to send, and under which name. */
  async offers(callId: string, direction: 'sendrecv' | 'inactive'): Promise<EventOf<'offered'>> {
    this.#offers += 1;
    const offering = `offer ${this.#offers}`;
    this.gateway.handle({ type: 'offer', callId, offering, direction });
    const isIt = (event: MediaEvent): event is EventOf<'offered'> =>
      event.type === 'offered' && event.offering === offering;
    return until(`${offering} of ours`, () => this.events.find(isIt));
  }

  /** The far side answers an offer of ours; resolves with what the gateway makes of it. */
  answered(
    { callId, offering }: Pick<EventOf<'offered'>, 'callId' | 'offering'>,
    answer: string,
  ): Promise<EventOf<'answer-taken' | 'offer-failed'>> {
    const before = this.events.length;
    this.gateway.handle({ type: 'far-answer', callId, offering, answer });
    const isIt = (event: MediaEvent): event is EventOf<'answer-taken' | 'offer-failed'> =>
      (event.type === 'answer-taken' || event.type === 'offer-failed') && event.offering === offering;
    return until(`an outcome of ${offering}`, () => this.events.slice(before).find(isIt));
  }

  /** The first event of that type for the call; waits until there is one. */
  event<Type extends MediaEvent['type']>(callId: string, type: Type): Promise<EventOf<Type>> {
    const isIt = (event: MediaEvent): event is EventOf<Type> => event.type === type && event.callId === callId;
    return until(`the gateway to say ${type} of call ${callId}`, () => this.events.find(isIt));
  }
}

/** An offer as a gateway on the premises writes it, for media at `local`: of plain RTP, or of SRTP where there is a key. */
export function plainOffer(local: Target, codec: Codec = 'PCMU'): string {
  return [
    'v=0',
    `o=AudiocodesGW 129380630 129380304 IN IP4 ${local.address}`,
    's=Phone-Call',
    `c=IN IP4 ${local.address}`,
    't=0 0',
    ...(local.ice?.says ?? []),
    `m=audio ${local.rtpPort} RTP/${local.key === undefined ? 'AVP' : 'SAVP'} ${payloadTypeOf(codec)} 13 101`,
    ...codecLines(codec),
    'a=ptime:20',
    'a=sendrecv',
    `a=rtcp:${local.rtcpPort} IN IP4 ${local.address}`,
    ...(local.ice === undefined
      ? []
      : [`a=ice-ufrag:${local.ice.ufrag}`, `a=ice-pwd:${local.ice.pwd}`, ...local.ice.candidates]),
    ...(local.key === undefined
      ? []
      : [
          `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${local.key}|2^31${local.mki === undefined ? '' : `|${Number.parseInt(local.mki, 16)}:${local.mki.length / 2}`}`,
        ]),
    '',
  ].join('\r\n');
}

/** Where an SDP answer says that its sender listens. */
export function answeredTarget(answer: string): Target {
  const address = /^c=IN IP[46] (\S+)/m.exec(answer)?.[1];
  const rtpPort = /^m=audio ([1-9]\d*) /m.exec(answer)?.[1];
  const rtcpPort = /^a=rtcp:(\d+)/m.exec(answer)?.[1];
  if (address === undefined) throw new Error(`No address in ${answer}`);
  const key = /^a=crypto:\d+ AES_CM_128_HMAC_SHA1_80 inline:([^|\r]+)/m.exec(answer)?.[1];
  const [ufrag, pwd] = ['ufrag', 'pwd'].map((name) => new RegExp(`^a=ice-${name}:(\\S+)`, 'm').exec(answer)?.[1]);
  const candidates = answer.match(/^a=candidate.*/gm) ?? [];
  const ice = ufrag === undefined || pwd === undefined ? undefined : { ufrag, pwd, candidates: [...candidates] };
  return { address, rtpPort: Number(rtpPort), rtcpPort: Number(rtcpPort), key, ice };
}

/** A whole media path: a telephone of the far side, the gateway in this process, and the browser's page. */
import type { MediaLegView } from '../../../preload/contract/index.ts';
import { until } from '../../desktop/until.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { type Codec, Peer } from '../../peers/peer.ts';
import { type Passing, type PortBetween, portBetween } from '../../peers/port-between.ts';
import { ringingLeg } from '../../views/leg-view.ts';
import type { SoundPage } from './sound-page.ts';

export const farToneHz = 1000;

export interface SoundCallOptions {
  /** Another call that goes on ringing. */
  readonly beside?: SoundCall;
  /** Whether the far side speaks, or only what the test sends. */
  readonly far?: 'ffmpeg' | 'ear';
  /** How long each packet of the far voice is. */
  readonly packetMs?: number;
  /** Lines of the offer besides. */
  readonly more?: string;
  readonly security?: 'sdes' | 'none';
  readonly transport?: 'ice' | 'direct';
  /** What becomes of the page's connections to the gateway. */
  readonly pass?: Passing;
}

export class SoundCall {
  readonly callId: string;
  readonly peer: Peer;
  readonly heard: HeardGateway;
  readonly #page: SoundPage;
  #leg: MediaLegView;
  #between: PortBetween | null = null;

  private constructor(callId: string, page: SoundPage, peer: Peer, heard: HeardGateway, offer: string) {
    this.callId = callId;
    this.peer = peer;
    this.heard = heard;
    this.#page = page;
    this.#leg = ringingLeg(callId, offer);
  }

  /** A call that rings, alone or beside another: connected up to the far side's ports, where somebody speaks already. */
  static async ring(
    page: SoundPage,
    callId = 'call',
    codec: Codec = 'PCMU',
    {
      beside,
      more = '',
      far = 'ffmpeg',
      packetMs = 20,
      security = 'none',
      transport = 'direct',
      pass,
    }: SoundCallOptions = {},
  ): Promise<SoundCall> {
    const heard = new HeardGateway();
    const peer = await Peer.start({ toneHz: farToneHz, media: far, codec, packetMs, security, transport });
    heard.gateway.handle({ type: 'prepare', callId, offer: `${plainOffer(peer.local, codec)}${more}` });
    const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
    const between = pass === undefined ? null : await portBetween(nearOffer, pass);
    const call = new SoundCall(callId, page, peer, heard, between?.offer ?? nearOffer);
    call.#between = between;
    await page.show({
      ring: null,
      legs: beside === undefined ? [call.change({})] : [beside.change({}), call.change({})],
    });
    const answer = await until('an answer of the page', () =>
      page.reports.find((report) => report.type === 'leg-answer' && report.callId === callId),
    );
    if (answer.type === 'leg-answer') heard.gateway.handle({ type: 'near-answer', callId, sdp: answer.sdp });
    await heard.event(callId, 'near-connected');
    await peer.talkTo(answeredTarget(farAnswer));
    return call;
  }

  /** A call of ours that rings at a telephone: our offer is out, and the page is connected. */
  static async callOut(
    page: SoundPage,
    codec: Codec,
    { security = 'none', transport = 'direct' }: SoundCallOptions = {},
  ) {
    const callId = 'call';
    const heard = new HeardGateway();
    const peer = await Peer.start({ toneHz: farToneHz, media: 'ffmpeg', codec, security, transport, isCalled: true });
    const { farOffer, nearOffer } = await heard.callsOut(callId);
    const call = new SoundCall(callId, page, peer, heard, nearOffer);
    await call.show({});
    const answer = await until('an answer of the page', () => page.last('leg-answer'));
    heard.gateway.handle({ type: 'near-answer', callId, sdp: answer.sdp });
    await heard.event(callId, 'near-connected');
    await peer.talkTo(answeredTarget(farOffer));
    return { call, answer: plainOffer(peer.local, codec) };
  }

  /** Somebody accepts: our voice goes out, in what the answer says. */
  async accepted(answer: string): Promise<void> {
    this.heard.gateway.handle({ type: 'start', callId: this.callId });
    const event = await this.heard.answered({ callId: this.callId, offering: 'the call' }, answer);
    if (event.type !== 'answer-taken') throw new Error(`The answer was refused: ${event.message}`);
    await this.followNearOffer({ microphone: 'open' });
    await until('word of the microphone', () => this.#page.last('microphone'));
  }

  /** What main does when the gateway offers anew. */
  async followNearOffer(change: Partial<MediaLegView> = {}): Promise<void> {
    const latest = this.heard.events.findLast((event) => event.type === 'near-offered');
    await this.show({ ...change, ...(latest?.type === 'near-offered' && { offer: latest.nearOffer }) });
  }

  /** The call's part of the view, changed. */
  change(change: Partial<MediaLegView>): MediaLegView {
    this.#leg = { ...this.#leg, ...change };
    return this.#leg;
  }

  /** Shows the call alone, changed. */
  show(change: Partial<MediaLegView>): Promise<void> {
    return this.#page.show({ ring: null, legs: [this.change(change)] });
  }

  /** What happens when the user answers. */
  async answer(): Promise<void> {
    this.heard.gateway.handle({ type: 'start', callId: this.callId });
    await this.show({ microphone: 'open' });
    await until('word of the microphone', () => this.#page.last('microphone'));
  }

  async end(): Promise<void> {
    this.#between?.close();
    await Promise.all([this.heard.gateway.close(), this.peer.stop()]);
  }
}

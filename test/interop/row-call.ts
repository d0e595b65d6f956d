/** One call of the matrix: a real peer, the gateway, and the app's page in a browser. */
import type { Browser, Page } from '@playwright/test';
import type { MediaMeans } from '../../main/core/media-means.ts';
import type { MediaFailure } from '../../main/core/ports.ts';
import { failed, ok, type Result } from '../../main/core/result.ts';
import type { KeyTone } from '../../preload/contract/index.ts';
import { until } from '../desktop/until.ts';
import { SoundPage } from '../page/rig/sound-page.ts';
import { HeardGateway } from '../peers/gateway-call.ts';
import type { Tone } from '../peers/tone.ts';
import { ringingLeg } from '../views/leg-view.ts';
import type { Beginning, FarSide } from './far/far-side.ts';
import type { Loss } from './figures.ts';
import { pageLoss, watchConnections } from './page-loss.ts';

const callId = 'call';

/** Where the page is, and in what. */
export interface PageSite {
  readonly browser: Browser;
  readonly url: string;
}

export class RowCall {
  readonly far: FarSide;
  readonly heard: HeardGateway;
  readonly #sound: SoundPage;
  readonly #page: Page;

  private constructor(far: FarSide, heard: HeardGateway, sound: SoundPage, page: Page) {
    this.far = far;
    this.heard = heard;
    this.#sound = sound;
    this.#page = page;
  }

  /** A call that is up and talks; or why the gateway refuses it. */
  static async answered(site: PageSite, far: FarSide, means: MediaMeans): Promise<Result<RowCall, MediaFailure>> {
    const heard = new HeardGateway(undefined, true, means);
    const page = await site.browser.newPage();
    await watchConnections(page);
    const call = new RowCall(far, heard, await SoundPage.open(page, site.url), page);
    try {
      const failure = await call.#meet();
      if (failure === null) return ok(call);
      await call.end();
      return failed(failure);
    } catch (error) {
      await call.end();
      throw error;
    }
  }

  /** The far voice as the page plays it. */
  heardHere(frequency: number): Promise<Tone> {
    return until(`${frequency} Hz in the page`, async () => {
      const tone = await this.#sound.playedTone(callId);
      return Math.abs(tone.frequency - frequency) < 12 && tone.level > -30 && tone;
    });
  }

  /** Nothing of the far voice is played. */
  silentHere(): Promise<unknown> {
    return until('silence in the page', async () => (await this.#sound.playedTone(callId)).level < -60);
  }

  lossHere(): Promise<Loss> {
    return pageLoss(this.#page);
  }

  /** The keys that the far side pressed, oldest first. */
  keysHeard(): string {
    return this.heard.events.flatMap((event) => (event.type === 'tone-heard' ? [event.tone] : [])).join('');
  }

  press(tones: readonly KeyTone[]): void {
    this.heard.gateway.handle({ type: 'send-tones', callId, tones });
  }

  /** We hold, or go on. */
  async offer(direction: 'sendrecv' | 'inactive'): Promise<void> {
    const { offersAgain } = this.far;
    if (offersAgain === null) throw new Error('The far side takes no offers');
    const offered = await this.heard.offers(callId, direction);
    const event = await this.heard.answered(offered, await offersAgain.take(offered.farOffer));
    if (event.type === 'offer-failed') throw new Error(`Our offer came to nothing: ${event.message}`);
  }

  async end(): Promise<void> {
    await Promise.all([this.heard.gateway.close(), this.#page.close()]);
  }

  async #meet(): Promise<MediaFailure | null> {
    const { begins } = this.far;
    return begins.kind === 'calls' ? this.#answer(begins) : this.#call(begins);
  }

  async #answer({ offer, take }: Extract<Beginning, { kind: 'calls' }>): Promise<MediaFailure | null> {
    this.heard.gateway.handle({ type: 'prepare', callId, offer });
    const event = await until('the gateway to take the offer or not', () =>
      this.heard.events.find(({ type }) => type === 'prepared' || type === 'failed'),
    );
    if (event.type === 'failed') return event.failure;
    if (event.type !== 'prepared') throw new Error(`The gateway said ${event.type}`);
    await this.#connectPage(event.nearOffer);
    this.heard.gateway.handle({ type: 'start', callId });
    await this.#talk(event.nearOffer);
    await take(event.farAnswer);
    return null;
  }

  async #call({ answer }: Extract<Beginning, { kind: 'called' }>): Promise<MediaFailure | null> {
    const { farOffer, nearOffer, offering } = await this.heard.callsOut(callId);
    await this.#connectPage(nearOffer);
    const answered = await answer(farOffer);
    this.heard.gateway.handle({ type: 'start', callId });
    const event = await this.heard.answered({ callId, offering }, answered);
    if (event.type === 'offer-failed') throw new Error(`Its answer came to nothing: ${event.message}`);
    const again = this.heard.events.findLast(({ type }) => type === 'near-offered');
    await this.#talk(again?.type === 'near-offered' ? again.nearOffer : nearOffer);
    return null;
  }

  async #connectPage(offer: string): Promise<void> {
    await this.#sound.show({ ring: null, legs: [ringingLeg(callId, offer)] });
    const answer = await until('an answer of the page', () => this.#sound.last('leg-answer'));
    this.heard.gateway.handle({ type: 'near-answer', callId, sdp: answer.sdp });
    await this.heard.event(callId, 'near-connected');
    this.far.offersAgain?.onOffer((again) => this.heard.renegotiated(callId, again));
  }

  async #talk(offer: string): Promise<void> {
    await this.#sound.show({ ring: null, legs: [{ ...ringingLeg(callId, offer), microphone: 'open' }] });
  }
}

/**
 * How long it takes from the press of Answer until each side has the other's first voice: calls in and calls out, through the gateway and the app's page, beside
 * two peer connections in one page that speak to each other without anything in between.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { MediaLegView } from '../../../preload/contract/index.ts';
import { until } from '../../desktop/until.ts';
import { type OpenSite, openBrowserSite } from '../../interop/browser-site.ts';
import { SoundPage } from '../../page/rig/sound-page.ts';
import { HeardGateway } from '../../peers/gateway-call.ts';
import { FarAgent } from '../../unit/media/far-agent.ts';
import { ringingLeg } from '../../views/leg-view.ts';
import { median } from '../statistics.ts';
import { firstPacket, keepConnections, talkBare } from './first-voice-page.ts';

/** `told`: a call in whose caller had our answer while it rang. */
export type Way = 'bare' | 'in' | 'told' | 'out';

/** Milliseconds after the press. */
export interface FirstVoice {
  /** The far voice in the page. */
  readonly here: number;
  /** The page's microphone at the far side. */
  readonly there: number;
}

const callId = 'call';
const key = Buffer.alloc(30, 7).toString('base64');
const voiceMs = 20;

/** The median of so many calls each way, by turns. */
export async function measureFirstVoice(rounds: number): Promise<Readonly<Record<Way, FirstVoice>>> {
  const samples: Record<Way, FirstVoice[]> = { bare: [], in: [], told: [], out: [] };
  const site = await openBrowserSite();
  try {
    for (let round = 0; round < rounds; round += 1) {
      samples.bare.push(await onPage(site, bare));
      samples.in.push(await onPage(site, (page) => talk(page, site.url, 'in')));
      samples.told.push(await onPage(site, (page) => talk(page, site.url, 'told')));
      samples.out.push(await onPage(site, (page) => talk(page, site.url, 'out')));
    }
  } finally {
    await site.close();
  }
  const { bare: alone, in: calledHere, told, out } = samples;
  return { bare: middle(alone), in: middle(calledHere), told: middle(told), out: middle(out) };

  function bare(page: Page): Promise<FirstVoice> {
    return page.goto(site.url).then(() => page.evaluate(talkBare));
  }
}

function middle(all: readonly FirstVoice[]): FirstVoice {
  return { here: median(all.map(({ here }) => here)), there: median(all.map(({ there }) => there)) };
}

async function onPage<Value>({ browser }: OpenSite, run: (page: Page) => Promise<Value>): Promise<Value> {
  const page = await browser.newPage();
  await page.addInitScript(keepConnections);
  try {
    return await run(page);
  } finally {
    await page.close();
  }
}

/** Of the system, as the page's is. */
const now = () => performance.timeOrigin + performance.now();

/** A far side with ICE and SDES, which picks up, or is picked up, when the call is prepared on both sides. */
async function talk(page: Page, url: string, way: 'in' | 'told' | 'out'): Promise<FirstVoice> {
  const sound = await SoundPage.open(page, url);
  const heard = new HeardGateway();
  const far = await FarAgent.open({ key, answers: way === 'out' });
  let speaking: ReturnType<typeof setInterval> | null = null;
  try {
    const call = way === 'out' ? await calls(heard) : await rings(heard, far);
    const leg = ringingLeg(callId, call.nearOffer);
    await connect(sound, heard, leg);
    if (way === 'told') await tellEarly(heard, far, call.ours);
    const here = page.evaluate(firstPacket);
    const pressed = now();
    heard.gateway.handle({ type: 'start', callId });
    if (way !== 'told') far.take(call.ours);
    speaking = setInterval(() => far.speak(Buffer.alloc(160, 0x2a)), voiceMs);
    const offer = way !== 'out' ? leg.offer : await accepted(heard, far, leg.offer);
    await sound.show({ ring: null, legs: [{ ...leg, offer, microphone: 'open' }] });
    const there = await soon(() => far.heard().some(isVoice) && now());
    return { here: (await here) - pressed, there: there - pressed };
  } finally {
    if (speaking !== null) clearInterval(speaking);
    await Promise.all([heard.gateway.close(), far.close()]);
  }
}

interface Prepared {
  /** Our description, which the far side reads when somebody picks up. */
  readonly ours: string;
  readonly nearOffer: string;
}

async function rings(heard: HeardGateway, far: FarAgent): Promise<Prepared> {
  heard.gateway.handle({ type: 'prepare', callId, offer: far.describe() });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  return { ours: farAnswer, nearOffer };
}

/** As after sendProvisionalAnswer: both find their way before anybody answers. */
async function tellEarly(heard: HeardGateway, far: FarAgent, ours: string): Promise<void> {
  heard.gateway.handle({ type: 'look-early', callId });
  far.take(ours);
  await until('a way', () => far.complete);
}

async function calls(heard: HeardGateway): Promise<Prepared> {
  const { farOffer, nearOffer } = await heard.callsOut(callId);
  return { ours: farOffer, nearOffer };
}

async function connect(sound: SoundPage, heard: HeardGateway, leg: MediaLegView): Promise<void> {
  await sound.show({ ring: null, legs: [leg] });
  const answer = await until('an answer of the page', () => sound.last('leg-answer'));
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer.sdp });
  await heard.event(callId, 'near-connected');
}

/** The near offer that goes with the codec of the answer. */
async function accepted(heard: HeardGateway, far: FarAgent, offer: string): Promise<string> {
  heard.gateway.handle({ type: 'far-answer', callId, offering: 'the call', answer: far.describe() });
  await soon(() => heard.events.some(({ type }) => type === 'answer-taken'));
  const again = heard.events.findLast(({ type }) => type === 'near-offered');
  return again?.type === 'near-offered' ? again.nearOffer : offer;
}

/** Looks each millisecond, so that no waiting is measured. */
async function soon<Value>(look: () => Value | false): Promise<Value> {
  for (;;) {
    const found = look();
    if (found !== false) return found;
    await delay(1);
  }
}

/** Not what the gateway sends of itself, which is silence. */
function isVoice(payload: Buffer): boolean {
  return payload.some((byte) => byte !== 0xff);
}

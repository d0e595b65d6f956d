import { setTimeout as delay } from 'node:timers/promises';
import { freeMeans } from '../../main/core/media-means.ts';
import type { KeyTone } from '../../preload/contract/index.ts';
import { until } from '../desktop/until.ts';
import type { Tone } from '../peers/tone.ts';
import { microphoneHz } from './browser-site.ts';
import { type FarSide, farToneHz } from './far/far-side.ts';
import { openFarSide } from './far/open-far-side.ts';
import { startRelay } from './far/relays.ts';
import type { CallFigures, HeardFigures, Outcome } from './figures.ts';
import type { Row } from './row.ts';
import { type PageSite, RowCall } from './row-call.ts';

/** Pressed by each side. */
const keysHere: readonly KeyTone[] = ['1', '5', '9', '#'];
const keysThere = '2580*';

/** Makes the row's call and measures it. Never throws: what goes wrong is the outcome. */
export async function measureRow(row: Row, site: PageSite): Promise<Outcome> {
  if (row.comes !== undefined && 'cannot' in row.comes) return { type: 'cannot', reason: row.comes.cannot };
  try {
    return await callOf(row, site);
  } catch (error) {
    return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What does not hold in an outcome that a row should not have; null where all is well. */
export function faultOf(row: Row, outcome: Outcome): string | null {
  if (outcome.type === 'failed') return outcome.reason;
  const refused = row.comes !== undefined && 'refused' in row.comes ? row.comes.refused : null;
  if (outcome.type === 'refused') return outcome.failure === refused ? null : `refused: ${outcome.failure}`;
  if (refused !== null) return `not refused as ${refused}`;
  if (outcome.type === 'cannot') return null;
  const { here, there } = outcome.figures;
  return lossOf('here', here) ?? lossOf('there', there) ?? keysOf(outcome.figures);
}

/** A second of voice: less says nothing of what was lost. */
const leastPackets = 50;
/** Between two reports of RTCP (RFC 3550 section 6.2), in milliseconds, and some more. */
const longestReportMs = 10_000;

/** On one computer nothing is lost; two hundredths may be where it has no time, around a hold, and where a middleman begins to recode. */
function lossOf(where: string, { loss }: HeardFigures): string | null {
  if (loss === null) return null;
  if (loss.packets < leastPackets) return `${loss.packets} packets counted ${where}`;
  return loss.lost * 50 > loss.packets ? `${loss.lost} of ${loss.packets} packets lost ${where}` : null;
}

function keysOf({ here, there }: CallFigures): string | null {
  if (here.keys !== null && here.keys !== keysThere) return `keys heard here: "${here.keys}" instead of "${keysThere}"`;
  const pressed = keysHere.join('');
  return there.keys !== null && there.keys !== pressed
    ? `keys heard there: "${there.keys}" instead of "${pressed}"`
    : null;
}

async function callOf(row: Row, site: PageSite): Promise<Outcome> {
  const relay = row.relay === undefined ? null : await startRelay(row.relay, row);
  let far: FarSide | null = null;
  try {
    far = await openFarSide(row, relay?.forPeer ?? null);
    const means = { ...(relay?.means ?? freeMeans), encrypted: row.insists === true };
    const call = await RowCall.answered(site, far, means);
    if (!call.ok) return { type: 'refused', failure: call.failure };
    try {
      return { type: 'talked', figures: await figuresOf(call.value) };
    } finally {
      await call.value.end();
    }
  } finally {
    await far?.close();
    await relay?.stop();
  }
}

async function figuresOf(call: RowCall): Promise<CallFigures> {
  const { far } = call;
  const tones = await bothTones(call);
  const holds = far.offersAgain === null ? null : await holdAndGoOn(call);
  const keys = far.keys === null ? null : await pressKeys(call);
  const [lossHere, traffic] = [await call.lossHere(), await trafficOf(call)];
  return {
    here: { tone: tones.here, loss: lossHere, keys: keys?.here ?? null },
    there: {
      tone: tones.there,
      loss: traffic && { packets: traffic.rtpPackets, lost: traffic.missing },
      keys: keys?.there ?? null,
    },
    holds,
  };
}

/** What came to the peer: one that counts by our reports may have only the first of them, and the next comes within seconds. */
async function trafficOf({ far }: RowCall): ReturnType<RowCall['far']['traffic']> {
  const deadline = performance.now() + longestReportMs;
  for (;;) {
    const traffic = await far.traffic();
    if (traffic === null || traffic.rtpPackets >= leastPackets || performance.now() > deadline) return traffic;
    await delay(200);
  }
}

/** What is heard here and there; an echo shows both in one. */
async function bothTones(call: RowCall): Promise<{ readonly here: Tone; readonly there: Tone | null }> {
  const { voice } = call.far;
  if (voice.kind === 'echo') return { here: await call.heardHere(microphoneHz), there: null };
  if (voice.kind === 'deaf') return { here: await call.heardHere(farToneHz), there: null };
  return { there: await voice.heard(microphoneHz), here: await call.heardHere(farToneHz) };
}

/** Each side in turn; who hears too few is waited for. */
async function pressKeys(call: RowCall): Promise<{ readonly here: string; readonly there: string }> {
  const { keys } = call.far;
  if (keys === null) return { here: '', there: '' };
  await keys.press(keysThere);
  await heardAtLeast(keysThere.length, () => call.keysHeard());
  call.press(keysHere);
  await heardAtLeast(keysHere.length, () => keys.heard());
  return { here: call.keysHeard(), there: keys.heard() };
}

async function heardAtLeast(count: number, heard: () => string): Promise<void> {
  await until('keys', () => heard().length >= count, { withinMs: 20_000 }).catch(() => {});
}

async function holdAndGoOn(call: RowCall): Promise<'both'> {
  const { far } = call;
  await call.offer('inactive');
  await call.silentHere();
  await call.offer('sendrecv');
  await call.heardHere(farToneHz);
  await far.offersAgain?.hold();
  await call.silentHere();
  await far.offersAgain?.resume();
  await call.heardHere(farToneHz);
  return 'both';
}

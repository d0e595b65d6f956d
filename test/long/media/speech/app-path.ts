/** A call of the app: a telephone, a link that does harm, the gateway, and the sound page in Chromium. */
import type { Page } from '@playwright/test';
import { until } from '../../../desktop/until.ts';
import { SoundPage } from '../../../page/rig/sound-page.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../../peers/gateway-call.ts';
import { type Harm, LossyLink } from '../../../peers/lossy-link.ts';
import { ringingLeg } from '../../../views/leg-view.ts';
import { FarEnd } from './far-end.ts';
import { type RecorderGlobals, startRecording, stopRecording } from './page-recorder.ts';
import type { Recording } from './scoring.ts';

export interface Heard {
  readonly reference: Recording;
  readonly heard: Recording;
}

const callId = 'speech';

/** Both speak at once: the telephone `pcmu`, and the page's microphone whatever it says. */
export async function throughApp(
  page: Page,
  url: string,
  harm: Harm,
  said: { readonly pcmu: Buffer; readonly samples: Int16Array },
) {
  const sound = await SoundPage.open(page, url);
  const [gateway, far, link] = [new HeardGateway(), await FarEnd.start(), await LossyLink.open(harm)];
  const target = { ...far.local, rtpPort: link.forOther.port };
  gateway.gateway.handle({ type: 'prepare', callId, offer: plainOffer(target) });
  const { farAnswer, nearOffer } = await gateway.event(callId, 'prepared');
  const ours = answeredTarget(farAnswer);
  link.join({ address: far.local.address, port: far.local.rtpPort }, { address: ours.address, port: ours.rtpPort });
  const leg = ringingLeg(callId, nearOffer);
  await sound.show({ ring: null, legs: [leg] });
  const answer = await until('an answer of the page', () => sound.last('leg-answer'));
  gateway.gateway.handle({ type: 'near-answer', callId, sdp: answer.sdp });
  await gateway.event(callId, 'near-connected');
  gateway.gateway.handle({ type: 'start', callId });
  await sound.show({ ring: null, legs: [{ ...leg, microphone: 'open' }] });
  await until('word of the microphone', () => sound.last('microphone'));
  await nameTracks(page);

  await Promise.all(['far', 'microphone'].map((name) => startRecording(page, name)));
  const start = performance.timeOrigin + performance.now();
  const toLink = { ...ours, rtpPort: link.forOne.port };
  const startedAt = await far.say(said.pcmu, toLink);
  await new Promise((resolve) => setTimeout(resolve, 600));
  const [inPage, microphone] = [await stopRecording(page, 'far'), await stopRecording(page, 'microphone')];
  const atFar = await far.heardSince(start);
  await Promise.all([gateway.gateway.close(), far.close(), link.close()]);
  const reference = { samples: said.samples, rate: 8000, startedAt };
  return { towardsUser: { reference, heard: inPage }, towardsCaller: { reference: microphone, heard: atFar } };
}

/** The far voice as the page plays it, and the microphone as it was opened. */
async function nameTracks(page: Page): Promise<void> {
  await page.evaluate((id) => {
    const globals = globalThis as unknown as RecorderGlobals & { opened: MediaStreamTrack[] };
    const stream = document.querySelector<HTMLAudioElement>(`audio[data-call="${id}"]`)?.srcObject;
    const far = stream instanceof MediaStream ? stream.getAudioTracks()[0] : undefined;
    const microphone = globals.opened.at(-1);
    if (far === undefined || microphone === undefined) throw new Error('the call has no sound');
    globals.tracks = { far, microphone };
  }, callId);
}

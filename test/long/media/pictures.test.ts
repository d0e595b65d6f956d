/** Pictures between GStreamer, or ffmpeg, and the app's page in Debian's Chromium, through the gateway, for GStreamer over a way that loses a tenth of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../desktop/until.ts';
import { PicturesPage } from '../../page/rig/pictures-page.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { FfmpegPictures } from '../../peers/ffmpeg-pictures.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { GstPictures } from '../../peers/gstreamer/gst-pictures.ts';
import { RepairingLink } from '../../peers/repairing-link.ts';
import { NearPeer } from '../../unit/media/near-peer.ts';

const callId = 'a call';
const lossPercent = 10;

/** Who sends pictures, and counts those that come. */
interface FarPictures {
  readonly local: Target;
  readonly frames: number;
  section(): string;
  talkTo(target: Target): Promise<void> | void;
  stop(): Promise<void>;
}

const gstreamer = (codec: 'VP8' | 'H264') =>
  GstPictures.start({ codec, colour: [220, 30, 30], pattern: 'smpte', waitsMs: 300 });

interface Way {
  readonly lossPercent: number;
  /** Whoever is at its end sends again what is asked for, and asks. */
  readonly repairs: boolean;
}

/** A video call over a link. */
async function seen(far: FarPictures, { lossPercent, repairs }: Way, ends: (() => Promise<unknown>)[]) {
  const heard = new HeardGateway();
  ends.push(() => heard.gateway.close());
  const voice = await DatagramPair.bind('127.0.0.1');
  ends.push(() => voice.close());
  const link = await RepairingLink.open(lossPercent);
  ends.push(() => link.close());
  ends.push(() => far.stop());
  const page = await PicturesPage.open();
  ends.push(() => page.close());
  heard.gateway.handle({
    type: 'prepare',
    callId,
    offer: `${plainOffer(voice.local)}${sectionOf(far, link, repairs)}`,
  });
  const { nearOffer: voiceOffer } = await heard.event(callId, 'prepared');
  const near = await NearPeer.answering(voiceOffer);
  ends.push(() => near.peer.close());
  heard.gateway.handle({ type: 'near-answer', callId, sdp: near.answer });
  const standing = () => heard.events.flatMap((event) => (event.type === 'video' ? [event.video] : [])).at(-1);
  const farAnswer = await until('an answer with video', () => standing()?.farAnswer);
  heard.gateway.handle({ type: 'video', callId, wish: 'both' });
  const nearOffer = await until('an offer to the page', () => standing()?.nearOffer);
  heard.gateway.handle({ type: 'picture-answer', callId, sdp: await page.answer(callId, nearOffer) });
  heard.gateway.handle({ type: 'start', callId });
  link.join(answeredTarget(farAnswer.slice(farAnswer.indexOf('m=video')).replace('m=video', 'm=audio')), far.local);
  await far.talkTo(link.forFar);
  return { page, link };
}

function sectionOf(far: FarPictures, link: RepairingLink, repairs: boolean): string {
  const { rtpPort, rtcpPort } = link.forApp;
  const moved = far
    .section()
    .replace(/^m=video \d+/, `m=video ${rtpPort}`)
    .replace(/a=rtcp:\d+/, `a=rtcp:${rtcpPort}`);
  return repairs ? moved.replace(/^a=rtcp-fb:(\d+) nack pli/m, 'a=rtcp-fb:$1 nack\r\n$&') : moved;
}

for (const codec of ['VP8', 'H264'] as const) {
  test(`${codec}: of what a bad network loses nearly all comes after all, both ways`, {
    timeout: 120_000,
  }, async (t) => {
    const ends: (() => Promise<unknown>)[] = [];
    t.after(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });
    const far = await gstreamer(codec);
    const { page, link } = await seen(far, { lossPercent, repairs: true }, ends);
    const shown = await until(
      'many packets both ways',
      async () => {
        const now = await page.shown();
        return now.received > 400 && link.arrived.received > 800 && now;
      },
      { withinMs: 90_000, everyMs: 200 },
    );
    const { arrived } = link;
    t.diagnostic(`${codec}: ${JSON.stringify({ shown, arrived, seen: far.frames })}`);
    assert.ok(shown.asked > 0 && shown.frames > 0 && far.frames > 0);
    assert.ok(shown.lost < shown.received * 0.03, 'towards the user');
    assert.ok(arrived.mended > 0 && arrived.lost < arrived.received * 0.03, 'towards the far side');
  });
}

test('where the far side sends nothing again, a tenth is lost, and pictures come all the same', {
  timeout: 120_000,
}, async (t) => {
  const ends: (() => Promise<unknown>)[] = [];
  t.after(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  const { page, link } = await seen(await gstreamer('VP8'), { lossPercent, repairs: false }, ends);
  const shown = await until(
    'many packets',
    async () => {
      const now = await page.shown();
      return now.received > 300 && now.frames > 0 && now;
    },
    { withinMs: 90_000, everyMs: 200 },
  );
  assert.equal(shown.asked, 0);
  assert.ok(shown.lost > shown.received * 0.05, JSON.stringify(shown));
  assert.equal(link.arrived.mended, 0);
});

for (const codec of ['VP8', 'H264'] as const) {
  test(`${codec}: ffmpeg and the page see each other`, { timeout: 120_000 }, async (t) => {
    const ends: (() => Promise<unknown>)[] = [];
    t.after(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });
    const far = await FfmpegPictures.start(codec);
    const { page } = await seen(far, { lossPercent: 0, repairs: false }, ends);
    const shown = await until(
      'pictures both ways',
      async () => {
        const now = await page.shown();
        return now.frames > 30 && far.frames > 10 && now;
      },
      { withinMs: 90_000, everyMs: 200 },
    );
    t.diagnostic(`ffmpeg, ${codec}: ${JSON.stringify({ shown, seen: far.frames })}`);
    assert.ok(shown.lost * 50 <= shown.received, JSON.stringify(shown));
  });
}

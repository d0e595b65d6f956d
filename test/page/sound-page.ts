/**
 * The renderer's sound in a real browser. What preload does in the app is done here by functions that the page can call:
 * views go in, reports come out.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import type { MediaReport, MediaView } from '../../preload/contract.ts';
import { projectRoot } from '../../scripts/project.ts';
import { measureTone, type Tone } from '../peers/tone.ts';
import { chromiumLaunch } from './chromium.ts';
import { contentSecurityPolicy } from './serve.ts';

const html = '<!doctype html><html lang="en"><title>Sound</title><script src="sound.js"></script></html>';
const entry = "import { startSound } from './renderer/media/index.ts'; globalThis.startSound = startSound;";

/** Serves a page with renderer/media and the ring tone beside it, under the app's own policy. */
export async function serveSound(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const stdin = { contents: entry, resolveDir: projectRoot, loader: 'ts' } as const;
  const bundle = await build({ stdin, bundle: true, write: false, target: 'chrome108' });
  const files = new Map<string, { readonly type: string; readonly body: Uint8Array | string }>([
    ['/', { type: 'text/html', body: html }],
    ['/sound.js', { type: 'text/javascript', body: bundle.outputFiles[0]?.contents ?? '' }],
    ['/tones/ring.wav', { type: 'audio/wav', body: await readFile(`${projectRoot}/assets/tones/ring.wav`) }],
  ]);
  const server = createServer(({ url }, response) => {
    const file = files.get(url ?? '');
    const headers = { 'content-type': file?.type ?? 'text/plain', 'content-security-policy': contentSecurityPolicy };
    response.writeHead(file === undefined ? 404 : 200, headers);
    response.end(file?.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

/** `speaking`: a fake one that plays a file over and over. `denied`: there is one, and it may not be used. */
export type MicrophoneKind = { readonly speaking: string } | 'denied' | 'none';

/** A browser with the switches of the app's own Chromium, and audio devices that need no hardware. */
export function launchSound(microphone: MicrophoneKind): Promise<Browser> {
  const fake = '--use-fake-device-for-media-stream';
  const devices =
    microphone === 'none'
      ? ['--use-fake-ui-for-media-stream']
      : microphone === 'denied'
        ? [fake, '--deny-permission-prompts']
        : [fake, '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${microphone.speaking}`];
  const app = [
    '--allow-loopback-in-peer-connection',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--autoplay-policy=no-user-gesture-required',
  ];
  // Without this a sound server of the machine would lend its devices.
  const env = { ...process.env, PULSE_SERVER: 'unix:/nonexistent' };
  return chromium.launch({ ...chromiumLaunch, env, args: [...(chromiumLaunch.args ?? []), ...app, ...devices] });
}

type Listener = (view: MediaView) => void;

interface PageGlobals {
  startSound(sound: { subscribe(listener: Listener): () => void; report(report: MediaReport): void }): void;
  reportSound(report: MediaReport): void;
  showView: Listener;
  /** Microphone tracks in the order in which they were opened, and elements in the order in which they first played. */
  opened: MediaStreamTrack[];
  played: HTMLMediaElement[];
}

/** The page, and what it told. */
export class SoundPage {
  readonly reports: MediaReport[] = [];
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(page: Page, url: string): Promise<SoundPage> {
    const sound = new SoundPage(page);
    await page.exposeFunction('reportSound', (report: MediaReport) => sound.reports.push(report));
    await page.addInitScript(watchSound);
    await page.goto(url);
    await page.evaluate(() => {
      const globals = globalThis as unknown as PageGlobals;
      const subscribe = (listener: Listener) => {
        globals.showView = listener;
        return () => {};
      };
      globals.startSound({ subscribe, report: globals.reportSound });
    });
    return sound;
  }

  /** What main would send: the whole state that the sound has to take. */
  show(view: MediaView): Promise<void> {
    return this.page.evaluate((shown) => (globalThis as unknown as PageGlobals).showView(shown), view);
  }

  /** The latest report of a type. */
  last<Type extends MediaReport['type']>(type: Type): Extract<MediaReport, { readonly type: Type }> | undefined {
    const isIt = (report: MediaReport): report is Extract<MediaReport, { readonly type: Type }> => report.type === type;
    return this.reports.filter(isIt).at(-1);
  }

  /** Microphone tracks that were ever opened, oldest first. */
  microphones(): Promise<{ readonly state: string; readonly enabled: boolean; readonly label: string }[]> {
    return this.page.evaluate(() =>
      (globalThis as unknown as PageGlobals).opened.map(({ readyState, enabled, label }) => ({
        state: readyState,
        enabled,
        label,
      })),
    );
  }

  /** Audio elements that ever played, oldest first. */
  elements(): Promise<{ paused: boolean; volume: number; sinkId: string; at: number; attached: boolean }[]> {
    return this.page.evaluate(() =>
      (globalThis as unknown as PageGlobals).played.map((element) => ({
        paused: element.paused,
        volume: element.volume,
        sinkId: element.sinkId,
        at: element.currentTime,
        attached: element.isConnected,
      })),
    );
  }

  /** Ends the latest microphone as an unplugged device does. */
  unplugMicrophone(): Promise<void> {
    return this.page.evaluate(() => {
      const track = (globalThis as unknown as PageGlobals).opened.at(-1);
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    });
  }

  /** The loudest tone in a call's far voice as the page plays it, over two thirds of a second. */
  async playedTone(callId: string): Promise<Tone> {
    const { samples, rate } = await this.page.evaluate(sampleVoice, callId);
    return measureTone(
      Int16Array.from(samples, (sample) => Math.round(sample * 32767)),
      rate,
    );
  }
}

/** Runs in the page before its own script: looks on, and changes nothing. */
function watchSound(): void {
  const globals = globalThis as unknown as PageGlobals;
  globals.opened = [];
  globals.played = [];
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    globals.opened.push(...stream.getTracks());
    return stream;
  };
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function playAndTell(this: HTMLMediaElement) {
    if (!globals.played.includes(this)) globals.played.push(this);
    return play.call(this);
  };
}

/** Runs in the page. Chromium gives a remote track's sound to an audio graph only while an element plays it. */
async function sampleVoice(callId: string): Promise<{ samples: number[]; rate: number }> {
  const element = document.querySelector<HTMLAudioElement>(`audio[data-call="${callId}"]`);
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 32_768;
  if (element?.srcObject instanceof MediaStream) context.createMediaStreamSource(element.srcObject).connect(analyser);
  while (context.currentTime < (1.2 * analyser.fftSize) / context.sampleRate) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  await context.close();
  return { samples: [...samples], rate: context.sampleRate };
}

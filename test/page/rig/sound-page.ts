/**
 * The renderer's sound in a real browser. What preload does in the app is done here by functions that the page can call:
 * views go in, reports come out.
 */
import type { Page } from '@playwright/test';
import type { MediaReport, MediaView, SoundApi } from '../../../preload/contract/index.ts';
import { measureTone, type Tone } from '../../peers/tone.ts';

type Listener = (view: MediaView) => void;

interface PageGlobals {
  startSound(sound: SoundApi): void;
  reportSound(report: MediaReport): void;
  showView: Listener;
  /** Microphone tracks in the order in which they were opened, and elements in the order in which they first played. */
  opened: MediaStreamTrack[];
  played: HTMLMediaElement[];
  /** How loud each was when it first played. */
  firstVolumes: number[];
}

/** A microphone that the page opened, and what is done to its voice; the last three are not told of one that has ended. */
export interface OpenedMicrophone {
  readonly state: string;
  readonly enabled: boolean;
  readonly label: string;
  readonly echoCancellation: string | boolean | undefined;
  readonly noiseSuppression: boolean | undefined;
  readonly autoGainControl: boolean | undefined;
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
  microphones(): Promise<OpenedMicrophone[]> {
    return this.page.evaluate(() =>
      (globalThis as unknown as PageGlobals).opened.map((track) => {
        const { echoCancellation, noiseSuppression, autoGainControl } = track.getSettings();
        const processing = { echoCancellation, noiseSuppression, autoGainControl };
        return { state: track.readyState, enabled: track.enabled, label: track.label, ...processing };
      }),
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

  /** How loud each of {@link elements} was when it first played. */
  firstVolumes(): Promise<readonly number[]> {
    return this.page.evaluate(() => (globalThis as unknown as PageGlobals).firstVolumes);
  }

  /** Peer connections that are left when all garbage is collected. */
  async heldConnections(): Promise<number | undefined> {
    const devTools = await this.page.context().newCDPSession(this.page);
    await devTools.send('Performance.enable');
    await devTools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devTools.send('Performance.getMetrics');
    await devTools.detach();
    return metrics.find(({ name }) => name === 'RTCPeerConnections')?.value;
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
  globals.firstVolumes = [];
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    globals.opened.push(...stream.getTracks());
    return stream;
  };
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function playAndTell(this: HTMLMediaElement) {
    if (!globals.played.includes(this)) {
      globals.played.push(this);
      globals.firstVolumes.push(this.volume);
    }
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

/** The page of pictures in a real browser, with a camera that Chromium makes up. What preload does in the app is done here by functions. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { picturesSecurityPolicy } from '../../../main/electron/security/page-files.ts';
import type { PictureLegView, PictureReport, PicturesApi, PicturesView } from '../../../preload/contract/index.ts';
import { projectRoot } from '../../../scripts/project.ts';
import { keepConnections } from '../../bench/media/first-voice-page.ts';
import { until } from '../../desktop/until.ts';
import { chromiumLaunch } from './chromium.ts';

const html =
  '<!doctype html><html lang="en"><title>Pictures</title><body><script src="pictures.js"></script></body></html>';
const entry = "import { startPictures } from './renderer/pictures/index.ts'; globalThis.startPictures = startPictures;";

interface PageGlobals {
  startPictures(pictures: PicturesApi, body: HTMLElement): void;
  reportPictures(report: PictureReport): void;
  showPictures(parts: Partial<PicturesView>): void;
  connections: RTCPeerConnection[];
}

/** What the page's connection says of the pictures that come. */
export interface ShownPictures {
  readonly frames: number;
  readonly received: number;
  /** Those that never came. */
  readonly lost: number;
  /** How often it asked for packets again. */
  readonly asked: number;
}

export class PicturesPage {
  readonly reports: PictureReport[] = [];
  readonly #page: Page;
  readonly #close: () => Promise<void>;

  private constructor(page: Page, close: () => Promise<void>) {
    this.#page = page;
    this.#close = close;
  }

  static async open(): Promise<PicturesPage> {
    const [site, browser] = await Promise.all([servePictures(), launch()]);
    const page = await browser.newPage();
    const pictures = new PicturesPage(page, () => Promise.all([browser.close(), site.close()]).then(() => undefined));
    await page.exposeFunction('reportPictures', (report: PictureReport) => pictures.reports.push(report));
    await page.addInitScript(keepConnections);
    await page.goto(site.url);
    await page.evaluate(() => {
      const globals = globalThis as unknown as PageGlobals;
      const subscribe: PicturesApi['subscribe'] = (listener) => {
        globals.showPictures = listener;
        return () => {};
      };
      globals.startPictures({ subscribe, report: globals.reportPictures }, document.body);
    });
    return pictures;
  }

  /** Connects by that offer, with the camera open; resolves with the answer. */
  async answer(callId: string, offer: string): Promise<string> {
    const most = { bitrate: null, blocks: null };
    const view: PictureLegView = { callId, offer, camera: 'open', cameraId: 'default', shown: 'both', most };
    await this.#page.evaluate(
      (shown) => (globalThis as unknown as PageGlobals).showPictures({ pictures: shown }),
      view,
    );
    const { sdp } = await until('an answer of the page', () =>
      this.reports.find((report) => report.type === 'picture-answer'),
    );
    return sdp;
  }

  shown(): Promise<ShownPictures> {
    return this.#page.evaluate(async () => {
      const stats = await (globalThis as unknown as PageGlobals).connections.at(-1)?.getStats();
      let shown = { frames: 0, received: 0, lost: 0, asked: 0 };
      stats?.forEach((entry: RTCInboundRtpStreamStats) => {
        if (entry.type !== 'inbound-rtp') return;
        const { framesDecoded = 0, packetsReceived = 0, packetsLost = 0, nackCount = 0 } = entry;
        shown = { frames: framesDecoded, received: packetsReceived, lost: packetsLost, asked: nackCount };
      });
      return shown;
    });
  }

  close(): Promise<void> {
    return this.#close();
  }
}

async function servePictures(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const stdin = { contents: entry, resolveDir: projectRoot, loader: 'ts' } as const;
  const { outputFiles } = await build({ stdin, bundle: true, write: false, target: 'chrome108' });
  const server = createServer(({ url }, response) => {
    const isScript = url === '/pictures.js';
    const type = isScript ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': picturesSecurityPolicy });
    response.end(isScript ? outputFiles[0]?.contents : html);
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

function launch(): Promise<Browser> {
  const app = ['--disable-features=WebRtcHideLocalIpsWithMdns'];
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  return chromium.launch({ ...chromiumLaunch, args: [...(chromiumLaunch.args ?? []), ...app, ...camera] });
}

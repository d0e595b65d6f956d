/** Where the renderer's sound runs in page tests: a page of its own, and a browser with audio devices. */
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'esbuild';
import { soundSecurityPolicy } from '../../../main/electron/security/page-files.ts';
import { projectRoot } from '../../../scripts/project.ts';
import { chromiumLaunch } from './chromium.ts';

const html = '<!doctype html><html lang="en"><title>Sound</title><script src="sound.js"></script></html>';
const entry = "import { startSound } from './renderer/media/index.ts'; globalThis.startSound = startSound;";

/** Serves a page with renderer/media and the tones beside it, under the app's own policy. */
export async function serveSound(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const stdin = { contents: entry, resolveDir: projectRoot, loader: 'ts' } as const;
  const bundle = await build({ stdin, bundle: true, write: false, target: 'chrome108' });
  const files = new Map<string, { readonly type: string; readonly body: Uint8Array | string }>([
    ['/', { type: 'text/html', body: html }],
    ['/sound.js', { type: 'text/javascript', body: bundle.outputFiles[0]?.contents ?? '' }],
  ]);
  for (const name of await readdir(`${projectRoot}/assets/tones`)) {
    files.set(`/tones/${name}`, { type: 'audio/wav', body: await readFile(`${projectRoot}/assets/tones/${name}`) });
  }
  const server = createServer(({ url }, response) => {
    const file = files.get(url ?? '');
    const headers = { 'content-type': file?.type ?? 'text/plain', 'content-security-policy': soundSecurityPolicy };
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
    // For the bare connections that calls are held against: the app's need it not.
    '--allow-loopback-in-peer-connection',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--autoplay-policy=no-user-gesture-required',
  ];
  // Without this a sound server of the machine would lend its devices.
  const env = { ...process.env, PULSE_SERVER: 'unix:/nonexistent' };
  return chromium.launch({ ...chromiumLaunch, env, args: [...(chromiumLaunch.args ?? []), ...app, ...devices] });
}

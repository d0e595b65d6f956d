import type { Probe } from './probe.ts';

const request = 'the server hears a request';
const connection = 'the server hears a connection';

/** Ways out to a server by a request of the page. */
const requests: readonly Probe[] = [
  { name: 'fetch', success: request, run: ({ url }) => fetch(url('fetch')) },
  { name: 'fetch-opaque', success: request, run: ({ url }) => fetch(url('fetch-opaque'), { mode: 'no-cors' }) },
  {
    name: 'fetch-at-the-end',
    success: request,
    run: ({ url }) => fetch(url('fetch-at-the-end'), { method: 'POST', keepalive: true, body: 'x' }),
  },
  {
    name: 'xhr',
    success: request,
    run: ({ url }) =>
      new Promise((resolve) => {
        const asked = new XMLHttpRequest();
        asked.onload = () => resolve(true);
        asked.onerror = () => resolve(false);
        asked.open('GET', url('xhr'));
        asked.send();
      }),
  },
  {
    name: 'web-socket',
    success: connection,
    run: ({ host }) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${host}/`);
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      }),
  },
  {
    name: 'event-source',
    success: request,
    run: ({ url }) =>
      new Promise((resolve) => {
        const source = new EventSource(url('event-source'));
        source.onopen = () => resolve(true);
        source.onerror = () => resolve(false);
      }),
  },
  {
    name: 'beacon',
    success: request,
    run: ({ url }) => {
      // It says yes before it tries.
      navigator.sendBeacon(url('beacon'), 'x');
    },
  },
  {
    name: 'web-transport',
    success: connection,
    run: ({ host }) => new WebTransport(`https://${host}/`).ready.then(() => true),
  },
];

/** Ways out by what a document is made of. */
const elements: readonly Probe[] = [
  { name: 'image', success: request, run: ({ loaded, url }) => loaded('img', { src: url('image.png') }) },
  { name: 'image-set', success: request, run: ({ loaded, url }) => loaded('img', { srcset: `${url('set.png')} 1x` }) },
  {
    name: 'button',
    success: request,
    run: ({ loaded, url }) => loaded('input', { type: 'image', src: url('input.png') }),
  },
  { name: 'script', success: request, run: ({ loaded, url }) => loaded('script', { src: url('script.js') }) },
  {
    name: 'module',
    success: request,
    run: ({ loaded, url }) => loaded('script', { type: 'module', src: url('m.js') }),
  },
  { name: 'import', success: request, run: ({ url }) => import(url('import.js')) },
  {
    name: 'style-sheet',
    success: request,
    run: ({ loaded, url }) => loaded('link', { rel: 'stylesheet', href: url('s.css') }),
  },
  { name: 'font', success: request, run: ({ url }) => new FontFace('hostile', `url(${url('font.woff2')})`).load() },
  {
    name: 'audio',
    success: request,
    run: ({ loaded, url }) => loaded('audio', { src: url('audio.wav'), autoplay: '' }),
  },
  {
    name: 'video',
    success: request,
    run: ({ loaded, url }) => loaded('video', { src: url('video.mp4'), autoplay: '' }),
  },
  { name: 'poster', success: request, run: ({ loaded, url }) => loaded('video', { poster: url('poster.png') }) },
  {
    name: 'track',
    success: request,
    run: ({ loaded, url }) => loaded('track', { src: url('track.vtt'), default: '' }),
  },
  {
    name: 'frame',
    success: request,
    run: ({ url, wait }) => {
      const frame = document.createElement('iframe');
      frame.src = url('frame');
      document.body.append(frame);
      // A frame that is blocked has loaded, too.
      return wait(200);
    },
  },
  { name: 'object', success: request, run: ({ loaded, url }) => loaded('object', { data: url('object') }) },
  { name: 'embed', success: request, run: ({ loaded, url }) => loaded('embed', { src: url('embed') }) },
  {
    name: 'prefetch',
    success: request,
    run: ({ loaded, url }) => loaded('link', { rel: 'prefetch', href: url('prefetch') }),
  },
  {
    name: 'preload',
    success: request,
    run: ({ loaded, url }) => loaded('link', { rel: 'preload', as: 'image', href: url('p.png') }),
  },
  {
    name: 'module-preload',
    success: request,
    run: ({ loaded, url }) => loaded('link', { rel: 'modulepreload', href: url('mp.js') }),
  },
  {
    name: 'prerender',
    success: request,
    run: ({ loaded, url }) => loaded('link', { rel: 'prerender', href: url('prerender') }),
  },
  { name: 'icon', success: request, run: ({ loaded, url }) => loaded('link', { rel: 'icon', href: url('icon.png') }) },
  {
    name: 'manifest',
    success: request,
    run: ({ loaded, url }) => loaded('link', { rel: 'manifest', href: url('manifest') }),
  },
  {
    name: 'preconnect',
    success: connection,
    run: ({ loaded, host }) => loaded('link', { rel: 'preconnect', href: `http://${host}` }),
  },
  {
    name: 'preconnect-by-name',
    success: 'the server hears a connection, or Chromium writes down that it looked for the name',
    run: ({ loaded }) => loaded('link', { rel: 'preconnect', href: 'http://connect.hostile.example' }),
  },
  {
    name: 'dns-prefetch',
    success: 'Chromium writes down that it looked for the name',
    run: ({ loaded }) => loaded('link', { rel: 'dns-prefetch', href: 'http://lookup.hostile.example' }),
  },
  {
    name: 'css-url',
    success: request,
    run: ({ url, wait }) => {
      const part = document.createElement('p');
      part.textContent = 'x';
      part.style.backgroundImage = `url(${url('css.png')})`;
      part.style.cursor = `url(${url('cursor.png')}), auto`;
      part.style.listStyleImage = `url(${url('list.png')})`;
      document.body.append(part);
      return wait(200);
    },
  },
  {
    name: 'css-import',
    success: request,
    run: ({ url, wait }) => {
      const style = document.createElement('style');
      style.append(`@import url(${url('import.css')});`);
      document.head.append(style);
      return wait(200);
    },
  },
  {
    name: 'constructed-style-sheet',
    success: request,
    run: async ({ url, wait }) => {
      const sheet = new CSSStyleSheet();
      await sheet.replace(`@import url(${url('sheet.css')}); html { border-image: url(${url('border.png')}) 1 }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      await wait(200);
    },
  },
  {
    name: 'svg',
    success: request,
    run: ({ url, wait }) => {
      const namespace = 'http://www.w3.org/2000/svg';
      const drawing = document.createElementNS(namespace, 'svg');
      for (const tag of ['image', 'use', 'feImage']) {
        const part = document.createElementNS(namespace, tag);
        part.setAttribute('href', `${url(`svg-${tag}`)}#x`);
        drawing.append(part);
      }
      document.body.append(drawing);
      return wait(200);
    },
  },
];

/** Ways out by threads of a page. */
const workers: readonly Probe[] = [
  {
    name: 'worker',
    success: request,
    run: ({ url }) =>
      new Promise((resolve) => {
        const worker = new Worker(url('worker.js'));
        worker.onmessage = () => resolve(true);
        worker.onerror = () => resolve(false);
      }),
  },
  {
    name: 'import-scripts',
    success: 'a worker made of text runs, or the server hears a request',
    run: ({ url }) =>
      new Promise((resolve) => {
        const code = new Blob([`postMessage('here'); importScripts('${url('import-scripts.js')}')`]);
        const worker = new Worker(URL.createObjectURL(code));
        worker.onmessage = () => resolve(true);
        worker.onerror = () => resolve(false);
      }),
  },
  {
    name: 'shared-worker',
    success: request,
    run: ({ url }) =>
      new Promise((resolve) => {
        const worker = new SharedWorker(url('shared.js'));
        worker.port.onmessage = () => resolve(true);
        worker.onerror = () => resolve(false);
      }),
  },
  {
    name: 'service-worker',
    success: 'one is registered',
    run: ({ call }) => call(navigator, 'serviceWorker.register', 'switchhook://app/main.js'),
  },
  {
    name: 'audio-worklet',
    success: request,
    run: ({ url }) =>
      new OfflineAudioContext(1, 1, 44_100).audioWorklet.addModule(url('audio-worklet.js')).then(() => true),
  },
  {
    name: 'paint-worklet',
    success: request,
    run: ({ call, url }) => call(window, 'CSS.paintWorklet.addModule', url('paint.js')).then(() => true),
  },
];

/** Every way to another computer but WebRTC. */
export const network: readonly Probe[] = [...requests, ...elements, ...workers];

/** The one part of Chromium that talks past CSP and request filters; sound and pictures need it while there is a call, by TCP to one port of this computer. */
export const webRtc: readonly Probe[] = [
  {
    name: 'ice-stun',
    success: 'the server hears a packet',
    run: async ({ ice, wait }) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${ice}` }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription();
      await wait(500);
      peer.close();
    },
  },
  {
    name: 'ice-turn',
    success: 'the server hears a connection',
    run: async ({ ice, wait }) => {
      const [host, port] = ice.split(':');
      const urls = [host, '127.0.0.2', 'localhost'].flatMap((name) => [
        `turn:${name}:${port}?transport=tcp`,
        `turn:${name}:${port}?transport=udp`,
        `turns:${name}:${port}?transport=tcp`,
      ]);
      const servers = { urls, username: 'stolen', credential: 'secret' };
      const peer = new RTCPeerConnection({ iceServers: [servers], iceTransportPolicy: 'relay' });
      peer.createDataChannel('x');
      await peer.setLocalDescription();
      await wait(500);
      peer.close();
    },
  },
  {
    name: 'ice-candidate',
    success: 'the server hears a packet, or a connection',
    run: async ({ ice, wait }) => {
      const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
      one.createDataChannel('x');
      await one.setLocalDescription();
      await other.setRemoteDescription(one.localDescription as RTCSessionDescription);
      await other.setLocalDescription();
      await one.setRemoteDescription(other.localDescription as RTCSessionDescription);
      const [host, port] = ice.split(':');
      // Names would be looked up.
      for (const address of [host, '127.0.0.2', '127.1.2.3', '0.0.0.0', '::1', '::ffff:127.0.0.1', 'localhost']) {
        for (const kind of ['udp', 'tcp', 'ssltcp']) {
          const tail = kind === 'udp' ? '' : ' tcptype passive';
          const candidate = `candidate:1 1 ${kind} 2130706431 ${address} ${port} typ host${tail}`;
          await one.addIceCandidate({ candidate, sdpMLineIndex: 0 }).catch(() => {});
        }
      }
      await wait(500);
      one.close();
      other.close();
    },
  },
  {
    name: 'ice-in-a-frame',
    success: 'the server hears a packet',
    run: async ({ ice, wait }) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const Peer = Reflect.get(frame.contentWindow as object, 'RTCPeerConnection') as typeof RTCPeerConnection;
      const peer = new Peer({ iceServers: [{ urls: `stun:${ice}` }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription();
      await wait(500);
      peer.close();
    },
  },
];

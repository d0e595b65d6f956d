import type { Probe } from './probe.ts';

const ran = 'the code has run';

/** Text that becomes code. */
const text: readonly Probe[] = [
  // biome-ignore lint/security/noGlobalEval: whether it works is the question
  { name: 'eval', success: ran, run: () => eval('1 + 1') },
  { name: 'indirect-eval', success: ran, run: ({ call }) => call(window, 'eval', '1 + 1') },
  { name: 'function', success: ran, run: () => new Function('return 2')() },
  {
    name: 'async-function',
    success: ran,
    run: () => Reflect.construct(async function f() {}.constructor, ['return 2'])(),
  },
  { name: 'generator', success: ran, run: () => Reflect.construct(function* f() {}.constructor, ['yield 2'])().next() },
  {
    name: 'timer',
    success: ran,
    run: ({ marked, wait, call }) => {
      void call(window, 'setTimeout', 'window["marked timer"] = 1', 0).catch(() => {});
      return wait(100).then(() => marked('timer'));
    },
  },
  {
    name: 'interval',
    success: ran,
    run: ({ marked, wait, call }) => {
      void call(window, 'setInterval', 'window["marked interval"] = 1', 10).catch(() => {});
      return wait(100).then(() => marked('interval'));
    },
  },
  {
    name: 'handler',
    success: ran,
    run: ({ marked, wait }) => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window["marked handler"] = 1');
      document.body.append(button);
      button.click();
      return wait(100).then(() => marked('handler'));
    },
  },
  {
    name: 'script-text',
    success: ran,
    run: ({ marked, wait }) => {
      const script = document.createElement('script');
      script.append('window["marked script-text"] = 1');
      document.body.append(script);
      return wait(100).then(() => marked('script-text'));
    },
  },
  {
    name: 'svg-script',
    success: ran,
    run: ({ marked, wait }) => {
      const script = document.createElementNS('http://www.w3.org/2000/svg', 'script');
      script.append('window["marked svg-script"] = 1');
      document.body.append(script);
      return wait(100).then(() => marked('svg-script'));
    },
  },
  {
    name: 'blob-script',
    success: ran,
    run: ({ loaded }) => loaded('script', { src: URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' })) }),
  },
  { name: 'data-script', success: ran, run: ({ loaded }) => loaded('script', { src: 'data:text/javascript,1' }) },
  {
    name: 'blob-module',
    success: ran,
    run: () => import(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))),
  },
  { name: 'data-module', success: ran, run: () => import(String('data:text/javascript,1')) },
  {
    name: 'web-assembly',
    success: 'a module is compiled',
    run: () => WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])),
  },
];

const taken = 'the text became elements';

/** Text that becomes elements (Trusted Types). */
const markup: readonly Probe[] = [
  {
    name: 'inner-html',
    success: taken,
    run: () => {
      const part = document.createElement('p');
      part.innerHTML = '<b>x</b>';
      return part.firstChild;
    },
  },
  {
    name: 'adjacent-html',
    success: taken,
    run: () => {
      document.body.insertAdjacentHTML('beforeend', '<b id="adjacent">x</b>');
      return document.getElementById('adjacent');
    },
  },
  { name: 'parser', success: taken, run: () => new DOMParser().parseFromString('<b>x</b>', 'text/html') },
  { name: 'fragment', success: taken, run: () => document.createRange().createContextualFragment('<b>x</b>') },
  {
    name: 'document-write',
    success: taken,
    run: () => {
      document.write('<b>x</b>');
      return true;
    },
  },
  {
    name: 'frame-text',
    success: 'a frame has elements of ours',
    run: async ({ wait }) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('srcdoc', '<b>x</b>');
      document.body.append(frame);
      await wait(100);
      return frame.contentDocument?.querySelector('b');
    },
  },
  {
    name: 'policy',
    success: 'a policy lets any text through',
    run: ({ call }) => call(window, 'trustedTypes.createPolicy', 'hostile', { createHTML: (html: string) => html }),
  },
];

/** A frame without a page of its own is a fresh set of everything. */
const frames: readonly Probe[] = [
  {
    name: 'frame-eval',
    success: ran,
    run: ({ call }) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return call(frame.contentWindow as object, 'eval', '1 + 1');
    },
  },
  {
    name: 'frame-fetch',
    success: 'the server hears a request',
    run: ({ call, url }) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return call(frame.contentWindow as object, 'fetch', url('frame-fetch'));
    },
  },
  {
    name: 'frame-script-address',
    success: ran,
    run: ({ marked, wait }) => {
      const frame = document.createElement('iframe');
      frame.src = 'javascript:parent["marked frame-script-address"] = 1';
      document.body.append(frame);
      return wait(100).then(() => marked('frame-script-address'));
    },
  },
  {
    name: 'frame-powers',
    success: 'it has Node, Electron or our bridge',
    run: () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = ['require', 'process', 'electron', 'ipcRenderer', 'phone', 'sound'];
      return names.some((name) => Reflect.has(frame.contentWindow as object, name));
    },
  },
];

/** Code and markup from text. */
export const code: readonly Probe[] = [...text, ...markup, ...frames];

import type { Probe } from './probe.ts';

const left = 'the page is another, or the server hears a request';
const opened = 'there is another window';

/** Ways to leave the page; tried one after the other, because a later one takes the place of one that waits. */
export const navigation: readonly Probe[] = [
  {
    name: 'location',
    success: left,
    run: ({ url, wait }) => {
      location.href = url('location');
      return wait(60);
    },
  },
  {
    name: 'assign',
    success: left,
    run: ({ url, wait }) => {
      location.assign(url('assign'));
      return wait(60);
    },
  },
  {
    name: 'replace',
    success: left,
    run: ({ url, wait }) => {
      location.replace(url('replace'));
      return wait(60);
    },
  },
  {
    name: 'script-address',
    success: 'the code has run',
    run: ({ marked, wait }) => {
      location.href = 'javascript:window["marked script-address"] = 1';
      return wait(60).then(() => marked('script-address'));
    },
  },
  {
    name: 'data-address',
    success: left,
    run: ({ wait }) => {
      location.href = 'data:text/html,here';
      return wait(60);
    },
  },
  {
    name: 'blob-address',
    success: left,
    run: ({ wait }) => {
      location.href = URL.createObjectURL(new Blob(['here'], { type: 'text/html' }));
      return wait(60);
    },
  },
  {
    name: 'file-address',
    success: left,
    run: ({ wait }) => {
      location.href = 'file:///etc/passwd';
      return wait(60);
    },
  },
  {
    name: 'other-page',
    success: left,
    run: ({ wait }) => {
      location.href = location.pathname === '/main.html' ? 'switchhook://app/ring.html' : 'switchhook://app/main.html';
      return wait(60);
    },
  },
  {
    name: 'system-address',
    success: 'another program is started',
    run: ({ wait }) => {
      location.href = 'mailto:someone@hostile.example';
      return wait(60);
    },
  },
  {
    name: 'form',
    success: left,
    run: ({ url, wait }) => {
      const form = document.createElement('form');
      form.action = url('form');
      form.method = 'post';
      document.body.append(form);
      form.submit();
      return wait(60);
    },
  },
  {
    name: 'refresh',
    success: left,
    run: ({ url, wait }) => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = `0;url=${url('refresh')}`;
      document.head.append(meta);
      return wait(60);
    },
  },
  {
    name: 'base',
    success: 'relative addresses lead to the server',
    run: ({ url }) => {
      const base = document.createElement('base');
      base.href = url('base/');
      document.head.append(base);
      return document.baseURI.startsWith('http');
    },
  },
  {
    name: 'download',
    success: 'a file is written',
    run: ({ wait }) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['hostile']));
      link.download = 'hostile-download.txt';
      document.body.append(link);
      link.click();
      return wait(60);
    },
  },
  {
    name: 'download-from-server',
    success: 'a file is written, or the server hears a request',
    run: ({ url, wait }) => {
      const link = document.createElement('a');
      link.href = url('download');
      link.download = 'hostile-download.txt';
      document.body.append(link);
      link.click();
      return wait(60);
    },
  },
  { name: 'open', success: opened, run: ({ url }) => window.open(url('open')) },
  { name: 'open-blank', success: opened, run: () => window.open('') },
  { name: 'open-popup', success: opened, run: ({ url }) => window.open(url('popup'), 'x', 'popup,width=9,height=9') },
  { name: 'open-script', success: opened, run: () => window.open('javascript:1') },
  { name: 'open-file', success: opened, run: () => window.open('file:///etc/passwd') },
  {
    name: 'open-own',
    success: opened,
    run: () => window.open('switchhook://app/main.html', 'x', 'nodeIntegration=yes'),
  },
  { name: 'document-open', success: opened, run: ({ url }) => document.open(url('document-open'), '', '') },
  {
    name: 'target',
    success: opened,
    run: ({ url, wait }) => {
      for (const [target, rel] of [
        ['_blank', ''],
        ['_blank', 'noopener'],
        ['other', ''],
      ] as const) {
        const link = document.createElement('a');
        link.href = url('target');
        link.target = target;
        link.rel = rel;
        document.body.append(link);
        link.click();
        link.dispatchEvent(new MouseEvent('click', { ctrlKey: true }));
        link.dispatchEvent(new MouseEvent('auxclick', { button: 1 }));
      }
      return wait(60);
    },
  },
  {
    name: 'webview',
    success: 'the element has a page of its own',
    run: ({ url, wait }) => {
      const view = document.createElement('webview');
      view.setAttribute('src', url('webview'));
      view.setAttribute('nodeintegration', '');
      document.body.append(view);
      return wait(60).then(() => 'getWebContentsId' in view);
    },
  },
  {
    name: 'address-of-another-window',
    success: 'main takes it for that window, and obeys',
    run: async () => {
      const own = location.pathname;
      history.pushState(null, '', own === '/main.html' ? '/ring.html' : '/main.html');
      try {
        return (await window.phone.send({ type: 'see-history' })).ok;
      } finally {
        history.replaceState(null, '', own);
      }
    },
  },
  {
    name: 'address-of-another-host',
    success: 'the page passes for another',
    run: () => {
      history.pushState(null, '', 'switchhook://other/main.html');
      return location.host === 'other';
    },
  },
  {
    name: 'domain',
    success: 'the page passes for another',
    run: () => {
      document.domain = 'hostile.example';
      return document.domain === 'hostile.example';
    },
  },
  {
    name: 'ping',
    success: 'the server hears a request',
    run: async ({ url, wait }) => {
      const link = document.createElement('a');
      link.href = '#';
      link.ping = url('ping');
      document.body.append(link);
      link.click();
      await wait(60);
      // Main takes no word from a page whose address is not quite its own.
      history.replaceState(null, '', location.pathname);
    },
  },
];

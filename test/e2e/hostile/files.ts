import type { Probe } from './probe.ts';

const read = 'it is read';

/** A picture that is in the package, beside the folder of the pages. */
const beside = 'icons/app/128x128.png';

/** Ways to a file through an address of our scheme, which would show a picture. */
const ways: Readonly<Record<string, string>> = {
  up: `switchhook://app/../${beside}`,
  'up-encoded': `switchhook://app/%2e%2e/${beside}`,
  'up-slash-encoded': `switchhook://app/..%2f${beside.replaceAll('/', '%2f')}`,
  'up-all-encoded': `switchhook://app/%2e%2e%2f${beside}`,
  'up-twice-encoded': `switchhook://app/%252e%252e/${beside}`,
  'up-backslash': `switchhook://app/..\\${beside}`,
  'up-inside': `switchhook://app/a/../../${beside}`,
  'up-null': `switchhook://app/..%00/${beside}`,
  'up-query': `switchhook://app/main.html?/../../${beside}`,
  'other-host': `switchhook://other/../${beside}`,
  'other-user': `switchhook://a:b@app/../${beside}`,
  'other-port': `switchhook://app:1/../${beside}`,
  'no-host': `switchhook:../${beside}`,
  system: 'switchhook://app//usr/share/pixmaps/debian-logo.png',
};

/** Files of the computer, and what a page could leave on it. */
export const files: readonly Probe[] = [
  ...Object.entries(ways).map(([name, src]) => ({
    name: `own-scheme-${name}`,
    success: 'a picture beside the pages is shown',
    // Goes to the page as text, so the address has to be in it.
    run: {
      toString: () => `({ loaded }) => loaded('img', { src: ${JSON.stringify(src)} })`,
    } as unknown as Probe['run'],
  })),
  { name: 'own-page', success: read, run: () => fetch('switchhook://app/main.html') },
  { name: 'file-picture', success: 'it is shown', run: ({ loaded, picture }) => loaded('img', { src: picture }) },
  { name: 'file-fetch', success: read, run: ({ picture }) => fetch(picture) },
  {
    name: 'file-xhr',
    success: read,
    run: () =>
      new Promise((resolve) => {
        const asked = new XMLHttpRequest();
        asked.onload = () => resolve(asked.responseText !== '');
        asked.onerror = () => resolve(false);
        asked.open('GET', 'file:///etc/passwd');
        asked.send();
      }),
  },
  {
    name: 'file-script',
    success: 'it is loaded',
    run: ({ loaded }) => loaded('script', { src: 'file:///etc/hostname' }),
  },
  {
    name: 'file-frame',
    success: read,
    run: async ({ wait }) => {
      const frame = document.createElement('iframe');
      frame.src = 'file:///etc/passwd';
      document.body.append(frame);
      await wait(200);
      return frame.contentDocument?.body.textContent;
    },
  },
  { name: 'picker', success: 'the system asks for a file', run: () => 'showOpenFilePicker' in window },
  { name: 'folder-picker', success: 'the system asks for a folder', run: () => 'showDirectoryPicker' in window },
  { name: 'save-picker', success: 'the system asks for a file', run: () => 'showSaveFilePicker' in window },
];

/** What is written in one run, and looked for in the next. */
export const leftovers: readonly Probe[] = [
  {
    name: 'leave-everything',
    success: 'the two that every page has are there, until the app ends',
    run: async () => {
      const refused: string[] = [];
      const attempt = async (name: string, leave: () => unknown) => {
        try {
          await leave();
        } catch {
          refused.push(name);
        }
      };
      await attempt('localStorage', () => localStorage.setItem('hostile', 'x'));
      await attempt('cookie', () => {
        Reflect.set(document, 'cookie', 'hostile=x; max-age=9999');
      });
      await attempt('indexedDB', () => {
        return new Promise((resolve, reject) => {
          const opening = indexedDB.open('hostile');
          opening.onsuccess = resolve;
          opening.onerror = reject;
        });
      });
      await attempt('caches', async () => (await caches.open('hostile')).put('/x', new Response('x')));
      await attempt('openDatabase', () => {
        (Reflect.get(window, 'openDatabase') as (...given: unknown[]) => unknown)('hostile', '1', 'x', 1024);
      });
      await attempt('webkitRequestFileSystem', () => {
        return new Promise((resolve, reject) => {
          const ask = Reflect.get(window, 'webkitRequestFileSystem') as (...given: unknown[]) => void;
          const write = (system: { root: { getFile(...given: unknown[]): void } }) => {
            system.root.getFile('hostile', { create: true }, resolve, reject);
          };
          ask(1, 1024, write, reject);
        });
      });
      await attempt('directory', async () => {
        await (await navigator.storage.getDirectory()).getFileHandle('hostile', { create: true });
      });
      // Pages of a scheme of their own have neither cookies nor a cache.
      return !refused.includes('localStorage') && !refused.includes('indexedDB');
    },
  },
];

/** What the next run finds of them. */
export const found: readonly Probe[] = [
  { name: 'left-local-storage', success: 'it is there', run: () => localStorage.getItem('hostile') },
  { name: 'left-cookie', success: 'it is there', run: () => document.cookie },
  { name: 'left-data-base', success: 'it is there', run: async () => (await indexedDB.databases()).length > 0 },
  { name: 'left-cache', success: 'it is there', run: async () => (await caches.keys()).length > 0 },
  {
    name: 'left-directory',
    success: 'it is there',
    run: async () => (await navigator.storage.getDirectory()).getFileHandle('hostile'),
  },
  {
    name: 'left-sql',
    success: 'it is there',
    run: async ({ call }) =>
      Reflect.get((await call(window, 'openDatabase', 'hostile', '', 'x', 1024)) as object, 'version'),
  },
  {
    name: 'left-old-file-system',
    success: 'it is there',
    run: () =>
      new Promise((resolve, reject) => {
        const ask = Reflect.get(window, 'webkitRequestFileSystem') as (...given: unknown[]) => void;
        const look = (system: { root: { getFile(...given: unknown[]): void } }) => {
          system.root.getFile('hostile', {}, resolve, reject);
        };
        ask(1, 1024, look, reject);
      }),
  },
];

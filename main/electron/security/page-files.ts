import { join } from 'node:path';

export const scheme = 'switchhook';
const origin = `${scheme}://app`;

/** Whether an origin, as Chromium tells it, is that of our pages. */
export function isOurOrigin(given: string): boolean {
  return given.replace(/\/$/, '') === origin;
}

/** The address of a file of the built renderer, as in `switchhook://app/main.html`. */
export function pageUrl(file: string): string {
  return `${origin}/${file}`;
}

/** What no page of the app has: a network, frames, workers and inline code. */
const nothingBesides = [
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** Of the pages that draw: they load what they look like, and no sound. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'none'",
  "font-src 'self'",
  ...nothingBesides,
].join('; ');

/** Of the sound window's page: it loads its script and the tones. */
export const soundSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "media-src 'self'",
  ...nothingBesides,
].join('; ');

/** Of the page of pictures: its script, what it looks like, and streams that it has already. */
export const picturesSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "media-src 'none'",
  ...nothingBesides,
].join('; ');

const policies: Readonly<Record<string, string>> = { sound: soundSecurityPolicy, pictures: picturesSecurityPolicy };

/** Under which policy a path of the scheme is served: a page goes by its document's. */
function policyFor(path: string): string {
  return Object.hasOwn(policies, path) ? (policies[path] ?? contentSecurityPolicy) : contentSecurityPolicy;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  woff2: 'font/woff2',
};

/** No dot but the extension's, no percent sign, no query: nothing here can leave the folder. */
const servable = new RegExp(`^${origin}/((?:[a-z0-9-]+/){0,3}[a-z0-9-]+)\\.(${Object.keys(types).join('|')})$`);

/** What everything of the scheme is served with. */
const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

export interface PageFile {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const picture = new RegExp(`^${origin}/(photo/\\d{1,9}\\.(?:jpg|png))$`);

/** The name of the picture of somebody that an address asks for: those are in memory, and no files. Null for any other address. */
export function pictureName(url: string): string | null {
  return picture.exec(url)?.[1] ?? null;
}

/** What a picture is served with. The bytes are somebody else's: they are what their type says, whatever they look like. */
export function pictureHeaders(type: string): PageFile['headers'] {
  return { 'Content-Type': type, 'Content-Security-Policy': "default-src 'none'; sandbox", ...always };
}

/** Which file under `folder` an address asks for, and the headers to send with it; null for all that is no page of ours. */
export function pageFile(folder: string, url: string): PageFile | null {
  const [, path, extension = ''] = servable.exec(url) ?? [];
  const type = types[extension];
  if (path === undefined || type === undefined) return null;
  return {
    path: join(folder, `${path}.${extension}`),
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': policyFor(path),
      'Permissions-Policy': path === 'sound' ? 'hid=(self)' : 'hid=()',
      ...always,
    },
  };
}

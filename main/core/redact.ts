import type { LogDetails } from './ports.ts';

/** Deepest nesting that is written; what lies below is cut. */
const depthLimit = 8;
const textLimit = 16 * 1024;

/** Names of fields whose value never reaches the log, whatever it holds. Compared in lower case without `-` and `_`. */
const secretName =
  /^(password|passwd|secret|token|accesstoken|refreshtoken|authorization|proxyauthorization|cookie|setcookie|assertion|credentials?|icepwd|iceufrag|crypto|cwt)$/;

interface Rule {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** In this order: what is surely secret first, then what names people. */
const rules: readonly Rule[] = [
  { pattern: /\b(bearer|basic|negotiate|ntlm|digest|oauth)\s+[\w+/=.~:-]{6,}/gi, replacement: '$1 [secret]' },
  { pattern: /\b(authorization|set-cookie|cookie)\s*[:=]\s*[^\r\n]+/gi, replacement: '$1: [secret]' },
  { pattern: /\bcwt(?:=|%3d)[^\s"'&,;]+/gi, replacement: 'cwt=[secret]' },
  {
    pattern:
      /\b(password|passwd|access_token|refresh_token|assertion|client_secret)(\\*["']?\s*[:=]\s*)(\\*"[^"]*"|[^\s&,;}]+)/gi,
    replacement: '$1$2[secret]',
  },
  { pattern: /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, replacement: '[token]' },
  {
    pattern: /a=(crypto:\d+\s+\S+|ice-pwd:|ice-ufrag:|fingerprint:\S+|key-mgmt:)\s*[^\r\n\\]*/gi,
    replacement: 'a=$1 [secret]',
  },
  { pattern: /\binline:[\w+/=|:.^-]+/gi, replacement: 'inline:[secret]' },
  { pattern: /\bdata:[^\s"',]{0,256},[^\s"']{16,}/gi, replacement: 'data:[content]' },
  { pattern: /\b(sips?|tel|callto|im)(:|%3a)[^\s"'<>,;?\\)\]}]+/gi, replacement: '$1$2[party]' },
  { pattern: /[\w.!#$%&'*+/=?^`{|}~-]{1,128}(?:@|%40)[a-z0-9][a-z0-9.-]*/gi, replacement: '[address]' },
  {
    pattern: /(?<![\w.:/-])\+?\(?\d(?:[ ().\u00a0/-]{0,2}\d){6,}(?![\w.:])(?!-[\da-f]{4}-)/gi,
    replacement: '[number]',
  },
];

/** The text without tokens, passwords, SDP keys, addresses of people and phone numbers; cut at 16 KiB. */
export function redactText(text: string): string {
  const short = text.length > textLimit ? `${text.slice(0, textLimit)} [cut]` : text;
  return rules.reduce((current, { pattern, replacement }) => current.replace(pattern, replacement), short);
}

/** A copy fit for the log: each string redacted, each field with a secret's name emptied, errors as name, message, stack. */
export function redactDetails(details: LogDetails): LogDetails {
  return redactObject(details, 0);
}

function redactObject(object: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    const plain = name.toLowerCase().replace(/[-_]/g, '');
    copy[redactText(name)] = secretName.test(plain) ? '[secret]' : redactValue(value, depth + 1);
  }
  return copy;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value;
  if (depth > depthLimit) return '[deep]';
  if (value instanceof Error) return redactError(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactObject(value as Record<string, unknown>, depth);
}

/** Own fields of an error are left out: libraries keep whole requests there, headers and all. */
function redactError(error: Error): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name: error.name, message: redactText(error.message), ...code, stack: redactText(error.stack ?? '') };
}
